// Suggestions while typing, in a small list above the textarea.

import { now } from "../store.js";
import { h } from "../ui/dom.js";
import { offersFor } from "./offers.js";

let made = 0;

/** Completes words in a textarea. */
export class Completion {
  #text;
  #id = `suggestions-${(made += 1)}`;
  #offers = [];
  #active = 0;

  constructor(text) {
    this.#text = text;
    this.popup = h("div", { class: "suggestions", role: "listbox", id: this.#id, "aria-label": "Suggestions", hidden: true });
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", this.#id);
    for (const event of ["input", "click"]) text.addEventListener(event, () => this.#refresh());
    text.addEventListener("blur", () => this.close());
  }

  /** Take the list away. */
  close() {
    this.#offers = [];
    this.#draw();
  }

  /** Whether a key was for the list, and is done with. */
  takes(event) {
    if (!this.#offers.length || event.isComposing || !this.#act(event)) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #act({ key, shiftKey }) {
    if (key === "ArrowDown" || key === "ArrowUp") this.#move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Escape") this.close();
    else if (key === "Tab" || (key === "Enter" && !shiftKey && !this.#isComplete)) this.#choose(this.#offers[this.#active]);
    else return false;
    return true;
  }

  // A word that is typed in full needs no second Enter.
  get #isComplete() {
    const { insert, start } = this.#offers[this.#active];
    return this.#text.value.slice(start, this.#text.selectionStart) === insert;
  }

  #refresh() {
    this.#offers = offersFor(this.#text.value.slice(0, this.#text.selectionStart));
    this.#active = 0;
    this.#draw();
  }

  #move(step) {
    this.#active = (this.#active + step + this.#offers.length) % this.#offers.length;
    this.#draw();
  }

  #choose({ start, insert }) {
    this.#text.setRangeText(`${insert} `, start, this.#text.selectionStart, "end");
    this.close();
    this.#text.focus();
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #draw() {
    const isOpen = this.#offers.length > 0;
    this.popup.hidden = !isOpen;
    this.popup.replaceChildren(...this.#offers.map((offer, index) => this.#option(offer, index)));
    if (isOpen) this.#text.setAttribute("aria-activedescendant", `${this.#id}-${this.#active}`);
    else this.#text.removeAttribute("aria-activedescendant");
  }

  #option(offer, index) {
    const pick = (event) => {
      event.preventDefault();
      this.#choose(offer);
    };
    const state = { id: `${this.#id}-${index}`, "aria-selected": String(index === this.#active) };
    return h(
      "div",
      { ...state, class: "suggestion", role: "option", on: { pointerdown: pick } },
      h("span", { class: "suggestion-label" }, offer.label),
      h("span", { class: "suggestion-detail" }, offer.detail),
    );
  }
}

/** What can follow a command that is being typed; empty when none is. */
export function commandHint(text) {
  const command = now().commands.find((one) => text === one.command || text.startsWith(`${one.command} `));
  return command?.usage_hint ? `${command.command} ${command.usage_hint}` : "";
}
