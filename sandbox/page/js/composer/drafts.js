// What has been typed but not sent, for each person and conversation. Words outlive a reload.

const files = new Map();

/** The key of a draft. */
export function draftKey(as, channel, thread) {
  return [as, channel, thread].filter(Boolean).join(" ");
}

/** The draft: `{text, files}`. Files are `{file}` to upload or `{known}`, one that is there already. */
export function draft(key) {
  return { text: sessionStorage.getItem(`draft ${key}`) ?? "", files: files.get(key) ?? [] };
}

/** Keep the words of a draft. */
export function keepText(key, text) {
  if (text) sessionStorage.setItem(`draft ${key}`, text);
  else sessionStorage.removeItem(`draft ${key}`);
}

/** Keep the files of a draft. */
export function keepFiles(key, list) {
  files.set(key, list);
}

/** Move files to another draft: those that came before it was known where they belong. */
export function moveFiles(from, to) {
  keepFiles(to, [...draft(to).files, ...draft(from).files]);
  files.delete(from);
}

/** Forget a draft that was sent. */
export function forgetDraft(key) {
  keepText(key, "");
  files.delete(key);
}
