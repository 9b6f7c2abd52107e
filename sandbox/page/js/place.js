// Where the page is: who looks, at what. The address bar holds it, so Back works and tabs differ.

import { placeOf } from "./text/links.js";
import { change, now } from "./store.js";

const EMPTY = { as: null, channel: null, tab: "messages", thread: null, pane: null };

/** The place that the address bar says. */
export function placeInAddress() {
  const query = new URLSearchParams(location.search);
  const linked = placeOf(location.href);
  return {
    as: query.get("as") ?? sessionStorage.getItem("as"),
    channel: linked?.channel ?? query.get("channel"),
    tab: query.get("tab") === "home" ? "home" : "messages",
    thread: linked?.thread ?? query.get("thread"),
    pane: query.get("pane") === "list" ? "list" : "conversation",
  };
}

/** Go somewhere: what is not named stays. `replace` leaves no trace in the history. */
export function go(parts, { replace = false } = {}) {
  const place = { ...EMPTY, ...now().place, ...parts };
  const url = addressOf(place);
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  arrive(place);
}

/** Be at a place, without touching the history. */
export function arrive(place) {
  if (place.as) sessionStorage.setItem("as", place.as);
  change({ place });
}

/** The address of a place. */
export function addressOf({ as, channel, tab, thread, pane }) {
  const query = new URLSearchParams();
  if (as) query.set("as", as);
  if (channel) query.set("channel", channel);
  if (tab === "home") query.set("tab", "home");
  if (thread) query.set("thread", thread);
  if (pane === "list") query.set("pane", "list");
  return `/?${query}`;
}
