// Editing one of the person's own messages, in place. What is typed outlives redraws.

import { act, inWords } from "../api.js";
import { change, now } from "../store.js";
import { typedText } from "../text/typed.js";
import { textButton } from "../ui/buttons.js";
import { h } from "../ui/dom.js";

/** Begin to edit a message. */
export function startEditing(channel, message) {
  change({ editing: { channel, ts: message.ts, text: typedText(message.text ?? ""), error: "" } });
  document.getElementById(fieldId(message.ts))?.focus();
}

/** The edit under way for a message; null when there is none. */
export function editOf(channel, ts) {
  const { editing } = now();
  return editing?.channel === channel && editing.ts === ts ? editing : null;
}

/** The form that edits a message. */
export function editForm(edit) {
  const error = h("p", { class: "field-error", role: "alert" }, edit.error);
  const hear = { input: () => (edit.text = text.value), keydown: (event) => onKey(event, edit, error) };
  const attributes = { id: fieldId(edit.ts), class: "input", rows: "3", "aria-label": "Edit message" };
  const text = h("textarea", { ...attributes, value: edit.text, on: hear });
  const cancel = textButton("Cancel", "button plain", stop);
  const done = h("button", { class: "button primary", type: "submit" }, "Save changes");
  const submit = (event) => {
    event.preventDefault();
    save(edit, error);
  };
  return h("form", { class: "edit-form", on: { submit } }, text, error, h("div", { class: "dialog-buttons" }, cancel, done));
}

function onKey(event, edit, error) {
  if (event.isComposing) return;
  if (event.key === "Escape") {
    event.stopPropagation();
    stop();
  }
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  save(edit, error);
}

async function save(edit, error) {
  const answer = await act("edit", { channel: edit.channel, ts: edit.ts, text: edit.text });
  if (answer.ok) stop();
  else error.textContent = inWords(answer.error);
}

function stop() {
  change({ editing: null });
}

function fieldId(ts) {
  return `edit-${ts.replace(".", "-")}`;
}
