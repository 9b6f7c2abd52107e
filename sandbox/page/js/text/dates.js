// Moments as the current person reads them: in the time zone of `me`.

import { now } from "../store.js";

const DAY_MS = 86_400_000;

function zone() {
  return now().me?.tz ?? "UTC";
}

function format(at, options) {
  try {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone() }).format(at);
  } catch {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" }).format(at);
  }
}

/** The moment of a message's ts. */
export function momentOf(ts) {
  return new Date(Number(ts) * 1000);
}

/** "14:05", or "2:05 PM" for people in the Americas. */
export function clock(at, seconds = false) {
  const second = seconds ? { second: "2-digit" } : {};
  if (zone().startsWith("America/")) {
    return format(at, { hour: "numeric", minute: "2-digit", ...second, hour12: true });
  }
  return format(at, { hour: "2-digit", minute: "2-digit", ...second, hourCycle: "h23" });
}

/** The calendar day of a moment, as a key that sorts: 2026-11-21. */
export function dayKey(at) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" };
  const [month, day, year] = format(at, parts).split("/");
  return `${year}-${month}-${day}`;
}

/** "Today", "Yesterday", "Friday, November 20th", with the year where it is another. */
export function dayName(at) {
  return capital(pretty(at) ?? longDate(at, dayKey(at).slice(0, 4) !== dayKey(new Date()).slice(0, 4)));
}

/** The full moment, for a tooltip. */
export function fullMoment(at) {
  return `${longDate(at)} at ${clock(at, true)}`;
}

/** A short moment: the time today, the day otherwise. */
export function shortMoment(at) {
  if (pretty(at) === "today") return clock(at);
  return capital(pretty(at) ?? format(at, { month: "short", day: "numeric" }));
}

function pretty(at) {
  const days = Math.round((Date.parse(dayKey(at)) - Date.parse(dayKey(new Date()))) / DAY_MS);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days] ?? null;
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function ordinal(day) {
  const rest = day % 100;
  const suffix = rest > 10 && rest < 14 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${suffix}`;
}

function monthDay(at) {
  return `${format(at, { month: "long" })} ${ordinal(Number(format(at, { day: "numeric" })))}`;
}

function date(at) {
  return `${monthDay(at)}, ${format(at, { year: "numeric" })}`;
}

function longDate(at, withYear = true) {
  const weekday = format(at, { weekday: "long" });
  return `${weekday}, ${withYear ? date(at) : monthDay(at)}`;
}

function shortDate(at) {
  return format(at, { month: "short", day: "numeric", year: "numeric" });
}

function ago(at) {
  const minutes = Math.round((at - Date.now()) / 60_000);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}

const TOKENS = {
  date_num: dayKey,
  date_slash: (at) => dayKey(at).replaceAll("-", "/"),
  date,
  date_short: shortDate,
  date_long: longDate,
  date_pretty: (at) => pretty(at) ?? date(at),
  date_short_pretty: (at) => pretty(at) ?? shortDate(at),
  date_long_pretty: (at) => pretty(at) ?? longDate(at),
  time: (at) => clock(at),
  time_secs: (at) => clock(at, true),
  ago,
};

/** A date token's words, e.g. "{date_short_pretty} at {time}"; null when they are not understood. */
export function dateWords(seconds, template) {
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime())) return null;
  let understood = true;
  const words = template.replace(/\{(\w+)\}/g, (whole, token) => {
    if (Object.hasOwn(TOKENS, token)) return TOKENS[token](at);
    understood = false;
    return whole;
  });
  return understood ? words : null;
}
