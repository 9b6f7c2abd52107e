// What has been entered in a view or message, in the shape that apps receive it.

import { emptyValue, isInput } from "./elements/values.js";

/** The entries of one surface: block id → action id → value. */
export class FormState {
  #entries = new Map();

  /** Take over new blocks: entries whose field is still there stay, the others start anew. */
  adopt(blocks) {
    const entries = new Map();
    for (const { id, element } of fieldsOf(blocks)) {
      const old = this.#entries.get(id.key);
      const kept = old?.value.type === element.type ? old.value : emptyValue(element);
      entries.set(id.key, { ...id, value: kept });
    }
    this.#entries = entries;
  }

  /** The entry of a field; undefined for a field that is not there. */
  value(block, action) {
    return this.#entries.get(keyOf(block, action))?.value;
  }

  /** Enter something. */
  enter(block, action, value) {
    this.#entries.set(keyOf(block, action), { block, action, value });
  }

  /** All entries, as `state.values` of a view. */
  values() {
    const all = {};
    for (const { block, action, value } of this.#entries.values()) {
      all[block] = { ...all[block], [action]: value };
    }
    return all;
  }
}

/** Fill in the ids that a block needs to be told apart. */
export function withIds(blocks) {
  return blocks.map((block, index) => ({ ...block, block_id: block.block_id ?? `block-${index}` }));
}

// The elements of a block that can be acted on.
function elementsOf(block) {
  return [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])].filter(Boolean);
}

function fieldsOf(blocks) {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter(isInput)
      .map((element) => ({ id: idOf(block.block_id, element.action_id), element })),
  );
}

function idOf(block, action) {
  return { key: keyOf(block, action), block, action };
}

function keyOf(block, action) {
  return `${block}\n${action}`;
}
