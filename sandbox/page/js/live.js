// The live connection to the workspace: hears what changed, and comes back by itself.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/**
 * Listen as a person. `heard(frame)` gets each change; `reached(again)` and `lost()` tell about
 * the connection. Returns the function that ends it.
 */
export function listen(as, { heard, reached = () => {}, lost = () => {} }) {
  let socket = null;
  let timer = null;
  let wait = FIRST_WAIT_MS;
  let before = false;
  let over = false;

  function open() {
    socket = new WebSocket(address(as));
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT_MS;
      reached(before);
      before = true;
    });
    socket.addEventListener("message", ({ data }) => heard(JSON.parse(data)));
    socket.addEventListener("close", closed);
  }

  function closed() {
    if (over) return;
    lost();
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }

  open();
  return () => {
    over = true;
    clearTimeout(timer);
    socket.close();
  };
}

function address(as) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/page/live?${new URLSearchParams({ as })}`;
}
