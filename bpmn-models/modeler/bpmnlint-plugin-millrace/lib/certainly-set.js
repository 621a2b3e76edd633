'use strict';

const { inFlowOrder, reach } = require('./reach');
const { equal, intersection, union } = require('./sets');

const NOTHING = new Set();
const nextOfMain = (node) => node.nextOfMain;

/**
 * Which variables are set at each node, whatever way the flow took: the greatest solution of the
 * forward data-flow equations. Where flows merge, what all of them have set is set; after a
 * parallel join, what any of them has. A subprocess adds what every way through it sets, and its
 * inside also knows what was set before it.
 */
class CertainlySet {
  /**
   * @param graph the flow
   * @param all the variables that matter
   * @param starts what is set at every start of the process
   * @param setBy what a node sets when it is done
   */
  constructor(graph, all, starts, setBy) {
    this.all = all;
    this.setBy = setBy;
    /** What has been set when the flow comes to a node, since the scope began; no entry: all. */
    this.before = new Map();
    this.through = new Map();
    this.atStart = new Map();
    [...graph.scopes].reverse().forEach((scope) => this.solve(scope));
    graph.scopes.forEach((scope) => this.atStart.set(scope, this.fromOutside(scope, starts)));
  }

  /** What is certainly set once the node is done. Nodes that no flow reaches know everything. */
  after(node) {
    return union(this.atStart.get(node.scope) || NOTHING, this.afterWithin(node));
  }

  fromOutside({ node }, starts) {
    if (!node) {
      return starts;
    }
    const outer = this.atStart.get(node.scope) || NOTHING;
    // an event subprocess may begin at any time
    return node.isEventSubprocess ? outer : union(outer, this.before.get(node) || this.all);
  }

  solve(scope) {
    // from the most that could be set, so that sets only shrink and the search ends
    const open = inFlowOrder(scope.starts, (node) => node.next);
    open.forEach((node) => this.before.set(node, this.all));
    scope.starts.forEach((start) => this.before.set(start, NOTHING));
    while (open.length > 0) {
      for (const next of open.shift().next) {
        const found = this.meet(next);
        if (!equal(found, this.before.get(next))) {
          this.before.set(next, found);
          open.push(next);
        }
      }
    }
    const last = [...reach(scope.starts, nextOfMain)].filter(
      (node) => node.nextOfMain.length === 0 && !node.has('error')
    );
    this.through.set(scope, common(last.map((node) => this.afterWithin(node))));
  }

  meet(node) {
    if (node.host) {
      return this.before.get(node.host) || this.all;
    }
    const known = sources(node)
      .filter((source) => this.before.has(source))
      .map((source) => this.afterWithin(source));
    return known.length === 0 ? this.all : known.reduce(node.is('parallelGateway') ? union : intersection);
  }

  afterWithin(node) {
    const inside = (node.inner && this.through.get(node.inner)) || NOTHING;
    return union(union(this.before.get(node) || this.all, this.setBy(node)), inside);
  }
}

function sources(node) {
  return [...node.in.map((flow) => flow.source), ...node.linkedFrom];
}

function common(sets) {
  return sets.length === 0 ? NOTHING : sets.reduce(intersection);
}

module.exports = { CertainlySet };
