// The files of a draft: previews that can be taken away again.

import { sizeOf } from "../files.js";
import { imageUrl } from "../text/links.js";
import { removeButton } from "../ui/buttons.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";

const previews = new WeakMap();

/** Draw the files of a draft into `list`; `remove(index)` takes one away. */
export function drawAttachments(list, entries, remove) {
  list.hidden = entries.length === 0;
  list.replaceChildren(...entries.map((entry, index) => attachment(entry, () => remove(index))));
}

function attachment({ file, known }, remove) {
  const { name, size } = file ?? known;
  const sign = previewOf(file ?? null, known ?? null);
  const words = h("span", { class: "file-words" }, h("span", { class: "file-name" }, name), h("span", { class: "file-about" }, sizeOf(size)));
  return h("li", { class: "attachment" }, sign, words, removeButton(name, remove));
}

function previewOf(file, known) {
  const url = file ? pictureUrl(file) : knownPictureUrl(known);
  return url ? h("img", { class: "attachment-picture", src: url, alt: "" }) : h("span", { class: "file-sign" }, icon("file"));
}

// The address of a preview lives as long as its file, so that redraws do not flicker.
function pictureUrl(file) {
  if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type)) return null;
  if (!previews.has(file)) previews.set(file, URL.createObjectURL(file));
  return previews.get(file);
}

function knownPictureUrl({ mimetype, url_private: url }) {
  return mimetype?.startsWith("image/") && url ? imageUrl(url) : null;
}

/** The files of a paste or drop; folders and text are none. */
export function filesOf(transfer) {
  return [...(transfer?.files ?? [])];
}

/** Let files be dropped onto `zone`. */
export function acceptDrops(zone, take) {
  const holds = (event) => event.dataTransfer?.types.includes("Files");
  zone.addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    zone.classList.add("dropping");
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("dropping");
  });
  zone.addEventListener("drop", (event) => {
    zone.classList.remove("dropping");
    if (!holds(event)) return;
    event.preventDefault();
    take(filesOf(event.dataTransfer));
  });
}
