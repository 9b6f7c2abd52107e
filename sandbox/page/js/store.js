// What the page knows, and who wants to hear when it changes.

const state = {
  place: { as: null, channel: null, tab: "messages", thread: null, pane: "conversation" },
  team: { id: "", name: "" },
  me: null,
  people: [],
  bot: null,
  conversations: [],
  commands: [],
  connected: false,
  online: true,
  messages: null,
  replies: null,
  home: null,
  views: [],
  editing: null,
  sent: 0,
};

const listeners = [];

/** The page's state; read only. */
export function now() {
  return state;
}

/** Change parts of the state, then tell those who watch them. */
export function change(parts) {
  Object.assign(state, parts);
  for (const { keys, run } of listeners) {
    if (keys.some((key) => key in parts)) run();
  }
}

/** Run `run` at once and after each change of one of these parts. */
export function watch(keys, run) {
  listeners.push({ keys, run });
  run();
}

/** A person or the app by id; null when unknown. */
export function person(id) {
  if (state.bot?.id === id) return state.bot;
  return state.people.find((one) => one.id === id) ?? null;
}

/** The name to show for a person's id. */
export function personName(id) {
  return person(id)?.name ?? "Unknown person";
}

/** A conversation by id; null when this person is not in it. */
export function conversation(id) {
  return state.conversations.find((one) => one.id === id) ?? null;
}

/** A conversation's title: "#general", or the other person's name. */
export function titleOf(room) {
  if (!room) return "Conversation";
  return room.kind === "channel" ? `#${room.name}` : personName(room.with);
}

/** The app's own DM with the current person; it is always listed. */
export function appDm() {
  return state.conversations.find((one) => one.kind === "dm" && one.with === state.bot?.id) ?? null;
}

/** Whether a conversation is the app's DM, the only one with a Home tab. */
export function isAppDm(room) {
  return room?.kind === "dm" && room.with === state.bot?.id;
}
