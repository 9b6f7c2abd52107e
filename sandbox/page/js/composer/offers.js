// What can be completed before the caret: people after @, channels after #, commands after /.

import { now } from "../store.js";

const MOST = 8;
const WORD = /(?:^|[\s(])([@#])([\p{L}\p{N}_.-]*)$/u;
const COMMAND = /^\/[\w-]*$/;

/** The offers for the text before the caret: [{label, detail, insert, start}]. */
export function offersFor(before) {
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
