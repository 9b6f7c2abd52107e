// The app's Home tab, drawn for the person who looks.

import { drawBlocks } from "./blocks/index.js";
import { now, watch } from "./store.js";
import { surfaceOf } from "./surface.js";
import { h } from "./ui/dom.js";

/** The Home tab's panel; it follows the store. */
export function homePanel() {
  const blocks = h("div", { class: "blocks" });
  const empty = h("div", { class: "nothing" });
  const node = h("div", { class: "home", role: "tabpanel", id: "home-panel", "aria-labelledby": "tab-home", tabindex: "0" }, empty, blocks);
  watch(["home", "connected"], () => {
    const { home, connected, bot } = now();
    empty.hidden = Boolean(home);
    empty.textContent = connected ? "Nothing here yet." : `${bot?.name ?? "The app"} is not connected, so its Home tab is empty.`;
    drawBlocks(blocks, home?.blocks ?? [], surfaceOf("home", { type: "home" }));
  });
  return node;
}
