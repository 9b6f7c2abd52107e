// Addresses: only those that a browser may open, and the workspace's own ones for this person.

import { h } from "../ui/dom.js";
import { now } from "../store.js";

const ALLOWED = new Set(["http:", "https:", "mailto:"]);

/** The address if it may be opened; null for anything else (javascript:, data:, broken). */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return ALLOWED.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** An address that an image may come from. */
export function imageUrl(address) {
  const url = safeUrl(address);
  return url?.startsWith("http") ? asSeenByMe(url) : null;
}

/** A link; plain text where the address may not be opened. */
export function link(address, ...children) {
  const url = safeUrl(address);
  if (!url) return h("span", {}, ...(children.length ? children : [address]));
  const label = children.length ? children : [address];
  if (placeOf(url)) return h("a", { class: "link", href: url, "data-place": "here" }, ...label);
  return h("a", { class: "link", href: asSeenByMe(url), target: "_blank", rel: "noopener noreferrer" }, ...label);
}

/** Files of this workspace are asked for in the current person's name. */
export function asSeenByMe(address) {
  const url = new URL(address, location.origin);
  if (!isOurs(url) || !url.pathname.startsWith("/files/")) return url.href;
  const here = new URL(url.pathname + url.search, location.origin);
  here.searchParams.set("as", now().place.as);
  return here.href;
}

/** Where a permalink of this workspace points to: `{channel, ts, thread}`; null for others. */
export function placeOf(address) {
  const url = new URL(address, location.origin);
  const match = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/.exec(url.pathname);
  if (!match || !isOurs(url)) return null;
  const ts = `${match[2]}.${match[3]}`;
  return { channel: match[1], ts, thread: url.searchParams.get("thread_ts") };
}

// The bot may say "localhost" where the browser says "127.0.0.1".
function isOurs(url) {
  const loopback = ["127.0.0.1", "localhost"].includes(url.hostname);
  return url.origin === location.origin || (loopback && url.port === location.port);
}
