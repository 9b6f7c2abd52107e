// Where one types: Enter sends, Shift+Enter breaks the line, files come by picker, paste or drop.

import { change, conversation, now } from "../store.js";
import { acceptDrops, drawAttachments, filesOf } from "./attachments.js";
import { Completion, commandHint } from "./completion.js";
import { controls, grow } from "./controls.js";
import { draft, draftKey, forgetDraft, keepFiles, keepText, moveFiles } from "./drafts.js";
import { send } from "./sending.js";

/** A composer for one place at a time; each place keeps its draft. */
export class Composer {
  #target;
  #parts;
  #completion;
  #key = "";
  #busy = false;

  /**
   * `target()` → `{channel, thread, label}`; files can be dropped onto `zone`. With `broadcasts`,
   * a reply can be sent to the conversation too.
   */
  constructor({ target, zone, broadcasts = false }) {
    this.#target = target;
    this.#parts = controls(broadcasts);
    this.#completion = new Completion(this.#parts.text);
    this.node.prepend(this.#completion.popup);
    this.#hearTyping();
    this.#hearFiles(zone);
  }

  /** The form to put on the page. */
  get node() {
    return this.#parts.form;
  }

  /** Put the caret into it. */
  focus() {
    this.#parts.text.focus();
  }

  /** Show the draft of the place on view. */
  refresh() {
    const { channel, thread, label } = this.#target();
    const { text } = this.#parts;
    const isKnown = conversation(channel) !== null;
    text.disabled = !isKnown;
    text.setAttribute("aria-label", label);
    text.placeholder = label;
    this.#open(isKnown ? draftKey(now().place.as, channel, thread) : "");
  }

  /** Add files to the draft: `{file}` to upload, `{known}` to send again. */
  add(entries) {
    if (!entries.length) return;
    this.#setFiles([...this.#files, ...entries]);
    this.focus();
  }

  get #files() {
    return draft(this.#key).files;
  }

  get #isEmpty() {
    return !this.#parts.text.value.trim() && this.#files.length === 0;
  }

  #open(key) {
    if (key === this.#key) return;
    // Files that came before it was known where they belong.
    if (this.#key === "") moveFiles("", key);
    this.#key = key;
    this.#completion.close();
    this.#fill(draft(key).text);
    this.#tell("");
  }

  #fill(text) {
    this.#parts.text.value = text;
    if (this.#parts.broadcast) this.#parts.broadcast.checked = false;
    this.#draw();
  }

  #draw() {
    const { text, attachments, sendButton, hint } = this.#parts;
    drawAttachments(attachments, this.#files, (index) => this.#setFiles(this.#files.toSpliced(index, 1)));
    hint.textContent = commandHint(text.value);
    hint.hidden = !hint.textContent;
    sendButton.disabled = this.#isEmpty;
    grow(text);
  }

  #tell(problem) {
    this.#parts.error.textContent = problem;
  }

  #setFiles(files) {
    keepFiles(this.#key, files);
    this.#draw();
  }

  async #submit() {
    if (this.#busy || this.#isEmpty) return;
    const key = this.#key;
    const { text, broadcast } = this.#parts;
    const place = { ...this.#target(), broadcast: broadcast?.checked };
    this.#setBusy(true);
    const problem = await send({ text: text.value, files: this.#files }, place);
    this.#setBusy(false);
    if (problem === null) forgetDraft(key);
    if (key === this.#key) this.#finish(problem);
  }

  #finish(problem) {
    this.#tell(problem ?? "");
    if (problem !== null) return;
    this.#fill("");
    change({ sent: Date.now() });
  }

  // Read-only rather than disabled: the focus stays, and what was typed stays to be seen.
  #setBusy(busy) {
    this.#busy = busy;
    this.#parts.text.readOnly = busy;
    this.#parts.sendButton.setAttribute("aria-busy", String(busy));
  }

  #hearTyping() {
    const { form, text } = this.#parts;
    text.addEventListener("keydown", (event) => this.#onKey(event));
    text.addEventListener("input", () => {
      keepText(this.#key, text.value);
      this.#tell("");
      this.#draw();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  #onKey(event) {
    if (this.#completion.takes(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #hearFiles(zone) {
    const { text, picker } = this.#parts;
    const take = (files) => this.add(files.map((file) => ({ file })));
    picker.addEventListener("change", () => {
      take([...picker.files]);
      picker.value = "";
    });
    text.addEventListener("paste", (event) => {
      const files = filesOf(event.clipboardData);
      if (files.length) event.preventDefault();
      take(files);
    });
    acceptDrops(zone, take);
  }
}
