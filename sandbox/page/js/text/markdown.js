// Standard markdown, as the `markdown` block holds it.

import { h } from "../ui/dom.js";
import { withEmoji } from "./emoji.js";
import { marked } from "./inline.js";
import { link } from "./links.js";

const MARKS = [["**", "strong"], ["__", "strong"], ["~~", "s"], ["*", "em"], ["_", "em"]];
const PIECE = /\uE000(\d+)\uE001/;
const KINDS = [
  ["fence", /^```/],
  ["heading", /^(#{1,6})\s+(.+)$/],
  ["rule", /^(?:-{3,}|\*{3,}|_{3,})\s*$/],
  ["bullet", /^\s*[-*+]\s+(.+)$/],
  ["number", /^\s*\d+[.)]\s+(.+)$/],
  ["quote", /^>\s?(.*)$/],
  ["blank", /^\s*$/],
];

/** Draw markdown text. */
export function markdown(text) {
  const root = h("div", { class: "text markdown" });
  const lines = text.replace(/[\uE000\uE001]/g, "").split("\n");
  while (lines.length) root.append(...take(lines));
  return root;
}

// Takes one block's lines off the front.
function take(lines) {
  const kind = kindOf(lines[0]);
  if (kind === "fence") return [fence(lines)];
  if (kind === "heading") return [heading(lines.shift())];
  if (kind === "rule" || kind === "blank") {
    lines.shift();
    return kind === "rule" ? [h("hr")] : [];
  }
  const group = [];
  while (lines.length && kindOf(lines[0]) === kind) group.push(lines.shift());
  return [DRAW[kind](group)];
}

function kindOf(line) {
  return KINDS.find(([, pattern]) => pattern.test(line))?.[0] ?? "paragraph";
}

function fence(lines) {
  lines.shift();
  const code = [];
  while (lines.length && !lines[0].startsWith("```")) code.push(lines.shift());
  lines.shift();
  return h("pre", {}, h("code", {}, code.join("\n")));
}

function heading(line) {
  const [, depth, words] = /^(#{1,6})\s+(.+)$/.exec(line);
  return h("p", { class: "md-heading", role: "heading", "aria-level": String(depth.length + 2) }, ...inline(words));
}

function list(tag, pattern) {
  return (group) => h(tag, {}, group.map((line) => h("li", {}, ...inline(pattern.exec(line)[1]))));
}

const DRAW = {
  bullet: list("ul", /^\s*[-*+]\s+(.+)$/),
  number: list("ol", /^\s*\d+[.)]\s+(.+)$/),
  quote: (group) => h("blockquote", {}, ...inline(group.map((line) => line.replace(/^>\s?/, "")).join("\n"))),
  paragraph: (group) => h("p", { class: "lines" }, ...inline(group.join("\n"))),
};

function inline(text) {
  const pieces = [];
  const hold = (node) => `\uE000${pieces.push(node) - 1}\uE001`;
  const rest = text
    .replace(/`([^`\n]+)`/g, (_, code) => hold(h("code", {}, code)))
    .replace(/\[([^\]\n]+)\]\(([^()\s]+)\)/g, (_, label, address) => hold(link(address, label)));
  return marked(rest, MARKS, (plain) => drawn(plain, pieces));
}

function drawn(text, pieces) {
  return text
    .split(PIECE)
    .map((part, index) => (index % 2 ? pieces[Number(part)] : withEmoji(part)))
    .filter((part) => part !== "");
}
