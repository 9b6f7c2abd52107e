// Marks within a line (bold, italic, …) for both of the workspace's markup languages.

import { h } from "../ui/dom.js";

const WORD = /[\p{L}\p{N}]/u;

/**
 * Split text at a mark and draw what is inside. A mark opens before a non-space after a non-word,
 * and closes after a non-space before a non-word. `marks` is [[mark, element name], …];
 * `plain(text)` draws what has no mark.
 */
export function marked(text, marks, plain) {
  const found = first(text, marks);
  if (!found) return plain(text);
  const { start, end, mark, tag } = found;
  const inside = text.slice(start + mark.length, end);
  return [
    ...plain(text.slice(0, start)),
    h(tag, {}, ...marked(inside, marks, plain)),
    ...marked(text.slice(end + mark.length), marks, plain),
  ];
}

function first(text, marks) {
  for (let start = 0; start < text.length; start += 1) {
    for (const [mark, tag] of marks) {
      const end = opens(text, start, mark) ? closing(text, start + mark.length, mark) : -1;
      if (end > 0) return { start, end, mark, tag };
    }
  }
  return null;
}

function opens(text, at, mark) {
  const next = text[at + mark.length];
  return text.startsWith(mark, at) && !isWord(text[at - 1]) && isSolid(next) && next !== mark[0];
}

function closing(text, from, mark) {
  for (let at = text.indexOf(mark, from + 1); at > 0; at = text.indexOf(mark, at + 1)) {
    if (text.slice(from, at).includes("\n")) return -1;
    if (isSolid(text[at - 1]) && !isWord(text[at + mark.length])) return at;
  }
  return -1;
}

function isWord(character) {
  return character !== undefined && WORD.test(character);
}

function isSolid(character) {
  return character !== undefined && !/\s/.test(character);
}
