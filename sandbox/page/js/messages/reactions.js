// Reactions: the ones that are there, and the few on offer.

import { act, inWords } from "../api.js";
import { now, personName } from "../store.js";
import { OFFERED, reactionSign } from "../text/emoji.js";
import { toast } from "../ui/announce.js";
import { h } from "../ui/dom.js";
import { openMenu } from "../ui/menu.js";

const NAMES = {
  "+1": "thumbs up",
  "-1": "thumbs down",
  white_check_mark: "check mark",
  tada: "party popper",
  pray: "thanks",
};

/** The row of a message's reactions; null when there are none. */
export function reactionRow(message, channel) {
  if (!message.reactions?.length) return null;
  const chips = message.reactions.map((one) => chip(one, message, channel));
  return h("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, chips);
}

function chip({ name, users, count }, { ts }, channel) {
  const mine = users.includes(now().me?.id);
  const who = users.map(personName).join(", ");
  const names = { "aria-pressed": String(mine), "aria-label": `${nameOf(name)}: ${who}`, title: who };
  const toggle = () => react(channel, ts, name, mine);
  return h(
    "button",
    { ...names, class: mine ? "reaction mine" : "reaction", type: "button", on: { click: toggle } },
    h("span", {}, reactionSign(name)),
    h("span", { class: "count" }, String(count ?? users.length)),
  );
}

function nameOf(name) {
  return NAMES[name] ?? name.replaceAll("_", " ");
}

async function react(channel, ts, name, remove) {
  const answer = await act("react", { channel, ts, name, remove });
  if (!answer.ok) toast(inWords(answer.error));
}

/** Offer the reactions below a button. */
export function offerReactions(button, message, channel) {
  const choices = OFFERED.map((name) => ({
    label: `${reactionSign(name)} ${nameOf(name)}`,
    run: () => react(channel, message.ts, name, false),
  }));
  openMenu(button, "Reactions", choices);
}
