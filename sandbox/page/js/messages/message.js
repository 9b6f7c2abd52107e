// One message: its author, time, words or blocks, files, reactions and thread.

import { act } from "../api.js";
import { drawBlocks } from "../blocks/index.js";
import { drawFiles } from "../files.js";
import { person } from "../store.js";
import { surfaceOf } from "../surface.js";
import { clock, fullMoment, momentOf, shortMoment } from "../text/dates.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { avatar } from "../ui/avatar.js";
import { textButton } from "../ui/buttons.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { openThread } from "../workspace.js";
import { actionBar } from "./actions.js";
import { authorOf } from "./author.js";
import { editForm, editOf } from "./editing.js";
import { reactionRow } from "./reactions.js";

/**
 * Draw a message of `channel`. `lead` opens a group of its author's messages; `reuse(file)` offers
 * a file for another message.
 */
export function drawMessage({ message, lead }, { channel, inThread, reuse }) {
  const author = authorOf(message);
  const at = momentOf(message.ts);
  const classes = ["message", lead && "lead", message.ephemeral && "ephemeral", message.subtype === "tombstone" && "gone"];
  return h(
    "article",
    { class: classes.filter(Boolean).join(" "), "aria-label": `${author.name} at ${clock(at)}`, "data-ts": message.ts },
    h("div", { class: "gutter" }, lead ? avatar(author) : time(at, "side-time")),
    h(
      "div",
      { class: "message-main" },
      lead ? heading(author, at) : null,
      note(message, channel, inThread),
      content(message, channel, inThread),
      files(message, reuse),
      reactionRow(message, channel),
      inThread ? null : threadLine(message),
    ),
    actionBar(message, channel, inThread),
  );
}

function heading(author, at) {
  const badge = author.is_bot ? h("span", { class: "badge" }, "App") : null;
  return h("div", { class: "message-head" }, h("span", { class: "author" }, author.name), badge, time(at, "at"));
}

function time(at, look) {
  return h("time", { class: look, datetime: at.toISOString(), title: fullMoment(at) }, clock(at));
}

function note(message, channel, inThread) {
  if (message.ephemeral) {
    return h("p", { class: "message-note" }, icon("eye"), "Only visible to you", dismissal(message, channel));
  }
  if (message.subtype !== "thread_broadcast") return null;
  if (inThread) return h("p", { class: "message-note" }, "Also sent to the conversation");
  const open = () => openThread(message.thread_ts);
  return h("p", { class: "message-note" }, textButton("replied to a thread", "text-button", open));
}

function dismissal({ ts }, channel) {
  const node = textButton("Dismiss", "text-button", () => act("delete", { channel, ts }));
  node.setAttribute("aria-label", "Dismiss message");
  return node;
}

function content(message, channel, inThread) {
  const edit = editOf(channel, message.ts);
  if (edit) return editForm(edit);
  if (message.subtype === "tombstone") return h("p", { class: "message-text" }, "This message was deleted.");
  if (message.blocks?.length) return blocks(message, channel, inThread);
  if (!message.text) return null;
  const edited = message.edited ? h("span", { class: "edited" }, " (edited)") : null;
  return h("div", { class: "message-text" }, mrkdwn(message.text), edited);
}

function blocks(message, channel, inThread) {
  const root = h("div", { class: "blocks" });
  const id = `${inThread ? "thread" : "message"}-${channel}-${message.ts}`;
  drawBlocks(root, message.blocks, surfaceOf(id, { type: "message", channel, ts: message.ts }));
  return root;
}

function files(message, reuse) {
  return message.files?.length ? drawFiles(message.files, reuse) : null;
}

function threadLine({ ts, reply_count: count, reply_users: users, latest_reply: latest, unread_replies: unread }) {
  if (!count) return null;
  const faces = (users ?? []).map(person).filter(Boolean).slice(0, 4);
  return h(
    "button",
    { class: "thread-line", type: "button", on: { click: () => openThread(ts) } },
    h("span", { class: "faces" }, faces.map((face) => avatar(face, "tiny"))),
    h("span", { class: "thread-count" }, count === 1 ? "1 reply" : `${count} replies`),
    unread ? h("span", { class: "badge fresh" }, `${unread} new`) : null,
    latest ? h("span", { class: "thread-latest" }, shortMoment(momentOf(latest))) : null,
  );
}
