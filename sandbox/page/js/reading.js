// Marks what is on view as read, counts what is not in the title, and tells of new messages.

import { authorOf } from "./messages/author.js";
import { conversation, now, titleOf, watch } from "./store.js";
import { plainWords } from "./text/mrkdwn.js";
import { announce } from "./ui/announce.js";
import { markRead, showsHome } from "./workspace.js";

const told = new Map();

/** Begin to watch what is read. */
export function startReading() {
  watch(["messages", "replies", "conversations", "place"], readUpTo);
  watch(["conversations", "place", "team"], title);
  watch(["messages"], () => tell(now().messages, now().place.channel));
  watch(["replies"], () => tell(now().replies, now().place.thread));
  document.addEventListener("visibilitychange", readUpTo);
}

const read = new Map();

// Up to the newest message on view, also of the open thread.
function readUpTo() {
  const { messages, replies, place } = now();
  if (document.hidden || !messages?.length || showsHome() || place.pane === "list") return;
  const shown = [...messages, ...(place.thread ? (replies ?? []) : [])].map(({ ts }) => ts);
  const last = shown.reduce((newest, ts) => (Number(ts) > Number(newest) ? ts : newest));
  const key = `${place.as} ${place.channel}`;
  if (Number(read.get(key) ?? 0) >= Number(last) || !conversation(place.channel)) return;
  read.set(key, last);
  markRead(place.channel, last);
}

function title() {
  const { conversations, place, team } = now();
  const count = conversations.reduce((sum, { unread }) => sum + unread, 0);
  const words = [titleOf(conversation(place.channel)), team.name].filter(Boolean).join(" · ");
  document.title = count ? `(${count}) ${words}` : words;
}

// Only what comes while one looks is told, not what was there when one came.
function tell(messages, where) {
  const last = messages?.at(-1);
  if (!last) return;
  const key = `${now().place.as} ${where}`;
  const before = told.get(key);
  told.set(key, last.ts);
  if (!before || Number(last.ts) <= Number(before) || last.user === now().me?.id) return;
  announce(`${authorOf(last).name}: ${plainWords(last.text ?? "")}`);
}
