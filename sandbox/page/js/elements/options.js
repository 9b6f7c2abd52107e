// What a list offers: an element's own options, people, or conversations; all as {value, text}.

import { now, titleOf } from "../store.js";
import { plainText } from "../text/objects.js";

/** The groups of a list: [{label, options: [{value, text, option}]}]; one without label is flat. */
export function groupsOf(element) {
  if (element.type.includes("users")) return [{ options: people() }];
  if (/channels|conversations/.test(element.type)) return [{ options: rooms(element) }];
  if (element.option_groups) {
    return element.option_groups.map((group) => ({ label: plainText(group.label), options: own(group.options) }));
  }
  return [{ options: own(element.options ?? []) }];
}

/** All options of a list, without their groups. */
export function optionsOf(element) {
  return groupsOf(element).flatMap(({ options }) => options);
}

function own(options) {
  return options.map((option) => ({ value: option.value, text: plainText(option.text), option }));
}

function people() {
  const { people: everyone, bot } = now();
  return [...everyone, bot]
    .filter((one) => one && !one.deleted)
    .map(({ id, name }) => ({ value: id, text: name }));
}

function rooms({ type, filter }) {
  const wanted = type.includes("channels") ? ["public"] : (filter?.include ?? ["public", "private", "im"]);
  const kinds = wanted.map((kind) => (kind === "im" || kind === "mpim" ? "dm" : "channel"));
  const withApps = !filter?.exclude_bot_users;
  return now()
    .conversations.filter(({ kind }) => kinds.includes(kind))
    .filter((room) => withApps || room.with !== now().bot?.id)
    .map((room) => ({ value: room.id, text: titleOf(room) }));
}
