// Lists to choose from: the browser's own list, and chips for several choices.

import { removeButton } from "../ui/buttons.js";
import { h } from "../ui/dom.js";
import { plainText } from "../text/objects.js";
import { groupsOf, optionsOf } from "./options.js";

const PARTS = {
  static_select: "selected_option",
  users_select: "selected_user",
  channels_select: "selected_channel",
  conversations_select: "selected_conversation",
  multi_static_select: "selected_options",
  multi_users_select: "selected_users",
};

/** Draw a list for one choice. */
export function select(element, field) {
  const part = PARTS[element.type];
  const list = listOf(element, field, hint(element, "Choose"));
  list.value = valueOf(field.value()?.[part]);
  list.addEventListener("change", () => field.enter({ type: element.type, [part]: chosen(element, list.value) }));
  return h("div", { class: "select" }, list);
}

/** Draw a list for several choices: each becomes a chip that can be taken away. */
export function multiSelect(element, field) {
  const part = PARTS[element.type];
  const chips = h("ul", { class: "chips" });
  const list = listOf(element, field, hint(element, "Add"));
  const current = () => (field.value()?.[part] ?? []).map(valueOf);
  const enter = (values) => {
    field.enter({ type: element.type, [part]: values.map((value) => chosen(element, value)) });
    show();
  };
  const show = () => {
    const values = current();
    for (const option of list.options) option.disabled = values.includes(option.value);
    chips.replaceChildren(...values.map((value) => chip(textOf(element, value), () => take(value))));
  };
  const take = (value) => {
    enter(current().filter((one) => one !== value));
    list.focus();
  };
  list.addEventListener("change", () => {
    if (list.value) enter([...current(), list.value]);
    list.value = "";
  });
  show();
  return h("div", { class: "multi" }, chips, h("div", { class: "select" }, list));
}

function listOf(element, field, empty) {
  const options = groupsOf(element).map(({ label, options: inGroup }) => {
    const nodes = inGroup.map(({ value, text }) => h("option", { value }, text));
    return label ? h("optgroup", { label }, nodes) : nodes;
  });
  return h("select", { ...field.naming, class: "input" }, h("option", { value: "" }, empty), options);
}

function hint(element, otherwise) {
  return plainText(element.placeholder) || `${otherwise} …`;
}

function valueOf(entry) {
  return typeof entry === "object" && entry !== null ? entry.value : (entry ?? "");
}

// Own options are sent whole, people and conversations as ids.
function chosen(element, value) {
  const found = optionsOf(element).find((option) => option.value === value);
  return found?.option ?? (value || null);
}

function textOf(element, value) {
  return optionsOf(element).find((option) => option.value === value)?.text ?? value;
}

function chip(text, remove) {
  return h("li", { class: "chip" }, text, removeButton(text, remove));
}
