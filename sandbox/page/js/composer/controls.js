// The parts of a composer.

import { iconButton } from "../ui/buttons.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";

const TALLEST_PX = 220;

/** Make a composer's parts; with `broadcasts` there is a tick for the conversation too. */
export function controls(broadcasts) {
  const text = h("textarea", { class: "composer-text", rows: "1", autocomplete: "off", enterkeyhint: "send" });
  const attachments = h("ul", { class: "attachments", "aria-label": "Files to send", hidden: true });
  const error = h("p", { class: "composer-error", role: "alert" });
  const hint = h("p", { class: "composer-hint", hidden: true });
  const buttons = bar(broadcasts);
  const box = h("div", { class: "composer-box" }, attachments, text, buttons.node);
  return { form: h("form", { class: "composer" }, hint, box, error), text, attachments, error, hint, ...buttons };
}

function bar(broadcasts) {
  const names = { "aria-label": "Files from this computer", "data-testid": "file-picker" };
  const picker = h("input", { ...names, type: "file", multiple: true, class: "unseen", tabindex: "-1" });
  const attach = iconButton("Add files", "clip", () => picker.click(), "tool");
  const sendButton = h("button", { class: "button primary square send", type: "submit", "aria-label": "Send", title: "Send" }, icon("send"));
  const broadcast = broadcasts ? h("input", { type: "checkbox", name: "broadcast" }) : null;
  const also = broadcast ? h("label", { class: "broadcast" }, broadcast, "Also send to the conversation") : null;
  const node = h("div", { class: "composer-bar" }, attach, picker, also, h("span", { class: "spring" }), sendButton);
  return { node, picker, sendButton, broadcast };
}

/** Make a textarea as tall as its text, up to a limit. */
export function grow(text) {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, TALLEST_PX)}px`;
}
