// A list of messages that stays at its end unless someone has scrolled up.

import { person } from "../store.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { keep } from "../ui/keyed.js";
import { editOf } from "./editing.js";
import { itemsOf } from "./groups.js";
import { drawMessage } from "./message.js";

const NEAR_PX = 60;

/** A scrolling list of messages. */
export class MessageList {
  #list = h("div", { class: "message-list" });
  #scroller;
  #jump;
  #followsEnd = true;
  #place = null;

  /** `label` names it for screen readers, who hear of new messages elsewhere. */
  constructor(label) {
    this.#scroller = h("div", { class: "scroller", tabindex: "0", role: "log", "aria-live": "off", "aria-label": label }, this.#list);
    this.#jump = h("button", { class: "jump", type: "button", hidden: true, on: { click: () => this.toEnd() } }, icon("down"), "Newest messages");
    this.node = h("div", { class: "scroll-frame" }, this.#scroller, this.#jump);
    this.#scroller.addEventListener("scroll", () => this.#scrolled());
    const sizes = new ResizeObserver(() => this.#followsEnd && this.toEnd());
    sizes.observe(this.#list);
    sizes.observe(this.#scroller);
  }

  /** Scroll to the newest message. */
  toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /**
   * Draw `messages`; null while they are on their way. `where` = {place, channel, inThread,
   * reuse, empty}: `place` tells lists apart, `empty` stands in for no messages.
   */
  show(messages, where) {
    if (where.place !== this.#place) this.#followsEnd = true;
    this.#place = where.place;
    keep(this.#list, messages ? itemsOf(messages, where) : [], keeping(where));
    this.#scroller.setAttribute("aria-busy", String(messages === null));
    if (this.#followsEnd) this.toEnd();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#followsEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    this.#jump.hidden = this.#followsEnd;
  }
}

function keeping(where) {
  return {
    key: ({ key }) => `${where.place} ${key}`,
    signature: (item) => JSON.stringify([item, signs(item, where)]),
    draw: (item) => DRAW[item.kind](item, where),
  };
}

const line = ({ words }) => h("div", { class: "day", role: "separator", "aria-label": words }, h("span", {}, words));

const DRAW = {
  day: line,
  count: line,
  nothing: ({ words }) => h("p", { class: "nothing" }, words),
  message: drawMessage,
};

// What else a message's drawing depends on.
function signs({ kind, message }, { channel }) {
  if (kind !== "message") return null;
  return [person(message.user)?.name, editOf(channel, message.ts) !== null];
}
