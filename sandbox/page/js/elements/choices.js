// Checkboxes and radio buttons.

import { h } from "../ui/dom.js";
import { textObject } from "../text/objects.js";

/** Draw checkboxes. */
export function checkboxes(element, field) {
  const ticked = new Set((field.value()?.selected_options ?? []).map(({ value }) => value));
  const enter = (value, on) => {
    if (on) ticked.add(value);
    else ticked.delete(value);
    const selected = element.options.filter((option) => ticked.has(option.value));
    field.enter({ type: element.type, selected_options: selected });
  };
  return group("group", element, field, (option) => ({
    type: "checkbox",
    checked: ticked.has(option.value),
    on: { change: (event) => enter(option.value, event.target.checked) },
  }));
}

/** Draw radio buttons. */
export function radioButtons(element, field) {
  const selected = field.value()?.selected_option?.value;
  return group("radiogroup", element, field, (option) => ({
    type: "radio",
    name: field.id,
    checked: option.value === selected,
    on: { change: () => field.enter({ type: element.type, selected_option: option }) },
  }));
}

function group(role, element, field, box) {
  const choices = element.options.map((option, index) => choice(option, { ...box(option), id: `${field.id}-${index}` }));
  return h("div", { ...field.groupNaming, class: "choices", role }, choices);
}

function choice(option, attributes) {
  const description = option.description ? h("div", { class: "choice-description" }, textObject(option.description)) : null;
  return h("label", { class: "choice", for: attributes.id }, h("input", attributes), h("div", {}, textObject(option.text), description));
}
