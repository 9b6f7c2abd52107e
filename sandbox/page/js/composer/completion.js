// Suggestions while typing: people after @, channels after #, commands after /.

import { now } from "../store.js";
import { h } from "../ui/dom.js";

const MOST = 8;
const WORD = /(?:^|[\s(])([@#])([\p{L}\p{N}_.-]*)$/u;
const COMMAND = /^\/[\w-]*$/;

let made = 0;

/** Complete words in a textarea. Returns its popup and `onKey(event)`, true when it took the key. */
export function completion(textarea) {
  const id = `suggestions-${(made += 1)}`;
  const popup = h("div", { class: "suggestions", role: "listbox", id, "aria-label": "Suggestions", hidden: true });
  let offers = [];
  let active = 0;

  function refresh() {
    offers = offersFor(textarea.value.slice(0, textarea.selectionStart));
    active = 0;
    draw();
  }

  function draw() {
    popup.hidden = offers.length === 0;
    popup.replaceChildren(...offers.map((offer, index) => option(offer, `${id}-${index}`, index === active, () => choose(offer))));
    textarea.setAttribute("aria-expanded", String(offers.length > 0));
    if (offers.length) textarea.setAttribute("aria-activedescendant", `${id}-${active}`);
    else textarea.removeAttribute("aria-activedescendant");
  }

  function close() {
    offers = [];
    draw();
  }

  function choose({ start, insert }) {
    textarea.setRangeText(`${insert} `, start, textarea.selectionStart, "end");
    close();
    textarea.focus();
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function onKey(event) {
    if (!offers.length || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) active = (active + step + offers.length) % offers.length;
    if (step) draw();
    else if (event.key === "Escape") close();
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) choose(offers[active]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" })) textarea.setAttribute(name, value);
  textarea.addEventListener("input", refresh);
  textarea.addEventListener("click", refresh);
  textarea.addEventListener("blur", close);
  return { popup, onKey, close };
}

function option({ label, detail }, id, selected, choose) {
  const pick = (event) => {
    event.preventDefault();
    choose();
  };
  const attributes = { id, class: "suggestion", role: "option", "aria-selected": String(selected), on: { pointerdown: pick } };
  return h("div", attributes, h("span", { class: "suggestion-label" }, label), h("span", { class: "suggestion-detail" }, detail));
}

function offersFor(before) {
  if (COMMAND.test(before)) return commands(before);
  const found = WORD.exec(before);
  if (!found) return [];
  const [, sign, typed] = found;
  const start = before.length - typed.length - 1;
  return (sign === "@" ? people : channels)(typed.toLowerCase()).slice(0, MOST).map((offer) => ({ ...offer, start }));
}

function people(typed) {
  const { people: everyone, bot } = now();
  return [...everyone, bot]
    .filter((one) => one && !one.deleted && fits(typed, [one.handle, ...one.name.split(" ")]))
    .map(({ handle, name }) => ({ label: name, detail: `@${handle}`, insert: `@${handle}` }));
}

function channels(typed) {
  return now()
    .conversations.filter(({ kind, name }) => kind === "channel" && fits(typed, [name]))
    .map(({ name }) => ({ label: `#${name}`, detail: "channel", insert: `#${name}` }));
}

// A command that is typed in full needs no suggestion: Enter sends it.
function commands(before) {
  return now()
    .commands.filter(({ command }) => command.startsWith(before) && command !== before)
    .map(({ command, description }) => ({ label: command, detail: description, insert: command, start: 0 }));
}

function fits(typed, words) {
  return words.some((word) => word.toLowerCase().startsWith(typed));
}

/** What can follow a command that is being typed; empty when none is. */
export function commandHint(text) {
  const command = now().commands.find((one) => text === one.command || text.startsWith(`${one.command} `));
  return command?.usage_hint ? `${command.command} ${command.usage_hint}` : "";
}
