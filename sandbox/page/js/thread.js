// The right: a thread beside its conversation.

import { Composer } from "./composer/composer.js";
import { MessageList } from "./messages/list.js";
import { conversation, now, titleOf, watch } from "./store.js";
import { iconButton } from "./ui/buttons.js";
import { h } from "./ui/dom.js";
import { openThread } from "./workspace.js";

/** Fill the thread pane; it follows the store. */
export function startThread(pane) {
  const close = iconButton("Close thread", "close", leave);
  const where = h("span", { class: "pane-about" });
  const list = new MessageList("Thread messages");
  const write = new Composer({ target, zone: pane, broadcasts: true });
  const reuse = (file) => write.add([{ known: file }]);
  const title = h("h2", { class: "pane-title" }, "Thread");
  const head = h("header", { class: "pane-head" }, title, where, h("span", { class: "spring" }), close);
  pane.append(head, list.node, write.node);
  pane.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && leave());

  let shown = null;
  watch(["place", "conversations"], () => {
    const { thread, channel } = now().place;
    pane.hidden = !thread;
    where.textContent = titleOf(conversation(channel));
    if (thread) write.refresh();
    if (thread && thread !== shown) write.focus();
    shown = thread;
  });
  watch(["replies", "place", "editing", "people"], () => {
    const { channel, thread, as } = now().place;
    const empty = thread ? "This thread is no longer there." : "";
    const place = `${as} ${channel} ${thread}`;
    list.show(thread ? now().replies : [], { place, channel, inThread: true, reuse, empty });
  });
  watch(["sent"], () => list.toEnd());
}

function target() {
  const { channel, thread } = now().place;
  return { channel, thread, label: "Reply in thread" };
}

// The focus goes back to the line that opened the thread.
function leave() {
  const { thread } = now().place;
  openThread(null);
  document.querySelector(`#conversation [data-ts="${thread}"] .thread-line`)?.focus();
}
