// The menu of an element with a few more choices.

import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { openMenu } from "../ui/menu.js";
import { safeUrl } from "../text/links.js";
import { plainText } from "../text/objects.js";
import { agreed } from "./button.js";

/** Draw an overflow menu. */
export function overflow(element, field) {
  const open = () => openMenu(node, "More options", element.options.map((option) => choice(option, element, field)));
  const attributes = { class: "button square", type: "button", "aria-label": "More options", "aria-haspopup": "menu", "aria-expanded": "false" };
  const node = h("button", { ...attributes, on: { click: open } }, icon("more"));
  return node;
}

function choice(option, element, field) {
  const run = async () => {
    if (element.confirm && !(await agreed(element.confirm))) return;
    const url = option.url ? safeUrl(option.url) : null;
    if (url) window.open(url, "_blank", "noopener");
    await field.send({ type: "overflow", selected_option: option });
  };
  return { label: plainText(option.text), run };
}
