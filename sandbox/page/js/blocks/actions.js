// A row of buttons, lists and the like.

import { drawElement } from "../elements/index.js";
import { fieldOf } from "../elements/field.js";
import { plainText } from "../text/objects.js";
import { h } from "../ui/dom.js";

/** Draw an actions block. */
export function actions(block, surface) {
  const nodes = block.elements.map((element) => {
    const label = plainText(element.placeholder) || "Choice";
    return drawElement(element, fieldOf(surface, block, element, { label, dispatches: true }));
  });
  return h("div", { class: "block-actions" }, nodes);
}
