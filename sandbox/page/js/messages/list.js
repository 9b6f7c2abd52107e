// A list of messages by day and author; it stays at its end unless someone has scrolled up.

import { person } from "../store.js";
import { dayKey, dayName, momentOf } from "../text/dates.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { keep } from "../ui/keyed.js";
import { editOf } from "./editing.js";
import { drawMessage } from "./message.js";

const GROUP_SECONDS = 300;
const NEAR_PX = 60;

/** A scrolling list. `show(messages, {channel, inThread, reuse, empty})` draws; null = on its way. */
export function messageList(label) {
  const list = h("div", { class: "message-list" });
  const scroller = h("div", { class: "scroller", tabindex: "0", role: "log", "aria-live": "off", "aria-label": label }, list);
  const jump = h("button", { class: "jump", type: "button", hidden: true, on: { click: toEnd } }, icon("down"), "Newest messages");
  let followsEnd = true;
  let place = null;

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
  }

  scroller.addEventListener("scroll", () => {
    followsEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
    jump.hidden = followsEnd;
  });
  const sizes = new ResizeObserver(() => followsEnd && toEnd());
  sizes.observe(list);
  sizes.observe(scroller);

  function show(messages, options) {
    if (options.place !== place) followsEnd = true;
    place = options.place;
    keep(list, messages ? itemsOf(messages, options) : [], keeping(options));
    scroller.setAttribute("aria-busy", String(messages === null));
    if (followsEnd) toEnd();
  }

  return { node: h("div", { class: "scroll-frame" }, scroller, jump), show, toEnd };
}

function keeping(options) {
  return {
    key: ({ key }) => `${options.place} ${key}`,
    signature: (item) => JSON.stringify([item, signs(item, options)]),
    draw: (item) => DRAW[item.kind](item, options),
  };
}

const DRAW = {
  day: ({ words }) => h("div", { class: "day", role: "separator" }, h("span", {}, words)),
  count: ({ words }) => h("div", { class: "day count-line" }, h("span", {}, words)),
  nothing: ({ words }) => h("p", { class: "nothing" }, words),
  message: drawMessage,
};

// What else a message's drawing depends on.
function signs({ kind, message }, { channel }) {
  if (kind !== "message") return null;
  return [person(message.user)?.name, editOf(channel, message.ts) !== null];
}

function itemsOf(messages, { empty, inThread }) {
  if (!messages.length) return empty ? [{ kind: "nothing", key: "nothing", words: empty }] : [];
  const items = [];
  let before = null;
  for (const message of messages) {
    if (isNewDay(before, message)) items.push(dayItem(message));
    items.push({ kind: "message", key: message.ts, message, lead: isLead(before, message) });
    if (inThread && !before) items.push(...replyCount(messages.length - 1));
    before = inThread && !before ? { ...message, user: null } : message;
  }
  return items;
}

function replyCount(count) {
  if (!count) return [];
  return [{ kind: "count", key: "count", words: count === 1 ? "1 reply" : `${count} replies` }];
}

function dayItem({ ts }) {
  const at = momentOf(ts);
  return { kind: "day", key: dayKey(at), words: dayName(at) };
}

function isNewDay(before, message) {
  return !before || dayKey(momentOf(before.ts)) !== dayKey(momentOf(message.ts));
}

function isLead(before, message) {
  if (!before || isNewDay(before, message)) return true;
  const sameAuthor = before.user === message.user && before.bot_id === message.bot_id;
  const sameKind = Boolean(before.ephemeral) === Boolean(message.ephemeral) && before.subtype === message.subtype;
  return !sameAuthor || !sameKind || message.ts - before.ts > GROUP_SECONDS;
}
