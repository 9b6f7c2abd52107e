// Files in a form: uploaded when chosen, sent with the form.

import { inWords, upload } from "../api.js";
import { removeButton } from "../ui/buttons.js";
import { h } from "../ui/dom.js";

/** Draw a file input. */
export function fileInput(element, field) {
  const chips = h("ul", { class: "chips" });
  const note = h("p", { class: "field-error", role: "alert" });
  const limit = element.max_files ?? 10;
  const accept = (element.filetypes ?? []).map((type) => `.${type}`).join(",");
  const files = () => field.value()?.files ?? [];
  const enter = (all) => {
    field.enter({ type: "file_input", files: all });
    show();
  };
  const without = (file) => files().filter((one) => one !== file);
  const show = () => chips.replaceChildren(...files().map((file) => chip(file, () => enter(without(file)))));
  const attributes = { type: "file", class: "input", multiple: limit > 1, accept };
  const input = h("input", { ...field.naming, ...attributes, on: { change: () => take() } });
  async function take() {
    const chosen = [...input.files];
    input.value = "";
    if (files().length + chosen.length > limit) {
      note.textContent = `Please choose at most ${limit}.`;
      return;
    }
    note.textContent = "";
    input.setAttribute("aria-busy", "true");
    const answer = await upload({}, chosen);
    input.removeAttribute("aria-busy");
    if (answer.ok) enter([...files(), ...answer.files]);
    else note.textContent = inWords(answer.error);
  }
  show();
  return h("div", { class: "multi" }, chips, input, note);
}

function chip(file, remove) {
  return h("li", { class: "chip" }, file.name, removeButton(file.name, remove));
}
