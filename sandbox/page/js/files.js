// Files in messages: pictures that open large, and tiles for everything else.

import { asSeenByMe, imageUrl, safeUrl } from "./text/links.js";
import { now } from "./store.js";
import { iconButton } from "./ui/buttons.js";
import { h } from "./ui/dom.js";
import { icon } from "./ui/icons.js";

const LARGEST_THUMB = { width: 320, height: 240 };
const UNITS = ["B", "KB", "MB", "GB"];

const GONE = {
  tombstone: "This file was deleted.",
  hidden_by_limit: "This file is hidden by the workspace's limits.",
};

/** Draw the files of a message; `reuse(file)` offers to send one again. */
export function drawFiles(files, reuse = null) {
  return h("div", { class: "files", "data-testid": "files" }, files.map((file) => drawFile(file, reuse)));
}

function drawFile(file, reuse) {
  if (GONE[file.mode]) return h("p", { class: "file-gone" }, icon("file"), GONE[file.mode]);
  const picture = isPicture(file) ? thumbnail(file) : null;
  return picture ? h("div", { class: "file-picture" }, picture, again(file, reuse)) : tile(file, reuse);
}

function isPicture(file) {
  return /^image\/(png|jpeg|gif|webp|bmp)$/.test(file.mimetype ?? "") && Boolean(file.url_private) && !file.is_external;
}

function thumbnail(file) {
  const url = imageUrl(file.thumb_720 ?? file.thumb_480 ?? file.thumb_360 ?? file.url_private);
  if (!url) return null;
  const image = h("img", { class: "thumb", src: url, alt: file.name, ...fitted(file) });
  const whole = { url: imageUrl(file.url_private), name: file.name, download: file.url_private_download };
  const open = () => openLightbox(whole);
  return pictureButton(file.name, open, image);
}

/** A picture that opens large on a click. */
export function pictureButton(name, open, image) {
  return h("button", { class: "picture-button", type: "button", "aria-label": `Open ${name}`, on: { click: open } }, image);
}

// The size is set before the picture has come, so that the messages do not jump.
function fitted({ original_w: width, original_h: height }) {
  if (!width || !height) return {};
  const scale = Math.min(1, LARGEST_THUMB.width / width, LARGEST_THUMB.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function tile(file, reuse) {
  const address = file.url_private_download ?? file.url_private;
  const url = address ? safeUrl(address) : null;
  const name = h("span", { class: "file-name" }, nameOf(file));
  const about = h("span", { class: "file-about" }, [typeOf(file), sizeOf(file.size)].filter(Boolean).join(", "));
  return h(
    "div",
    { class: "file-tile" },
    h("span", { class: "file-sign" }, icon("file")),
    h("span", { class: "file-words" }, name, about),
    again(file, reuse),
    url ? downloadLink(file, asSeenByMe(url)) : null,
  );
}

function downloadLink(file, href) {
  const label = `${file.is_external ? "Open" : "Download"} ${nameOf(file)}`;
  const where = file.is_external ? { target: "_blank", rel: "noopener noreferrer" } : { download: nameOf(file) };
  return h("a", { class: "button square plain", href, "aria-label": label, title: label, ...where }, icon("download"));
}

function again(file, reuse) {
  if (!reuse || !file.name) return null;
  return iconButton(`Send ${file.name} again`, "repeat", () => reuse(file), "button square plain file-again");
}

function nameOf(file) {
  return file.name || file.title || "File";
}

function typeOf(file) {
  if (file.is_external) return "External file";
  return file.pretty_type || (file.filetype ?? "").toUpperCase() || file.mimetype || "File";
}

/** A size in words: "3.4 MB"; empty when it is not known. */
export function sizeOf(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  const count = bytes / 1024 ** power;
  return `${power && count < 10 ? count.toFixed(1) : Math.round(count)} ${UNITS[power]}`;
}

/** The address of a file by its id: from the messages on view, else the workspace's own. */
export function fileUrl(id) {
  const onView = [...(now().messages ?? []), ...(now().replies ?? [])];
  const known = onView.flatMap(({ files }) => files ?? []).find((file) => file.id === id);
  return imageUrl(known?.url_private ?? `${location.origin}/files/${encodeURIComponent(id)}`);
}

function saveLink(href, name) {
  return h("a", { class: "button plain", href, download: name }, icon("download"), "Download");
}

/** Show a picture large; Escape or a click beside it closes. */
export function openLightbox({ url, name, download = null }) {
  const close = () => dialog.close();
  const save = download && safeUrl(download) ? saveLink(asSeenByMe(download), name) : null;
  const cross = iconButton("Close picture", "close", close);
  const dialog = h(
    "dialog",
    { class: "lightbox", "aria-label": name || "Picture" },
    h("div", { class: "lightbox-bar" }, h("span", { class: "lightbox-name" }, name), save, cross),
    h("img", { src: url, alt: name }),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
