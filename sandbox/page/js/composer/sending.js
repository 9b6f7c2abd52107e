// Sends a draft: as words, with files, or as a slash command.

import { act, inWords, upload } from "../api.js";
import { now } from "../store.js";

const COMMAND = /^\/[a-z][\w-]*(\s|$)/i;

/** Send `{text, files}` to `{channel, thread, broadcast}`. Returns null, or what went wrong in words. */
export async function send({ text, files }, { channel, thread, broadcast }) {
  const words = text.trim();
  if (!files.length && COMMAND.test(words)) return command(words, channel, thread);
  const place = { channel, ...(thread && { thread_ts: thread }) };
  const fresh = files.filter(({ file }) => file).map(({ file }) => file);
  const known = files.filter((entry) => entry.known).map((entry) => entry.known.id);
  if (fresh.length) return failure(await upload({ ...place, text: words, broadcast }, fresh)) ?? shareAll(known, place, "");
  if (known.length) return shareAll(known, place, words);
  return failure(await act("message", { ...place, text: words, ...(broadcast && { broadcast }) }));
}

async function shareAll(ids, place, words) {
  for (const [index, file_id] of ids.entries()) {
    const problem = failure(await act("share", { ...place, file_id, text: index ? "" : words }));
    if (problem) return problem;
  }
  return null;
}

async function command(text, channel, thread) {
  if (thread) return "Commands do not work in threads. Send it in the conversation.";
  const answer = await act("command", { channel, text });
  return answer.ok ? null : commandProblem(answer.error);
}

function commandProblem(error) {
  if (error === "operation_timeout") return `${now().bot?.name ?? "The app"} did not answer in time.`;
  if (error === "dispatch_failed") return `${now().bot?.name ?? "The app"} is not connected.`;
  return inWords(error);
}

function failure(answer) {
  return answer.ok ? null : inWords(answer.error);
}
