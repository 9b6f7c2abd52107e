// Keeps nodes that need no change, so that focus, carets and half-made choices survive an update.

const drawn = new WeakMap();

/**
 * Make `parent` hold one node for each item, in order. A node is kept while its item's key and
 * signature stay the same. `draw(item)` makes a new one.
 */
export function keep(parent, items, { key, signature, draw }) {
  const before = drawn.get(parent) ?? new Map();
  const after = new Map();
  for (const item of items) {
    const name = key(item);
    const sign = signature(item);
    const old = before.get(name);
    after.set(name, old?.sign === sign ? old : { sign, node: draw(item) });
  }
  for (const [name, { node }] of before) {
    if (after.get(name)?.node !== node) node.remove();
  }
  place(parent, [...after.values()].map(({ node }) => node));
  drawn.set(parent, after);
}

function place(parent, nodes) {
  let next = parent.firstChild;
  for (const node of nodes) {
    if (node === next) {
      next = next.nextSibling;
    } else {
      parent.insertBefore(node, next);
    }
  }
}
