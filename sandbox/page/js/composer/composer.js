// Where one types: Enter sends, Shift+Enter breaks the line, files come by picker, paste or drop.

import { change, now } from "../store.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { acceptDrops, drawAttachments, filesOf } from "./attachments.js";
import { commandHint, completion } from "./completion.js";
import { draft, draftKey, forgetDraft, keepFiles, keepText } from "./drafts.js";
import { send } from "./sending.js";

const TALLEST_PX = 220;

/**
 * A composer. `target()` → `{channel, thread, label}`; files can be dropped onto `zone`. With
 * `broadcasts`, a reply can be sent to the conversation too.
 */
export function composer({ target, zone, broadcasts = false }) {
  const parts = controls(broadcasts);
  const { node, text, attachments, picker, attach, sendButton, error, hint, broadcast } = parts;
  const suggestions = completion(text);
  let key = "";
  let busy = false;

  node.prepend(suggestions.popup);
  const isEmpty = () => !text.value.trim() && draft(key).files.length === 0;

  /** Show the draft of the place on view. */
  function refresh() {
    const { channel, thread, label } = target();
    const next = draftKey(now().place.as, channel, thread);
    text.setAttribute("aria-label", label);
    text.placeholder = label;
    if (next === key) return;
    key = next;
    text.value = draft(key).text;
    error.textContent = "";
    if (broadcast) broadcast.checked = false;
    suggestions.close();
    show();
  }

  function show() {
    drawAttachments(attachments, draft(key).files, (index) => setFiles(draft(key).files.toSpliced(index, 1)));
    const usage = commandHint(text.value);
    hint.textContent = usage;
    hint.hidden = !usage;
    sendButton.disabled = isEmpty();
    grow(text);
  }

  function setFiles(files) {
    keepFiles(key, files);
    show();
  }

  /** Add files to the draft: `{file}` to upload, `{known}` to send again. */
  function add(entries) {
    setFiles([...draft(key).files, ...entries]);
    text.focus();
  }

  async function submit() {
    if (busy || isEmpty()) return;
    const sent = { key, ...target(), broadcast: broadcast?.checked };
    setBusy(true);
    const problem = await send({ ...draft(key), text: text.value }, sent);
    setBusy(false);
    if (problem === null) forgetDraft(sent.key);
    if (sent.key === key) finish(problem);
  }

  function finish(problem) {
    error.textContent = problem ?? "";
    if (problem !== null) return;
    text.value = "";
    if (broadcast) broadcast.checked = false;
    show();
    change({ sent: Date.now() });
  }

  // Read-only rather than disabled: the focus stays, and what was typed stays to be seen.
  function setBusy(on) {
    busy = on;
    text.readOnly = on;
    sendButton.setAttribute("aria-busy", String(on));
  }

  text.addEventListener("keydown", (event) => {
    if (suggestions.onKey(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  text.addEventListener("input", () => {
    keepText(key, text.value);
    error.textContent = "";
    show();
  });
  text.addEventListener("paste", (event) => {
    const files = filesOf(event.clipboardData);
    if (!files.length) return;
    event.preventDefault();
    addFiles(files);
  });
  const addFiles = (files) => files.length && add(files.map((file) => ({ file })));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  attach.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    addFiles([...picker.files]);
    picker.value = "";
  });
  acceptDrops(zone, addFiles);
  return { node, refresh, add, focus: () => text.focus() };
}

function controls(broadcasts) {
  const text = h("textarea", { class: "composer-text", rows: "1", autocomplete: "off", enterkeyhint: "send" });
  const attachments = h("ul", { class: "attachments", "aria-label": "Files to send", hidden: true });
  const picker = h("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-label": "Files from this computer", "data-testid": "file-picker" });
  const attach = h("button", { class: "tool", type: "button", "aria-label": "Add files", title: "Add files" }, icon("clip"));
  const sendButton = h("button", { class: "button primary square send", type: "submit", "aria-label": "Send", title: "Send" }, icon("send"));
  const error = h("p", { class: "composer-error", role: "alert" });
  const hint = h("p", { class: "composer-hint", hidden: true });
  const broadcast = broadcasts ? h("input", { type: "checkbox", name: "broadcast" }) : null;
  const also = broadcast ? h("label", { class: "broadcast" }, broadcast, "Also send to the conversation") : null;
  const box = h("div", { class: "composer-box" }, attachments, text, h("div", { class: "composer-bar" }, attach, picker, also, h("span", { class: "spring" }), sendButton));
  const node = h("form", { class: "composer" }, hint, box, error);
  return { node, text, attachments, picker, attach, sendButton, error, hint, broadcast };
}

function grow(text) {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, TALLEST_PX)}px`;
}
