// Our own line drawings.

import { svg } from "./dom.js";

const STROKE = { stroke: "currentColor", "stroke-width": "1.75", "stroke-linecap": "round", "stroke-linejoin": "round" };
const line = (d) => ["path", { d, fill: "none", ...STROKE }];
const dot = (cx, cy, r) => ["circle", { cx, cy, r, fill: "currentColor" }];

const DRAWINGS = {
  hash: [line("M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16")],
  person: [line("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5")],
  back: [line("M15 5l-7 7 7 7")],
  close: [line("M6 6l12 12M18 6 6 18")],
  send: [line("M4.5 12 3.5 4.5 21 12 3.5 19.5 4.5 12Zm0 0H12")],
  clip: [line("M19.5 11.5l-7.3 7.3a4.8 4.8 0 0 1-6.8-6.8l7.8-7.8a3.2 3.2 0 0 1 4.5 4.5l-7.7 7.7a1.6 1.6 0 0 1-2.3-2.3l6.8-6.7")],
  smile: [line("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8.5 14.2c.9 1.3 2.1 1.9 3.5 1.9s2.6-.6 3.5-1.9"), dot(9, 10, 1.1), dot(15, 10, 1.1)],
  reply: [line("M20 12.5c0 3.6-3.6 6.5-8 6.5-1.2 0-2.4-.2-3.4-.6L4 20l1.4-3.7A6 6 0 0 1 4 12.5C4 8.9 7.6 6 12 6s8 2.9 8 6.5Z")],
  more: [dot(6, 12, 1.6), dot(12, 12, 1.6), dot(18, 12, 1.6)],
  file: [line("M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5l-5-5Zm0 0v5h5")],
  download: [line("M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M5 19.5h14")],
  eye: [line("M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"), dot(12, 12, 2.6)],
  repeat: [line("M17 3.5l3 3-3 3M20 6.5H8a4 4 0 0 0-4 4v.5M7 20.5l-3-3 3-3M4 17.5h12a4 4 0 0 0 4-4V13")],
  down: [line("M12 4.5v15m-6-6 6 6 6-6")],
  home: [line("M4 11.5 12 4.5l8 7M6 10v9.5h12V10")],
};

/** A drawing by its name. */
export function icon(name) {
  return svg(DRAWINGS[name]);
}

/** Baton's own mark: the relay baton. */
export function batonMark() {
  const band = (x) => ["rect", { x, y: 9.4, width: 2.4, height: 5.2, class: "mark-band" }];
  const stick = ["rect", { x: 3, y: 9.4, width: 18, height: 5.2, rx: 2.6, class: "mark-stick" }];
  const mark = svg([stick, band(7), band(14.6)], "mark");
  return mark;
}
