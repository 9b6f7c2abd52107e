// Text objects of blocks: plain_text or mrkdwn.

import { h } from "../ui/dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** The words of a plain text object. */
export function plainText(object) {
  const text = object?.text ?? "";
  return object?.emoji === false ? text : withEmoji(text);
}

/** Draw a text object of either kind. */
export function textObject(object) {
  if (object?.type === "mrkdwn") return mrkdwn(object.text, { verbatim: object.verbatim === true });
  return h("div", { class: "text" }, h("span", { class: "lines" }, plainText(object)));
}
