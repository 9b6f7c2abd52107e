// What can be done with a message: react, answer in its thread, edit, delete.

import { act, inWords } from "../api.js";
import { toast } from "../ui/announce.js";
import { iconButton } from "../ui/buttons.js";
import { confirmed } from "../ui/confirm.js";
import { h } from "../ui/dom.js";
import { openMenu } from "../ui/menu.js";
import { openThread } from "../workspace.js";
import { isMine } from "./author.js";
import { startEditing } from "./editing.js";
import { offerReactions } from "./reactions.js";

/** The small bar of a message; null for messages that only one person sees. */
export function actionBar(message, channel, inThread) {
  if (message.ephemeral) return null;
  const react = tool("Add reaction", "smile", (node) => offerReactions(node, message, channel), true);
  const reply = inThread ? null : tool("Reply in thread", "reply", () => openThread(message.thread_ts ?? message.ts));
  const more = isMine(message) ? tool("More actions", "more", (node) => offerMore(node, message, channel), true) : null;
  return h("div", { class: "message-actions" }, react, reply, more);
}

function tool(label, sign, run, opensMenu = false) {
  const node = iconButton(label, sign, () => run(node), "tool");
  if (opensMenu) node.setAttribute("aria-haspopup", "menu");
  return node;
}

function offerMore(button, message, channel) {
  openMenu(button, "More actions", [
    { label: "Edit message", run: () => startEditing(channel, message) },
    { label: "Delete message", danger: true, run: () => remove(message, channel) },
  ]);
}

async function remove({ ts }, channel) {
  const sure = await confirmed({ title: "Delete this message?", text: "It is gone for everyone.", confirm: "Delete", danger: true });
  if (!sure) return;
  const answer = await act("delete", { channel, ts });
  if (!answer.ok) toast(inWords(answer.error));
}
