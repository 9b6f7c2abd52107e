// The value of each kind of input: what it starts with, whether it is filled, what is wrong with it.

import { now } from "../store.js";

const same = (name) => (element) => ({ [name]: element[`initial_${name.replace("selected_", "")}`] ?? null });
const many = (name, initial) => (element) => ({ [name]: element[initial] ?? [] });
const typed = (element) => ({ value: element.initial_value ?? null });

const START = {
  plain_text_input: typed,
  url_text_input: typed,
  email_text_input: typed,
  number_input: typed,
  static_select: same("selected_option"),
  radio_buttons: same("selected_option"),
  users_select: same("selected_user"),
  channels_select: same("selected_channel"),
  conversations_select: (element) => ({ selected_conversation: element.initial_conversation ?? here(element) }),
  timepicker: same("selected_time"),
  datepicker: same("selected_date"),
  datetimepicker: same("selected_date_time"),
  checkboxes: many("selected_options", "initial_options"),
  multi_static_select: many("selected_options", "initial_options"),
  multi_users_select: many("selected_users", "initial_users"),
  file_input: () => ({ files: [] }),
};

function here(element) {
  return element.default_to_current_conversation ? now().place.channel : null;
}

/** Whether an element holds a value (a button does not). */
export function isInput(element) {
  return Object.hasOwn(START, element.type);
}

/** The value that an input starts with. */
export function emptyValue(element) {
  return { type: element.type, ...START[element.type](element) };
}

// Whether something has been entered.
function isFilled({ type: _, ...parts }) {
  return Object.values(parts).some((part) => (Array.isArray(part) ? part.length > 0 : part !== null && part !== ""));
}

/** What is wrong with an entry, in words; null when it can be sent. */
export function problem(element, value, optional) {
  if (!isFilled(value)) return optional ? null : "Please fill this in.";
  return CHECKS[element.type]?.(element, value) ?? null;
}

const CHECKS = {
  plain_text_input: (element, { value }) => length(element, value),
  url_text_input: (_, { value }) => (URL.canParse(value) ? null : "Please enter a full web address, such as https://example.com."),
  email_text_input: (_, { value }) => (/^\S+@\S+\.\S+$/.test(value) ? null : "Please enter an e-mail address."),
  number_input: number,
  multi_static_select: (element, { selected_options }) => most(element, selected_options),
  multi_users_select: (element, { selected_users }) => most(element, selected_users),
};

function length({ min_length: least, max_length: longest }, text) {
  if (least && text.length < least) return `Please enter at least ${least} characters.`;
  if (longest && text.length > longest) return `Please enter at most ${longest} characters.`;
  return null;
}

function number({ is_decimal_allowed: decimal, min_value: least, max_value: greatest }, { value }) {
  const pattern = decimal ? /^-?\d+([.]\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(value)) return decimal ? "Please enter a number." : "Please enter a whole number.";
  if (least !== undefined && Number(value) < Number(least)) return `Please enter ${least} or more.`;
  if (greatest !== undefined && Number(value) > Number(greatest)) return `Please enter ${greatest} or less.`;
  return null;
}

function most({ max_selected_items: limit }, chosen) {
  return limit && chosen.length > limit ? `Please choose at most ${limit}.` : null;
}
