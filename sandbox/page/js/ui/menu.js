// A small menu under a button: arrow keys move, Escape closes and gives the focus back.

import { h, whenLeft } from "./dom.js";

/** Open a menu of `{label, run, danger?}` below `button`; `label` names it. */
export function openMenu(button, label, choices) {
  if (button.getAttribute("aria-expanded") === "true") return;
  const items = choices.map((choice) => item(choice, () => close()));
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label }, items);
  const forget = whenLeft([menu, button], () => close(false));
  function close(refocus = true) {
    forget();
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus();
  }
  menu.addEventListener("keydown", (event) => onKey(event, items, close));
  button.setAttribute("aria-expanded", "true");
  layer(button).append(menu);
  beside(menu, button);
  items[0].focus();
}

function item({ label, run, danger }, close) {
  const choose = () => {
    close();
    run();
  };
  const look = danger ? "menu-item danger" : "menu-item";
  return h("button", { class: look, type: "button", role: "menuitem", tabindex: "-1", on: { click: choose } }, label);
}

// A menu of a modal has to be inside it: everything outside is inert.
function layer(button) {
  return button.closest("dialog") ?? document.body;
}

function beside(menu, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + height + 4 < innerHeight;
  const left = Math.max(8, Math.min(at.right - width, innerWidth - width - 8));
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - height - 4)}px`;
}

function onKey(event, items, close) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const here = items.indexOf(document.activeElement);
    items[(here + step + items.length) % items.length].focus();
    event.preventDefault();
  } else if (event.key === "Escape" || event.key === "Tab") {
    close();
    event.preventDefault();
    event.stopPropagation();
  }
}
