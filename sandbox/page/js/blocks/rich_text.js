// Rich text: typed structure instead of markup.

import { emoji } from "../text/emoji.js";
import { dateWords } from "../text/dates.js";
import { link } from "../text/links.js";
import { broadcast, channelMention, mention } from "../text/mrkdwn.js";
import { h } from "../ui/dom.js";

/** Draw a rich_text block. */
export function richText(block) {
  return h("div", { class: "text rich-text" }, block.elements.map(part));
}

const PARTS = {
  rich_text_section: ({ elements }) => h("div", { class: "lines" }, elements.map(piece)),
  rich_text_quote: ({ elements }) => h("blockquote", {}, elements.map(piece)),
  rich_text_preformatted: ({ elements }) => h("pre", {}, h("code", {}, elements.map(wordsOf))),
  rich_text_list: list,
};

function part(element) {
  return PARTS[element.type]?.(element) ?? null;
}

function list({ style, indent = 0, offset = 0, elements }) {
  const ordered = style === "ordered";
  const start = ordered && offset ? String(offset + 1) : null;
  return h(ordered ? "ol" : "ul", { class: `indent-${Math.min(indent, 8)}`, start }, elements.map((item) => h("li", {}, part(item))));
}

const PIECES = {
  text: ({ text }) => text,
  link: ({ url, text }) => link(url, text || url),
  user: ({ user_id: id }) => mention(id),
  channel: ({ channel_id: id }) => channelMention(id),
  usergroup: () => broadcast("subteam^", "@group"),
  broadcast: ({ range }) => broadcast(range),
  emoji: ({ name }) => emoji(name) ?? `:${name}:`,
  date: ({ timestamp, format, fallback }) => dateWords(timestamp, format) ?? fallback ?? "",
  color: ({ value }) => value,
};

function piece(element) {
  const drawn = PIECES[element.type]?.(element) ?? "";
  return styled(drawn, element.style ?? {});
}

const STYLES = [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"]];

function styled(node, style) {
  return STYLES.filter(([name]) => style[name]).reduce((inner, [, tag]) => h(tag, {}, inner), node);
}

function wordsOf(element) {
  return element.text ?? element.url ?? "";
}
