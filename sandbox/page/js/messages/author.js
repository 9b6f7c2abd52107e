// Who wrote a message.

import { now, person } from "../store.js";

/** The author of a message: a person, the app, or the workspace itself. */
export function authorOf(message) {
  const known = person(message.user) ?? (message.bot_id ? now().bot : null);
  return known ?? { id: message.user ?? "", name: message.username ?? "Workspace", initials: "·", color: "5b6b7a" };
}

/** Whether the current person wrote it. */
export function isMine(message) {
  return message.user === now().me?.id && !message.bot_id;
}
