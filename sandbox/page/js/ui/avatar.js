// A person's or the app's picture: initials on their colour, or Baton's mark.

import { h } from "./dom.js";
import { batonMark } from "./icons.js";

const COLOUR = /^#?([0-9a-f]{6})$/i;
const FALLBACK = "#5b6b7a";

/** A decorative avatar; the name stands beside it. */
export function avatar(person, size = "") {
  if (person.is_bot) return h("span", { class: `avatar app-avatar ${size}`, "aria-hidden": "true" }, batonMark());
  const node = h("span", { class: `avatar ${size}`, "aria-hidden": "true" }, person.initials || "?");
  const colour = hex(person.color);
  node.style.setProperty("--avatar", colour);
  node.style.setProperty("--avatar-ink", isLight(colour) ? "#1d1a16" : "#ffffff");
  return node;
}

function hex(colour) {
  const match = COLOUR.exec(colour ?? "");
  return match ? `#${match[1]}` : FALLBACK;
}

// The relative luminance at which black and white letters are equally readable.
const EVEN = 0.179;

function isLight(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > EVEN;
}

function linear(channel) {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
