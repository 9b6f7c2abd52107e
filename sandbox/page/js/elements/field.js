// One element's tie to its surface: its entry, its accessible name, and how the app is told.

import { agreed } from "./button.js";

/**
 * A field of `surface` = {id, form, act(block_id, action_id, action)}. `label` names it where it
 * has no <label>; `described` are ids of its hint and error. `dispatches` tells the app at once.
 */
export function fieldOf(surface, block, element, { label = null, labelId = null, described = null, dispatches }) {
  const id = fieldId(surface, block.block_id, element.action_id);
  const send = (action) => surface.act(block.block_id, element.action_id, action);
  const keep = (value) => {
    surface.form.enter(block.block_id, element.action_id, value);
    surface.changed?.(block.block_id);
  };
  const enter = async (value) => {
    keep(value);
    if (!dispatches) return;
    if (!element.confirm || (await agreed(element.confirm))) await send(value);
  };
  return {
    id,
    dispatches,
    value: () => surface.form.value(block.block_id, element.action_id),
    keep,
    enter,
    send,
    naming: { id, "aria-label": label, "aria-describedby": described },
    groupNaming: { id, tabindex: "-1", "aria-label": label, "aria-labelledby": labelId, "aria-describedby": described },
  };
}

/** The DOM id of a field. */
export function fieldId(surface, block, action) {
  return `${surface.id}-${block}-${action}`.replace(/[^\w-]/g, "_");
}
