// Buttons, also those that open an address.

import { h } from "../ui/dom.js";
import { confirmed } from "../ui/confirm.js";
import { asSeenByMe, safeUrl } from "../text/links.js";
import { plainText, textObject } from "../text/objects.js";

/** Draw a button; with a `url` it opens that as well. */
export function button(element, field) {
  const url = element.url ? safeUrl(element.url) : null;
  const attributes = {
    class: `button ${element.style ?? ""}`,
    "aria-label": element.accessibility_label,
    on: { click: (event) => press(event.currentTarget, element, field) },
  };
  const label = plainText(element.text);
  if (!url) return h("button", { ...attributes, type: "button" }, label);
  return h("a", { ...attributes, href: asSeenByMe(url), target: "_blank", rel: "noopener noreferrer" }, label);
}

async function press(node, element, field) {
  if (node.getAttribute("aria-busy") === "true") return;
  if (element.confirm && !(await agreed(element.confirm))) return;
  node.setAttribute("aria-busy", "true");
  await field.send({ type: "button", value: element.value, text: element.text });
  node.removeAttribute("aria-busy");
}

/** Ask what an element's `confirm` says. */
export function agreed(dialog) {
  return confirmed({
    title: plainText(dialog.title),
    text: textObject(dialog.text),
    confirm: plainText(dialog.confirm),
    deny: plainText(dialog.deny),
    danger: dialog.style === "danger",
  });
}
