// The middle: a conversation's title, its messages and composer; the app's DM has a Home tab too.

import { Composer } from "./composer/composer.js";
import { homePanel } from "./home.js";
import { MessageList } from "./messages/list.js";
import { go } from "./place.js";
import { conversation, isAppDm, now, person, titleOf, watch } from "./store.js";
import { avatar } from "./ui/avatar.js";
import { iconButton } from "./ui/buttons.js";
import { h } from "./ui/dom.js";
import { icon } from "./ui/icons.js";
import { openHome, showsHome } from "./workspace.js";

/** Fill the middle pane; it follows the store. */
export function startConversation(pane) {
  const head = h("header", { class: "pane-head" });
  const tabs = tabBar();
  const list = new MessageList("Messages");
  const write = new Composer({ target, zone: pane });
  const messages = h(
    "div",
    { class: "conversation-body", role: "tabpanel", id: "messages-panel", "aria-labelledby": "tab-messages" },
    list.node,
    write.node,
  );
  const home = homePanel();
  const reuse = (file) => write.add([{ known: file }]);
  const offline = h("p", { class: "offline", role: "status", hidden: true }, "The workspace cannot be reached. Trying again …");
  pane.append(head, tabs.node, offline, messages, home);

  watch(["place", "conversations", "people", "bot"], () => {
    drawHead(head);
    tabs.draw();
    messages.hidden = showsHome();
    home.hidden = !showsHome();
    write.refresh();
  });
  watch(["messages", "place", "editing", "people", "conversations"], () => {
    const { channel, as } = now().place;
    list.show(now().messages, { place: `${as} ${channel}`, channel, inThread: false, reuse, empty: welcome() });
  });
  watch(["online"], () => (offline.hidden = now().online));
  watch(["sent"], () => list.toEnd());
}

function target() {
  const { channel } = now().place;
  return { channel, thread: null, label: `Message ${titleOf(conversation(channel))}` };
}

function drawHead(head) {
  const room = conversation(now().place.channel);
  const back = iconButton("Back to the list", "back", () => go({ pane: "list" }), "button square plain back");
  head.replaceChildren(back, sign(room), h("h1", { class: "pane-title" }, roomName(room)), ...about(room));
}

function sign(room) {
  const other = room?.kind === "dm" ? person(room.with) : null;
  return other ? avatar(other, "small") : h("span", { class: "pane-sign" }, icon("hash"));
}

function roomName(room) {
  return room?.kind === "channel" ? room.name : titleOf(room);
}

function about(room) {
  const other = room?.kind === "dm" ? person(room.with) : null;
  if (!other) return [];
  if (other.is_bot) return [h("span", { class: "badge" }, "App")];
  return [h("span", { class: "pane-about" }, other.deleted ? "deactivated" : other.tz)];
}

function welcome() {
  const room = conversation(now().place.channel);
  if (!room) return "";
  const isChannel = room.kind === "channel";
  const words = `This is the ${isChannel ? "start of" : "conversation of you and"} ${titleOf(room)}.`;
  const [first] = now().commands;
  return isAppDm(room) && first ? `${words} Type ${first.command} to begin.` : words;
}

const TABS = [["messages", "Messages"], ["home", "Home"]];

function tabBar() {
  const buttons = TABS.map(([name, label]) => tab(name, label));
  const keydown = (event) => onArrow(event, buttons);
  const node = h("div", { class: "tabs", role: "tablist", "aria-label": "App", on: { keydown } }, buttons);
  const draw = () => {
    node.hidden = !isAppDm(conversation(now().place.channel));
    for (const button of buttons) mark(button, button.dataset.tab === now().place.tab);
  };
  return { node, draw };
}

function tab(name, label) {
  const show = () => (name === "home" ? openHome() : go({ tab: "messages" }));
  const names = { id: `tab-${name}`, "data-tab": name, "aria-controls": `${name}-panel` };
  return h("button", { ...names, class: "tab", type: "button", role: "tab", on: { click: show } }, label);
}

function mark(button, selected) {
  button.setAttribute("aria-selected", String(selected));
  button.tabIndex = selected ? 0 : -1;
}

function onArrow(event, buttons) {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const other = buttons.find((button) => button !== document.activeElement);
  other.focus();
  other.click();
}
