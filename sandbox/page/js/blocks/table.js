// A table: the first row names the columns.

import { h } from "../ui/dom.js";
import { richText } from "./rich_text.js";

const ALIGNMENTS = { left: "left", center: "center", right: "right" };

/** Draw a table block. */
export function table(block) {
  const settings = block.column_settings ?? [];
  const row = (cells, tag) => h("tr", {}, cells.map((one, column) => cell(tag, one, settings[column])));
  const [head, ...body] = block.rows;
  const node = h("table", {}, h("thead", {}, row(head, "th")), h("tbody", {}, body.map((cells) => row(cells, "td"))));
  return h("div", { class: "block-table", tabindex: "0", role: "region", "aria-label": "Table" }, node);
}

function cell(tag, content, setting) {
  const drawn = content.type === "rich_text" ? richText(content) : String(content.text ?? content.value ?? "");
  const node = h(tag, { class: setting?.is_wrapped ? "wrapped" : null, scope: tag === "th" ? "col" : null }, drawn);
  node.style.textAlign = ALIGNMENTS[setting?.align] ?? (content.type === "raw_number" ? "right" : "left");
  return node;
}
