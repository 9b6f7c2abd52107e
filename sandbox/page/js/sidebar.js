// The left: who looks, whether the app is connected, and the conversations.

import { addressOf, go } from "./place.js";
import { conversation, isAppDm, now, person, titleOf, watch } from "./store.js";
import { avatar } from "./ui/avatar.js";
import { h } from "./ui/dom.js";
import { icon } from "./ui/icons.js";
import { enter, openConversation, openHome, showsHome } from "./workspace.js";

/** Fill the left pane; it follows the store. */
export function startSidebar(pane) {
  const team = h("p", { class: "team-name" });
  const connection = h("p", { class: "connection", role: "status" });
  const people = h("div", { class: "people", role: "group", "aria-label": "Look as" });
  const me = h("p", { class: "me" });
  const rooms = h("div", { class: "rooms" });
  const head = h("header", { class: "sidebar-head" }, team, connection);
  pane.append(head, rooms, h("section", { class: "look-as", "aria-label": "People" }, me, people));

  watch(["team"], () => (team.textContent = now().team.name));
  watch(["connected", "bot"], () => drawConnection(connection));
  watch(["me", "people"], () => drawPeople(people, me));
  watch(["conversations", "place", "people", "bot"], () => drawRooms(rooms));
}

function drawConnection(node) {
  const { connected, bot } = now();
  node.hidden = !bot;
  node.dataset.connected = String(connected);
  const words = `${bot?.name ?? "The app"} is ${connected ? "connected" : "not connected"}`;
  if (node.textContent !== words) node.replaceChildren(h("span", { class: "light" }), words);
}

function drawPeople(group, line) {
  const { me, people } = now();
  line.replaceChildren(...(me ? ["You are ", h("strong", {}, me.name), h("span", { class: "zone" }, zoneOf(me))] : []));
  const focused = document.activeElement?.dataset?.person;
  group.replaceChildren(...people.map((one) => personButton(one, one.id === me?.id)));
  if (focused) group.querySelector(`[data-person="${focused}"]`)?.focus();
}

function zoneOf({ tz }) {
  return (tz ?? "").split("/").at(-1).replaceAll("_", " ");
}

function personButton(one, current) {
  const title = one.deleted ? `${one.name} (deactivated)` : `${one.name}, ${one.tz}`;
  const names = { "aria-label": one.name, title, "aria-pressed": String(current), "data-person": one.id };
  return h(
    "button",
    { ...names, class: one.deleted ? "person gone" : "person", type: "button", on: { click: () => lookAs(one) } },
    avatar(one),
    h("span", { class: "person-name", "aria-hidden": "true" }, one.name.split(" ")[0]),
  );
}

// A channel stays on view; a DM is another one for each person: the app's is shown then.
function lookAs({ id }) {
  const room = conversation(now().place.channel);
  go({ as: id, channel: room?.kind === "channel" ? room.id : null, thread: null });
  enter().then(arriveAtHome);
}

function drawRooms(node) {
  const { conversations, bot } = now();
  const focused = document.activeElement?.dataset?.room;
  const app = conversations.filter((room) => isAppDm(room));
  const channels = conversations.filter(({ kind }) => kind === "channel");
  const dms = conversations.filter((room) => room.kind === "dm" && room.with !== bot?.id);
  node.replaceChildren(group("App", app), group("Channels", channels), group("Direct messages", dms));
  if (focused) node.querySelector(`[data-room="${focused}"]`)?.focus();
}

function group(title, rooms) {
  const id = `rooms-${title.replaceAll(" ", "-").toLowerCase()}`;
  const items = rooms.map((room) => h("li", {}, roomLink(room)));
  return h("section", { class: "room-group", hidden: rooms.length === 0 }, h("h2", { id }, title), h("ul", { "aria-labelledby": id }, items));
}

function roomLink(room) {
  const { place } = now();
  const open = (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    openConversation(room.id);
  };
  const here = room.id === place.channel && place.pane !== "list";
  const names = { "aria-label": labelOf(room), "aria-current": here ? "page" : null, "data-room": room.id };
  const href = addressOf({ as: place.as, channel: room.id });
  return h(
    "a",
    { ...names, class: room.unread ? "room unread" : "room", href, on: { click: open } },
    sign(room),
    h("span", { class: "room-name" }, nameOf(room)),
    room.unread ? h("span", { class: mark(room) }, String(room.unread)) : null,
  );
}

function nameOf(room) {
  return room.kind === "channel" ? room.name : titleOf(room);
}

function labelOf(room) {
  return room.unread ? `${nameOf(room)}, ${room.unread} unread` : null;
}

function sign(room) {
  const other = room.kind === "dm" ? person(room.with) : null;
  return other ? avatar(other, "small") : icon("hash");
}

// DMs and mentions ask for attention, other messages of a channel do not.
function mark(room) {
  return room.kind === "dm" || room.mentions ? "count loud" : "count";
}

/** Open what the address says once everything is there: the Home tab tells the app. */
export function arriveAtHome() {
  if (showsHome()) openHome();
}
