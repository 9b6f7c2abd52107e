// Elements without markup strings: whatever people typed only ever becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`on`) and children; empty children are left out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
  node.append(...children.flat(Infinity).filter(isThere));
  return node;
}

function put(node, name, value) {
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  } else if (name === "value") {
    node.value = value ?? "";
  } else if (value === true) {
    node.setAttribute(name, "");
  } else if (isThere(value)) {
    node.setAttribute(name, value);
  }
}

function isThere(value) {
  return value !== null && value !== undefined && value !== false && value !== "";
}

/** A drawing on a 24 by 24 grid, hidden from screen readers. */
export function svg(paths, className = "icon") {
  const node = document.createElementNS(SVG, "svg");
  node.setAttribute("viewBox", "0 0 24 24");
  node.setAttribute("class", className);
  node.setAttribute("aria-hidden", "true");
  node.append(...paths.map(shape));
  return node;
}

function shape([tag, attributes]) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** Close a popup when the pointer or the focus goes elsewhere. Returns the undoing. */
export function whenLeft(inside, close) {
  const check = (event) => {
    if (!inside.some((node) => node.contains(event.target))) close();
  };
  document.addEventListener("pointerdown", check, true);
  document.addEventListener("focusin", check, true);
  return () => {
    document.removeEventListener("pointerdown", check, true);
    document.removeEventListener("focusin", check, true);
  };
}
