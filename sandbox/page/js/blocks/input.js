// An input with its label, hint and error.

import { drawElement } from "../elements/index.js";
import { fieldId, fieldOf } from "../elements/field.js";
import { plainText } from "../text/objects.js";
import { h } from "../ui/dom.js";

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

/** Draw an input block. */
export function input(block, surface) {
  const { element } = block;
  const id = fieldId(surface, block.block_id, element.action_id);
  const hint = block.hint ? h("p", { class: "hint", id: `${id}-hint` }, plainText(block.hint)) : null;
  const error = h("p", { class: "field-error", id: `${id}-error`, role: "alert" });
  const described = [hint?.id, error.id].filter(Boolean).join(" ");
  const labelId = `${id}-label`;
  const dispatches = block.dispatch_action === true;
  const control = drawElement(element, fieldOf(surface, block, element, { labelId, described, dispatches }));
  const node = h("div", { class: "block-input" }, label(block, id, labelId), control, hint, error);
  node.dataset.block = block.block_id;
  return node;
}

function label(block, id, labelId) {
  const optional = block.optional ? h("span", { class: "optional" }, " (optional)") : null;
  const words = [plainText(block.label), optional];
  if (GROUPS.has(block.element.type)) return h("div", { class: "label", id: labelId }, words);
  return h("label", { class: "label", id: labelId, for: id }, words);
}

/** Show an error at an input block, or take it away with null. */
export function showError(root, blockId, text) {
  const node = inputNode(root, blockId);
  if (!node) return false;
  node.querySelector(":scope > .field-error").textContent = text ?? "";
  const control = controlIn(node);
  if (text) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
  return true;
}

/** Put the focus into an input block. */
export function focusInput(root, blockId) {
  const control = controlIn(inputNode(root, blockId));
  const first = control?.matches("input, select, textarea") ? control : control?.querySelector("input");
  first?.focus();
}

function inputNode(root, blockId) {
  return [...root.querySelectorAll(".block-input")].find((one) => one.dataset.block === blockId);
}

function controlIn(node) {
  return node?.querySelector("[role=group], [role=radiogroup], input, select, textarea");
}
