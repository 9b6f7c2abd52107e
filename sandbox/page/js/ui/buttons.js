// Buttons of the page itself.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const SQUARE = "button square plain";

/** A button that shows a drawing; `label` names it, also on hover. */
export function iconButton(label, sign, run, look = SQUARE) {
  return h("button", { class: look, type: "button", "aria-label": label, title: label, on: { click: run } }, icon(sign));
}

/** The small cross that takes something away. */
export function removeButton(name, run) {
  return iconButton(`Remove ${name}`, "close", run, "chip-remove");
}

/** A button with words. */
export function textButton(words, look, run) {
  return h("button", { class: look, type: "button", on: { click: run } }, words);
}
