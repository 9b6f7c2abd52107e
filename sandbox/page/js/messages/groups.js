// What a list shows: messages grouped by author, with lines between the days.

import { dayKey, dayName, momentOf } from "../text/dates.js";

const GROUP_SECONDS = 300;

/** The items of a list: [{kind: "day" | "count" | "nothing" | "message", key, …}]. */
export function itemsOf(messages, { empty, inThread }) {
  if (!messages.length) return empty ? [{ kind: "nothing", key: "nothing", words: empty }] : [];
  const items = messages.flatMap((message, index) => itemsFor(message, messages[index - 1], inThread && index === 1));
  if (inThread && messages.length > 1) items.splice(2, 0, replyCount(messages.length - 1));
  return items;
}

// `isFirstReply` opens a group even below a parent of the same author.
function itemsFor(message, before, isFirstReply) {
  const item = { kind: "message", key: message.ts, message, lead: isFirstReply || isLead(before, message) };
  return isNewDay(before, message) ? [dayItem(message), item] : [item];
}

function replyCount(count) {
  return { kind: "count", key: "count", words: count === 1 ? "1 reply" : `${count} replies` };
}

function dayItem({ ts }) {
  const at = momentOf(ts);
  return { kind: "day", key: dayKey(at), words: dayName(at) };
}

function isNewDay(before, message) {
  return !before || dayKey(momentOf(before.ts)) !== dayKey(momentOf(message.ts));
}

function isLead(before, message) {
  if (isNewDay(before, message)) return true;
  const sameAuthor = before.user === message.user && before.bot_id === message.bot_id;
  const sameKind = Boolean(before.ephemeral) === Boolean(message.ephemeral) && before.subtype === message.subtype;
  return !sameAuthor || !sameKind || message.ts - before.ts > GROUP_SECONDS;
}
