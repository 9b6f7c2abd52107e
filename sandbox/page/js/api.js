// What the page asks the workspace's server. Every act answers {ok, error?, …} and never throws.

import { now } from "./store.js";

const UNREACHABLE = "The workspace cannot be reached. Nothing was sent.";

/** Read something as the current person; throws when the server cannot be reached. */
export async function read(what, query = {}) {
  const { as } = now().place;
  const parameters = new URLSearchParams(as ? { as, ...query } : query);
  const response = await fetch(`/page/${what}?${parameters}`);
  if (!response.ok) throw new Error(`${what}: HTTP ${response.status}`);
  return response.json();
}

/** Do something as the current person. */
export async function act(what, body) {
  const json = JSON.stringify({ as: now().place.as, ...body });
  return post(what, { body: json, headers: { "Content-Type": "application/json" } });
}

/** Upload files; empty fields are left out. */
export async function upload(fields, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ as: now().place.as, ...fields })) {
    if (value) form.append(name, value);
  }
  for (const file of files) form.append("files", file, file.name);
  return post("upload", { body: form });
}

async function post(what, request) {
  try {
    const response = await fetch(`/page/act/${what}`, { method: "POST", ...request });
    return await response.json();
  } catch {
    return { ok: false, error: UNREACHABLE };
  }
}

const WORDS = {
  msg_too_long: "This message is too long.",
  no_text: "There is nothing to send.",
  file_too_large: "This file is too large.",
  is_archived: "This channel is archived.",
  message_not_found: "This message is no longer there.",
  thread_not_found: "This thread is no longer there.",
  account_inactive: "This person is deactivated.",
  file_not_found: "This file is no longer there.",
  already_reacted: "This reaction is there already.",
};

/** An act's error in words for people. */
export function inWords(error) {
  if (!error) return "That did not work.";
  if (WORDS[error]) return WORDS[error];
  return /^[a-z0-9_]+$/.test(error) ? `That did not work (${error.replaceAll("_", " ")}).` : error;
}
