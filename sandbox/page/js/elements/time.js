// A time of day, a date, and both: the browser's own pickers.

import { h } from "../ui/dom.js";

/** Draw a time picker. */
export function timepicker(element, field) {
  return picker("time", "selected_time", element, field);
}

/** Draw a date picker. */
export function datepicker(element, field) {
  return picker("date", "selected_date", element, field);
}

/** Draw a picker of a day and a time, on the clock of this browser; its value is in seconds. */
export function datetimepicker(element, field) {
  const node = h("input", {
    ...field.naming,
    class: "input short",
    type: "datetime-local",
    value: onTheWall(field.value()?.selected_date_time),
    on: { change: () => field.enter({ type: element.type, selected_date_time: seconds(node.value) }) },
  });
  return node;
}

function onTheWall(at) {
  if (!at) return null;
  const utc = new Date(at * 1000);
  return new Date(utc - utc.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function seconds(wall) {
  return wall ? new Date(wall).getTime() / 1000 : null;
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
