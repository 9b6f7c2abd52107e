// A surface holds blocks: a message, a modal or the Home tab. It keeps entries and tells the app.

import { act, inWords } from "./api.js";
import { FormState } from "./form_state.js";
import { now } from "./store.js";
import { toast } from "./ui/announce.js";

const forms = new Map();

/**
 * The surface of a container as apps know it, e.g. {type: "message", channel, ts}. `id` is unique
 * on the page; `changed(block_id)` hears of entries, `failed(words)` of actions not taken.
 */
export function surfaceOf(id, container, { changed = () => {}, failed = toast } = {}) {
  const form = formOf(id);
  const send = async (block_id, action_id, action) => {
    const answer = await act("block_action", { container, block_id, action_id, action, values: form.values() });
    if (!answer.ok) failed(actionProblem(answer.error));
    return answer;
  };
  return { id, form, act: send, changed };
}

/** Forget the entries of a surface that was submitted or closed. */
export function forget(id) {
  forms.delete(key(id));
}

// Words for an app that did not take an action.
function actionProblem(error) {
  if (isSilence(error)) return `${now().bot?.name ?? "The app"} did not answer in time.`;
  return inWords(error);
}

/** Whether an error means that the app did not answer. */
export function isSilence(error) {
  return ["operation_timeout", "dispatch_failed", "timeout", "not_connected"].includes(error);
}

// Entries belong to the person who made them.
function formOf(id) {
  if (!forms.has(key(id))) forms.set(key(id), new FormState());
  return forms.get(key(id));
}

function key(id) {
  return `${now().place.as} ${id}`;
}
