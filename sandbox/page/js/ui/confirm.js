// Asks before something that cannot be taken back.

import { h } from "./dom.js";

let asked = 0;

/** Ask; resolves to true when confirmed. `{title, text (node or string), confirm, deny, danger?}` */
export function confirmed({ title, text, confirm, deny = "Cancel", danger = false }) {
  const id = `confirm-${(asked += 1)}`;
  return new Promise((resolve) => {
    const button = (label, value, look) => h("button", { class: `button ${look}`, type: "button", on: { click: () => dialog.close(value) } }, label);
    const yes = button(confirm, "yes", danger ? "danger" : "primary");
    const dialog = h(
      "dialog",
      { class: "dialog small", "aria-labelledby": id },
      h("h2", { id, class: "dialog-title" }, title),
      h("div", { class: "dialog-text" }, text),
      h("div", { class: "dialog-buttons" }, button(deny, "", "plain"), yes),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  });
}
