// Keeps the store true: fetches what the current place shows, again whenever it has changed.

import { act, read } from "./api.js";
import { go } from "./place.js";
import { appDm, change, conversation, isAppDm, now } from "./store.js";

const kept = new Map();
let turns = 0;

// Answers can overtake each other: an older one than what is kept, or one for a place that was
// left meanwhile, is dropped.
async function ask(question, query, keepIt) {
  const asked = question();
  const turn = (turns += 1);
  try {
    const answer = await read(asked[0], query);
    const name = asked.join(" ");
    if (question().join(" ") !== name || turn < (kept.get(name) ?? 0)) return;
    kept.set(name, turn);
    keepIt(answer);
  } catch (problem) {
    console.warn(problem);
  }
}

const QUESTIONS = {
  state: () => ["state", now().place.as],
  messages: () => ["messages", now().place.as, now().place.channel],
  thread: () => ["thread", now().place.as, now().place.channel, now().place.thread],
  home: () => ["home", now().place.as],
  views: () => ["views", now().place.as],
};

// Fetch people, conversations and unread marks.
function loadState() {
  return ask(QUESTIONS.state, {}, (state) => {
    change(state);
    settle();
  });
}

// Fetch the messages of the conversation on view.
function loadMessages() {
  const { channel } = now().place;
  if (!channel) return null;
  return ask(QUESTIONS.messages, { channel }, ({ messages }) => change({ messages }));
}

// Fetch the thread on view.
function loadThread() {
  const { channel, thread } = now().place;
  if (!thread) return null;
  return ask(QUESTIONS.thread, { channel, ts: thread }, ({ messages }) => change({ replies: messages }));
}

// Fetch the Home tab as the app last drew it.
function loadHome() {
  return ask(QUESTIONS.home, {}, ({ view }) => change({ home: view }));
}

/** Fetch the stack of modals. */
export function loadViews() {
  return ask(QUESTIONS.views, {}, ({ stack }) => change({ views: stack }));
}

/** Become a person: everything is fetched anew. */
export async function enter() {
  change({ messages: null, replies: null, home: null, views: [] });
  return refetch();
}

/** Fetch everything again, as after the connection was lost. */
export async function refetch() {
  await loadState();
  return loadPlace();
}

function loadPlace() {
  return Promise.all([loadMessages(), loadThread(), loadHome(), loadViews()]);
}

// Every place has a conversation that its person is in; the app's DM is where one starts.
function settle() {
  const { place } = now();
  if (!place.as) go({ as: now().me?.id }, { replace: true });
  if (conversation(place.channel)) return;
  change({ messages: null, replies: null });
  go({ channel: appDm()?.id ?? now().conversations[0]?.id, thread: null }, { replace: true });
  loadMessages();
}

/** Open a conversation. */
export function openConversation(channel, parts = {}) {
  change({ messages: null, replies: null });
  go({ channel, thread: null, tab: "messages", pane: "conversation", ...parts });
  return Promise.all([loadMessages(), loadThread()]);
}

/** Open a thread beside its conversation; null closes it. */
export function openThread(thread) {
  if (thread === now().place.thread) return null;
  change({ replies: null });
  go({ thread });
  return loadThread();
}

/** Show the Home tab; the app is told that it was opened. */
export function openHome() {
  go({ tab: "home", thread: null });
  loadHome();
  return act("open_home", {});
}

/** Fetch what a live frame says has changed. */
export function follow(frame) {
  const { place } = now();
  if (frame.type === "message") {
    loadState();
    if (frame.channel === place.channel) loadMessages();
    if (frame.channel === place.channel && place.thread) loadThread();
  } else if (frame.type === "views") {
    loadViews();
  } else if (frame.type === "home") {
    loadHome();
  } else {
    loadState();
    // What has been read, perhaps in another tab, is no longer new at its message either.
    if (now().messages?.some(({ unread_replies: unread }) => unread)) loadMessages();
  }
}

/** Tell the server how far this person has read. */
export function markRead(channel, ts) {
  return act("read", { channel, ts });
}

/** Whether the Home tab is on view. */
export function showsHome() {
  const { place } = now();
  return place.tab === "home" && isAppDm(conversation(place.channel));
}
