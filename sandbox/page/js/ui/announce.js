// What screen readers are told, and short notes that go away by themselves.

import { h } from "./dom.js";

const SHOWN_MS = 6000;

/** Tell screen readers, without moving the focus. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** Show a note at the lower edge for a few seconds. */
export function toast(text) {
  const note = h("p", { class: "toast" }, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}
