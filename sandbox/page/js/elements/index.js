// One drawing for each kind of element.

import { h } from "../ui/dom.js";
import { button } from "./button.js";
import { checkboxes, radioButtons } from "./choices.js";
import { fileInput } from "./file_input.js";
import { overflow } from "./overflow.js";
import { multiSelect, select } from "./select.js";
import { textInput } from "./text_input.js";
import { datepicker, datetimepicker, timepicker } from "./time.js";

const DRAWINGS = {
  button,
  overflow,
  static_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  timepicker,
  datepicker,
  datetimepicker,
  checkboxes,
  radio_buttons: radioButtons,
  plain_text_input: textInput,
  number_input: textInput,
  url_text_input: textInput,
  email_text_input: textInput,
  file_input: fileInput,
};

/** Draw an element; one that is not known says so. */
export function drawElement(element, field) {
  const drawing = DRAWINGS[element.type];
  const node = drawing ? drawing(element, field) : h("p", { class: "unknown" }, `This page does not draw “${element.type}”.`);
  node.dataset.element = element.type;
  node.dataset.action = element.action_id ?? "";
  return node;
}
