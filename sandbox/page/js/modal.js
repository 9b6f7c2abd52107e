// Modals that the app opens: a stack, of which the top one is on view. Nothing typed gets lost.

import { act, inWords } from "./api.js";
import { focusInput, showError } from "./blocks/input.js";
import { drawBlocks } from "./blocks/index.js";
import { problem } from "./elements/values.js";
import { withIds } from "./form_state.js";
import { now, watch } from "./store.js";
import { forget, isSilence, surfaceOf } from "./surface.js";
import { plainText } from "./text/objects.js";
import { iconButton } from "./ui/buttons.js";
import { h } from "./ui/dom.js";
import { loadViews } from "./workspace.js";

let shown = null;

/** Keep the dialog true to the stack of views. */
export function startModals() {
  watch(["views"], () => {
    const top = now().views.at(-1) ?? null;
    if (shown && shown.id !== top?.id) putAway();
    if (top && !shown) shown = open(top);
    shown?.update(top);
  });
}

function putAway() {
  shown.dialog.remove();
  shown.before?.focus?.();
  shown = null;
}

function open(view) {
  const parts = frame(view.id);
  const modal = { id: view.id, view, busy: false, before: document.activeElement, ...parts };
  modal.surface = surfaceOf(view.id, { type: "view", view_id: view.id }, {
    changed: (block) => showError(parts.blocks, block, null),
    // A note elsewhere on the page would lie below the modal.
    failed: (words) => (parts.error.textContent = words),
  });
  modal.update = (newer) => draw(modal, newer);
  parts.form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(modal);
  });
  parts.dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave(modal);
  });
  for (const button of [parts.cross, parts.cancel]) button.addEventListener("click", () => leave(modal));
  document.body.append(parts.dialog);
  draw(modal, view);
  parts.dialog.showModal();
  focusFirst(modal);
  return modal;
}

function frame(id) {
  const title = h("h2", { class: "dialog-title", id: `title-${id}` });
  const cross = iconButton("Dismiss", "close");
  const blocks = h("div", { class: "blocks" });
  const error = h("p", { class: "form-error", role: "alert" });
  const cancel = h("button", { class: "button plain", type: "button" });
  const send = h("button", { class: "button primary", type: "submit" });
  const form = h(
    "form",
    { class: "modal-form", novalidate: true },
    h("header", { class: "modal-head" }, title, cross),
    h("div", { class: "modal-body" }, blocks),
    h("footer", { class: "modal-foot" }, error, h("div", { class: "dialog-buttons" }, cancel, send)),
  );
  const dialog = h("dialog", { class: "dialog modal", "aria-labelledby": title.id }, form);
  return { dialog, form, title, cross, blocks, error, cancel, send };
}

function draw(modal, view) {
  modal.view = view;
  modal.title.textContent = plainText(view.title);
  modal.cancel.textContent = plainText(view.close) || (view.submit ? "Cancel" : "Close");
  modal.send.textContent = plainText(view.submit);
  modal.send.hidden = !view.submit;
  drawBlocks(modal.blocks, view.blocks, modal.surface);
}

function focusFirst({ blocks, cross, send }) {
  const first = blocks.querySelector("input, select, textarea") ?? (send.hidden ? cross : send);
  first.focus();
}

async function leave({ id, busy }) {
  if (busy) return;
  forget(id);
  await act("view_close", { view_id: id });
  await loadViews();
}

async function submit(modal) {
  if (modal.busy || !modal.view.submit) return;
  const wrong = problems(modal);
  showErrors(modal, wrong);
  if (Object.keys(wrong).length) return;
  setBusy(modal, true);
  const answer = await act("view_submit", { view_id: modal.id, values: modal.surface.form.values() });
  setBusy(modal, false);
  if (answer.ok) await accepted(modal);
  else if (answer.errors) showErrors(modal, answer.errors);
  else modal.error.textContent = wordsFor(answer.error);
}

// The app may have closed the view, put another one on it, or changed it in place.
async function accepted({ id }) {
  await loadViews();
  if (!now().views.some((view) => view.id === id)) forget(id);
}

function setBusy(modal, busy) {
  modal.busy = busy;
  modal.send.setAttribute("aria-busy", String(busy));
}

// What can be told without asking the app: block id → words.
function problems({ view, surface }) {
  const wrong = {};
  for (const block of withIds(view.blocks)) {
    if (block.type !== "input") continue;
    const value = surface.form.value(block.block_id, block.element.action_id);
    const words = value ? problem(block.element, value, block.optional) : null;
    if (words) wrong[block.block_id] = words;
  }
  return wrong;
}

function showErrors(modal, errors) {
  for (const { block_id: id } of withIds(modal.view.blocks)) showError(modal.blocks, id, errors[id] ?? null);
  const ids = withIds(modal.view.blocks).map(({ block_id: id }) => id);
  const lost = Object.keys(errors).filter((id) => !ids.includes(id));
  modal.error.textContent = lost.map((id) => errors[id]).join(" ");
  const first = ids.find((id) => errors[id]);
  if (first) focusInput(modal.blocks, first);
}

function wordsFor(error) {
  const name = now().bot?.name ?? "The app";
  if (isSilence(error)) return `${name} did not answer in time. Your entries are still here.`;
  return `${inWords(error)} Your entries are still here.`;
}
