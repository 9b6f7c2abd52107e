// The workspace's message markup: *bold*, _italic_, ~strike~, `code`, quotes, <tokens>.

import { conversation, now, person } from "../store.js";
import { h } from "../ui/dom.js";
import { dateWords } from "./dates.js";
import { withEmoji } from "./emoji.js";
import { marked } from "./inline.js";
import { link } from "./links.js";

const FENCE = /```([\s\S]+?)```/;
const CODE = /`([^`\n]+)`/;
const TOKEN = /<([^<>\n]+)>/;
const BARE_URL = /https?:\/\/[^\s<>|"]*[^\s<>|".,;:!?)\]}']/;
const QUOTED = /^(?:&gt;|>) ?/;
const MARKS = [["*", "strong"], ["_", "em"], ["~", "s"]];
// Stands for a piece that is drawn already, so that marks can reach around it.
const PIECE = /\uE000(\d+)\uE001/;

/** Text without the three entities that messages are escaped with. */
export function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Draw marked-up text. With `verbatim`, bare web addresses stay text. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const root = h("div", { class: "text" });
  let rest = text.replace(/[\uE000\uE001]/g, "");
  for (let fence = FENCE.exec(rest); fence; fence = FENCE.exec(rest)) {
    root.append(...lines(rest.slice(0, fence.index), verbatim));
    root.append(h("pre", {}, h("code", {}, codeText(fence[1]).replace(/^\n/, ""))));
    rest = rest.slice(fence.index + fence[0].length).replace(/^\n/, "");
  }
  root.append(...lines(rest, verbatim));
  return root;
}

/** The plain words of marked-up text, for labels and announcements. */
export function plainWords(text) {
  return mrkdwn(text, { verbatim: true }).textContent.replace(/\s+/g, " ").trim();
}

function lines(text, verbatim) {
  if (!text) return [];
  return quoteGroups(text).map(({ quoted, lines: group }) => {
    const nodes = spans(group.join("\n"), verbatim);
    return quoted ? h("blockquote", {}, ...nodes) : h("span", { class: "lines" }, ...nodes);
  });
}

function quoteGroups(text) {
  const groups = [];
  let toTheEnd = false;
  for (const line of text.split("\n")) {
    const bare = toTheEnd ? line : line.replace(/^(?:&gt;){3} ?|^>>> ?/, "");
    toTheEnd ||= bare !== line;
    const quoted = toTheEnd || QUOTED.test(bare);
    const content = toTheEnd ? bare : bare.replace(QUOTED, "");
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(content);
    else groups.push({ quoted, lines: [content] });
  }
  return groups;
}

function spans(text, verbatim) {
  const pieces = [];
  const hold = (node) => `\uE000${pieces.push(node) - 1}\uE001`;
  let rest = everywhere(text, CODE, (found) => hold(h("code", {}, codeText(found[1]))));
  rest = everywhere(rest, TOKEN, (found) => hold(token(found[1])));
  if (!verbatim) rest = everywhere(rest, BARE_URL, (found) => hold(link(unescaped(found[0]))));
  return marked(rest, MARKS, (plain) => withPieces(plain, pieces));
}

function everywhere(text, pattern, replace) {
  return text.replace(new RegExp(pattern, "g"), (...found) => replace(found));
}

function withPieces(text, pieces) {
  return text
    .split(PIECE)
    .map((part, index) => (index % 2 ? pieces[Number(part)] : withEmoji(unescaped(part))))
    .filter((part) => part !== "");
}

// In code, tokens show their label or address, and nothing is drawn.
function codeText(text) {
  const bare = text.replace(/<([^<>|\n]+)\|([^<>\n]*)>|<([^<>\n]+)>/g, (_, target, label, only) => label ?? only ?? target);
  return unescaped(bare);
}

function token(inner) {
  const at = inner.indexOf("|");
  const [target, label] = at < 0 ? [inner, null] : [inner.slice(0, at), inner.slice(at + 1)];
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!date^")) return dateToken(target, label);
  if (target.startsWith("!")) return broadcast(target.slice(1), label);
  return link(unescaped(target), ...(label ? spans(label, true) : []));
}

/** A mention of a person. */
export function mention(id, label = null) {
  const name = person(id)?.name ?? label ?? id;
  const mine = id === now().me?.id ? "mention mine" : "mention";
  return h("span", { class: mine }, `@${name}`);
}

/** A mention of a channel; a link when this person is in it. */
export function channelMention(id, label = null) {
  const room = conversation(id);
  const name = `#${room?.name ?? (label || id)}`;
  if (!room) return h("span", { class: "mention" }, name);
  return h("a", { class: "mention", href: `?as=${now().place.as}&channel=${id}`, "data-place": "here" }, name);
}

/** @here, @channel, @everyone, or a group. */
export function broadcast(name, label = null) {
  const group = name.startsWith("subteam^");
  return h("span", { class: "mention mine" }, group ? (label ?? "@group") : `@${name}`);
}

function dateToken(target, label) {
  const [, seconds, template, address] = target.split("^");
  const words = dateWords(seconds, unescaped(template ?? "")) ?? unescaped(label ?? "");
  if (address) return link(unescaped(address), words);
  return h("time", { datetime: isoOf(seconds) }, words);
}

function isoOf(seconds) {
  const at = new Date(Number(seconds) * 1000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
