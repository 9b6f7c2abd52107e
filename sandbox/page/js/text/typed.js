// Messages as people type them: names instead of ids, no entities.

import { conversation, person } from "../store.js";
import { unescaped } from "./mrkdwn.js";

const TOKEN = /<([@#!]?)([^<>|\n]+)(?:\|([^<>\n]*))?>/g;

/** The text to put into an editor for a stored message. */
export function typedText(stored) {
  return unescaped(stored.replace(TOKEN, (_, sign, target, label) => SIGNS[sign](target, label)));
}

const SIGNS = {
  "@": (id, label) => `@${person(id)?.handle ?? label ?? id}`,
  "#": (id, label) => `#${conversation(id)?.name ?? label ?? id}`,
  "!": (name) => `@${name}`,
  "": (address) => address,
};
