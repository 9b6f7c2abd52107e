// Draws blocks; those that stay the same keep their nodes.

import { withIds } from "../form_state.js";
import { h } from "../ui/dom.js";
import { keep } from "../ui/keyed.js";
import { actions } from "./actions.js";
import { input } from "./input.js";
import { context, divider, header, image, markdownBlock, section } from "./layout.js";
import { richText } from "./rich_text.js";
import { table } from "./table.js";

const DRAWINGS = { header, section, context, divider, image, actions, input, table, markdown: markdownBlock, rich_text: richText };

/** Draw `blocks` into `root`. `surface` = {id, form, act, changed?}; its form keeps the entries. */
export function drawBlocks(root, blocks, surface) {
  const named = withIds(blocks);
  surface.form.adopt(named);
  const place = placeOfFocus(root);
  keep(root, named, {
    key: (block) => block.block_id,
    signature: (block) => JSON.stringify(block),
    draw: (block) => drawBlock(block, surface),
  });
  place.restore();
}

function drawBlock(block, surface) {
  const drawing = DRAWINGS[block.type];
  const node = drawing ? drawing(block, surface) : h("p", { class: "unknown" }, `This page does not draw “${block.type}”.`);
  node.classList.add("block");
  node.dataset.testid = `block-${block.type}`;
  return node;
}

// A field that had the focus and was drawn anew gets it back.
function placeOfFocus(root) {
  const active = document.activeElement;
  const id = root.contains(active) ? active.id : "";
  const [start, end] = [active?.selectionStart, active?.selectionEnd];
  return {
    restore() {
      if (!id || document.activeElement?.id === id) return;
      const node = document.getElementById(id);
      node?.focus();
      if (node && typeof start === "number" && node.setSelectionRange && node.type !== "number") {
        try { node.setSelectionRange(start, end); } catch { /* this kind of input has no caret to move */ }
      }
    },
  };
}
