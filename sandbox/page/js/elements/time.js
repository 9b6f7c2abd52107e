// A time of day and a date: the browser's own pickers.

import { h } from "../ui/dom.js";

/** Draw a time picker. */
export function timepicker(element, field) {
  return picker("time", "selected_time", element, field);
}

/** Draw a date picker. */
export function datepicker(element, field) {
  return picker("date", "selected_date", element, field);
}

function picker(type, part, element, field) {
  const node = h("input", {
    ...field.naming,
    class: "input short",
    type,
    value: field.value()?.[part],
    on: { change: () => field.enter({ type: element.type, [part]: node.value || null }) },
  });
  return node;
}
