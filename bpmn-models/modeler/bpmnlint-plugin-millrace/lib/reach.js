'use strict';

/** Walks over flows. Never by recursion: a model may be long. */

/** The nodes themselves and whatever the flow can come to from them. */
function reach(from, next) {
  const reached = new Set(from);
  const open = [...from];
  while (open.length > 0) {
    for (const node of next(open.shift())) {
      if (!reached.has(node)) {
        reached.add(node);
        open.push(node);
      }
    }
  }
  return reached;
}

/** The nodes in an order in which, loops apart, each comes after all that lead to it. */
function inFlowOrder(from, next) {
  const seen = new Set();
  const finished = [];
  from.forEach((root) => finish(root, next, seen, finished));
  return finished.reverse();
}

function finish(root, next, seen, finished) {
  const path = [];
  const enter = (node) => {
    seen.add(node);
    path.push({ node, rest: next(node)[Symbol.iterator]() });
  };
  if (!seen.has(root)) {
    enter(root);
  }
  while (path.length > 0) {
    const { node, rest } = path[path.length - 1];
    const { value, done } = rest.next();
    if (done) {
      path.pop();
      finished.push(node);
    } else if (!seen.has(value)) {
      enter(value);
    }
  }
}

/** What leads to each node, as a function. */
function reversed(nodes, next) {
  const sources = new Map();
  for (const node of nodes) {
    for (const target of next(node)) {
      sources.set(target, [...(sources.get(target) || []), node]);
    }
  }
  return (node) => sources.get(node) || [];
}

/**
 * The loops: strongly connected parts of more than one node, or of one that leads to itself
 * (Kosaraju 1978, Sharir 1981).
 */
function loops(nodes, next) {
  const within = new Set(nodes);
  const inside = (node) => next(node).filter((target) => within.has(target));
  const sources = reversed(nodes, inside);
  const found = [];
  const done = new Set();
  for (const root of inFlowOrder(nodes, inside)) {
    if (!done.has(root)) {
      const part = reach([root], (node) => sources(node).filter((source) => !done.has(source)));
      part.forEach((node) => done.add(node));
      if (part.size > 1 || inside(root).includes(root)) {
        found.push(part);
      }
    }
  }
  return found;
}

module.exports = { inFlowOrder, loops, reach, reversed };
