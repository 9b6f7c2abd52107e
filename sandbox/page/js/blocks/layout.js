// Blocks that show: header, section, context, divider, image, markdown.

import { drawElement } from "../elements/index.js";
import { fieldOf } from "../elements/field.js";
import { fileUrl, openLightbox, pictureButton } from "../files.js";
import { imageUrl } from "../text/links.js";
import { markdown } from "../text/markdown.js";
import { plainWords } from "../text/mrkdwn.js";
import { plainText, textObject } from "../text/objects.js";
import { h } from "../ui/dom.js";

/** A headline. */
export function header(block) {
  return h("h3", { class: "block-header" }, plainText(block.text));
}

/** A paragraph with its fields and what stands beside it. */
export function section(block, surface) {
  const fields = (block.fields ?? []).map((field) => h("div", { class: "block-field" }, textObject(field)));
  return h(
    "div",
    { class: block.accessory ? "block-section with-accessory" : "block-section" },
    h(
      "div",
      { class: "block-section-text" },
      block.text ? textObject(block.text) : null,
      fields.length ? h("div", { class: "block-fields" }, fields) : null,
    ),
    block.accessory ? h("div", { class: "block-accessory" }, accessory(block, surface)) : null,
  );
}

function accessory(block, surface) {
  const element = block.accessory;
  if (element.type === "image") return picture(element, "accessory-image");
  const label = block.text ? plainWords(block.text.text) : "Choice";
  return drawElement(element, fieldOf(surface, block, element, { label, dispatches: true }));
}

/** A small grey line of texts and pictures. */
export function context(block) {
  const parts = block.elements.map((element) => (element.type === "image" ? picture(element, "context-image") : textObject(element)));
  return h("div", { class: "block-context" }, parts);
}

/** A line across. */
export function divider() {
  return h("hr", { class: "block-divider" });
}

/** A picture with its title, large on a click. */
export function image(block) {
  const title = block.title ? h("figcaption", {}, plainText(block.title)) : null;
  const node = picture(block, "block-picture");
  const open = () => openLightbox({ url: node.src, name: plainText(block.title) || block.alt_text });
  return h("figure", { class: "block-image" }, title, node.src ? pictureButton(block.alt_text, open, node) : node);
}

function picture(element, look) {
  const source = element.image_url ? imageUrl(element.image_url) : slackFile(element.slack_file);
  if (!source) return h("span", { class: "unknown" }, element.alt_text);
  return h("img", { class: look, src: source, alt: element.alt_text, loading: "lazy" });
}

function slackFile(file) {
  return file?.url ? imageUrl(file.url) : file?.id ? fileUrl(file.id) : null;
}

/** Standard markdown. */
export function markdownBlock(block) {
  return h("div", { class: "block-section" }, markdown(block.text));
}
