// Typed inputs: one line, several lines, a web address, an e-mail address, a number.

import { h } from "../ui/dom.js";
import { plainText } from "../text/objects.js";

const TYPES = { url_text_input: "url", email_text_input: "email" };
const TYPING_PAUSE_MS = 400;

/** Draw a typed input. */
export function textInput(element, field) {
  const node = h(element.multiline ? "textarea" : "input", {
    ...field.naming,
    class: "input",
    type: element.multiline ? null : (TYPES[element.type] ?? "text"),
    inputmode: element.type === "number_input" ? "decimal" : null,
    rows: element.multiline ? "5" : null,
    placeholder: plainText(element.placeholder),
    autocomplete: "off",
    value: field.value()?.value,
    on: { input: () => field.keep({ type: element.type, value: node.value || null }) },
  });
  if (field.dispatches) sendWhileTyping(node, element, field);
  return node;
}

// An input that dispatches tells the app on Enter, or at each pause of the typing.
function sendWhileTyping(node, element, field) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const send = () => field.send({ type: element.type, value: node.value || null });
  if (triggers.includes("on_enter_pressed")) {
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || (element.multiline && event.shiftKey)) return;
      event.preventDefault();
      send();
    });
  }
  if (triggers.includes("on_character_entered")) {
    let pause = null;
    node.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(send, TYPING_PAUSE_MS);
    });
  }
}
