// Starts the page: its panes follow the store, and the live connection keeps the store true.

import { startConversation } from "./conversation.js";
import { listen } from "./live.js";
import { startModals } from "./modal.js";
import { arrive, placeInAddress } from "./place.js";
import { startReading } from "./reading.js";
import { change, now, watch } from "./store.js";
import { arriveAtHome, startSidebar } from "./sidebar.js";
import { placeOf } from "./text/links.js";
import { startThread } from "./thread.js";
import { enter, follow, openConversation, refetch } from "./workspace.js";

function start() {
  arrive(placeInAddress());
  startSidebar(document.getElementById("sidebar"));
  startConversation(document.getElementById("conversation"));
  startThread(document.getElementById("thread"));
  startModals();
  startReading();
  watch(["place"], showPane);
  watch(["place"], listenAsMe);
  addEventListener("popstate", comeBack);
  document.addEventListener("click", followLink);
  enter().then(arriveAtHome);
}

// On narrow screens one pane is on view at a time.
function showPane() {
  const { thread, pane } = now().place;
  document.getElementById("app").dataset.pane = thread ? "thread" : (pane ?? "conversation");
}

let heardAs = null;
let stop = () => {};

function listenAsMe() {
  const { as } = now().place;
  if (!as || as === heardAs) return;
  stop();
  heardAs = as;
  stop = listen(as, {
    heard: follow,
    reached: (again) => {
      change({ online: true });
      if (again) refetch();
    },
    lost: () => change({ online: false }),
  });
}

function comeBack() {
  const before = now().place;
  const place = placeInAddress();
  const moved = ["as", "channel", "thread"].some((part) => before[part] !== place[part]);
  if (moved) change({ messages: null, replies: null });
  arrive(place);
  if (moved) enter();
}

// Links to places of this workspace stay in this tab.
function followLink(event) {
  const anchor = event.target.closest?.("a[data-place]");
  if (!anchor || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const linked = placeOf(anchor.href);
  const channel = linked?.channel ?? new URL(anchor.href).searchParams.get("channel");
  openConversation(channel, { thread: linked?.thread ?? null });
}

start();
