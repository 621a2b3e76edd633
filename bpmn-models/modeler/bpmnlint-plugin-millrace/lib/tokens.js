'use strict';

const { inFlowOrder, reach, reversed } = require('./reach');

/** How many states are followed. */
const MOST = 10_000;

/** How many nodes: a drawn model has a tenth of it. */
const MOST_NODES = 5_000;

/** Up to so many conditional flows, every combination is tried; with more, each and all. */
const MOST_COMBINED = 4;

const AT_ONCE = ['exclusiveGateway', 'intermediateThrowEvent', 'businessRuleTask', 'task', 'manualTask'];

const nextOfMain = (node) => node.nextOfMain;

/**
 * Follows the tokens of one scope through its states. A token waits at a node, or at one of the
 * flows into a join. In each state only the first node that can go on does, in the order of the
 * flow; the choices of one node do not depend on those of another, so that this finds every state
 * in which nothing goes on (a stubborn set: Valmari 1991). As a node goes on only when no token is
 * left before it, tokens that meet are found as well: always without loops, and nearly always with
 * them. Where a node only goes round to known states, the next one goes on too. A second token at
 * one place is noted and taken for one, which keeps the states finite.
 *
 * A subprocess counts as one node. An interrupting event is a choice of the activity it is attached
 * to. A terminating or an error end removes all tokens, and goes last. A state is the list of the
 * places that have a token, in order.
 */
class Tokens {
  /** @param roots where tokens may begin, each alone */
  constructor(roots) {
    this.roots = roots;
    this.places = [];
    this.atNode = new Map();
    this.atFlow = new Map();
    this.before = new Map();
    this.seen = new Set();
    this.open = [];
    /** The joins at which a token waits in a state in which nothing goes on. */
    this.stuck = new Set();
    /** The joins that fire in some state. */
    this.fired = new Set();
    /** The nodes to which a token comes while another is there. */
    this.twice = new Set();
    const nodes = inFlowOrder(roots, nextOfMain);
    /** Whether all states were followed. */
    this.complete = nodes.length <= MOST_NODES;
    if (this.complete) {
      this.place(nodes);
    }
  }

  place(nodes) {
    this.clearing = clearing(nodes);
    nodes.filter((node) => !this.clearing.has(node)).forEach((node) => this.addPlaces(node));
    nodes.filter((node) => this.clearing.has(node)).forEach((node) => this.addPlaces(node));
    this.sources = reversed(nodes, nextOfMain);
  }

  addPlaces(node) {
    if (node.isJoin) {
      node.in.forEach((flow) => this.atFlow.set(flow, this.places.push(node) - 1));
    } else {
      this.atNode.set(node, this.places.push(node) - 1);
    }
  }

  follow() {
    if (!this.complete) {
      return;
    }
    for (const root of this.roots) {
      this.visit([this.atNode.get(root)]);
      while (this.complete && this.open.length > 0) {
        this.step(this.open.pop());
      }
    }
  }

  /** Whether the state is new. */
  visit(state) {
    const key = state.join();
    if (this.seen.has(key)) {
      return false;
    }
    if (this.seen.size >= MOST) {
      this.complete = false;
      return false;
    }
    this.seen.add(key);
    this.open.push(state);
    return true;
  }

  step(state) {
    let ready = false;
    for (const place of state) {
      const node = this.places[place];
      if (this.isReady(node, state)) {
        ready = true;
        if (this.goOn(node, state)) {
          return;
        }
      }
    }
    if (!ready) {
      state.forEach((place) => this.stuck.add(this.places[place]));
    }
  }

  isReady(node, state) {
    if (!node.isJoin || node.in.every((flow) => state.includes(this.atFlow.get(flow)))) {
      return true;
    }
    if (!node.is('inclusiveGateway')) {
      return false;
    }
    if (!this.before.has(node)) {
      this.before.set(node, reach([node], this.sources));
    }
    const leading = this.before.get(node);
    return !state.some((place) => this.places[place] !== node && leading.has(this.places[place]));
  }

  /** Whether this comes to a new state. */
  goOn(node, state) {
    if (node.isJoin) {
      this.fired.add(node);
    }
    const rest = clears(node) ? [] : state.filter((place) => this.places[place] !== node);
    let news = false;
    for (const arrivals of this.choices(node)) {
      const next = new Set(rest);
      for (const place of arrivals) {
        if (next.has(place) && !this.clearing.has(this.places[place])) {
          this.twice.add(this.places[place]);
        }
        next.add(place);
      }
      news = this.visit([...next].sort((a, b) => a - b)) || news;
    }
    return news;
  }

  /** The places that get a token when the node goes on: one list for each of its choices. */
  choices(node) {
    const interrupted = node.boundaries
      .filter((event) => !event.isNonInterrupting)
      .map((event) => [this.atNode.get(event)]);
    return [...this.chosen(node), ...interrupted];
  }

  chosen(node) {
    if (node.linked) {
      return [[this.atNode.get(node.linked)]];
    }
    const targets = (flows) => flows.map((flow) => this.atFlow.get(flow) ?? this.atNode.get(flow.target));
    if (node.is('exclusiveGateway') || node.is('eventBasedGateway')) {
      return node.out.map((flow) => targets([flow]));
    }
    if (node.is('parallelGateway')) {
      return [targets(node.out)];
    }
    const otherwise = targets(node.out.filter((flow) => flow.isDefault));
    const sometimes = targets(node.out.filter((flow) => !flow.isDefault && flow.isConditional));
    const always = targets(node.out.filter((flow) => !flow.isDefault && !flow.isConditional));
    const plain = always.length > 0 || sometimes.length === 0 || otherwise.length > 0;
    return [
      ...(plain ? [always.length > 0 ? always : otherwise] : []),
      ...combinations(sometimes).map((some) => [...always, ...some])
    ];
  }
}

function clears(node) {
  return node.isEnd && (node.has('terminate') || node.has('error'));
}

/** The nodes from which everything ends at once, so that no other token comes. */
function clearing(nodes) {
  const found = new Set();
  for (const node of [...nodes].reverse()) {
    const leadsOn = AT_ONCE.includes(node.type) && node.out.length === 1 && found.has(node.out[0].target);
    if (clears(node) || leadsOn) {
      found.add(node);
    }
  }
  return found;
}

/** The combinations of at least one. */
function combinations(flows) {
  if (flows.length > MOST_COMBINED) {
    return [...flows.map((flow) => [flow]), flows];
  }
  const chosen = Array.from({ length: 2 ** flows.length - 1 }, (_, index) => index + 1);
  return chosen.map((bits) => flows.filter((_, index) => (bits >> index) & 1));
}

module.exports = { Tokens };
