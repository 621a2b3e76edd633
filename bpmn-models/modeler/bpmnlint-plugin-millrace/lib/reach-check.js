'use strict';

const { loops, reach, reversed } = require('./reach');

const WAITING = ['userTask', 'receiveTask', 'callActivity', 'eventBasedGateway'];

const next = (node) => node.next;
const nextOfMain = (node) => node.nextOfMain;

/** Checks that every node can be reached and left, and that loops end and wait. */
function checkReach({ graph, problems }) {
  const order = new Map(graph.nodes.map((node, index) => [node, index]));
  const first = (loop) => [...loop].reduce((a, b) => (order.get(a) < order.get(b) ? a : b));
  graph.scopes.forEach((scope) => checkScope(scope, { problems, first }));
}

function checkScope(scope, { problems, first }) {
  const { starts } = scope;
  if (starts.length === 0) {
    return; // said elsewhere, and everything would be out of reach
  }
  const reached = reach(scope.nodes.filter(isRoot), next);
  for (const node of scope.flowing) {
    if (!reached.has(node) && !node.host) {
      problems.add('unreachable', node.element);
    } else if (reached.has(node) && stops(node)) {
      problems.add('missing-end', node.element);
    }
  }
  const live = scope.nodes.filter((node) => reached.has(node));
  if (!scope.isInterruptible) {
    withoutEnd(starts, live).forEach((start) => problems.add('no-way-to-end', start.element));
    loops(live, nextOfMain)
      .filter((loop) => ![...loop].some((node) => leaves(node, loop)))
      .forEach((loop) => problems.add('loop-without-exit', first(loop).element));
  }
  loops(live.filter(passes), nextOfMain).forEach((loop) => problems.add('loop-without-wait', first(loop).element));
}

/** What is attached or linked to nothing is reported as such, and not everything after it. */
function isRoot(node) {
  return (
    node.isStart ||
    (node.is('boundaryEvent') && !node.host) ||
    (node.isLink('intermediateCatchEvent') && node.linkedFrom.length === 0)
  );
}

function stops(node) {
  return node.out.length === 0 && !node.isEnd && !node.isGateway && !node.isLink('intermediateThrowEvent');
}

/** The starts from which no end can be reached. */
function withoutEnd(starts, live) {
  const ends = live.filter((node) => node.nextOfMain.length === 0);
  const ending = reach(ends, reversed(live, nextOfMain));
  return starts.filter((start) => !ending.has(start));
}

/** A split into parallel flows leaves no loop as long as one of them goes on in it. */
function leaves(node, loop) {
  const splits =
    node.is('parallelGateway') ||
    (!node.is('exclusiveGateway') &&
      !node.is('eventBasedGateway') &&
      !node.out.some((flow) => flow.isConditional));
  const flowLeaves = node.out.some((flow) => !loop.has(flow.target));
  const flowStays = node.out.some((flow) => loop.has(flow.target));
  const interrupted = node.boundaries.some((event) => !event.isNonInterrupting && !loop.has(event));
  return interrupted || (flowLeaves && !(splits && flowStays));
}

/** Whether the flow can go through a node without waiting. */
function passes(node) {
  if (node.inner) {
    return isPassable(node.inner);
  }
  return (
    !WAITING.includes(node.type) &&
    !(node.is('serviceTask') && node.element.attribute('camunda:type') === 'external') &&
    !(node.is('intermediateCatchEvent') && !node.has('link')) &&
    !node.is('boundaryEvent')
  );
}

function isPassable(scope) {
  const passed = reach(scope.starts.filter(passes), (node) => node.nextOfMain.filter(passes));
  return [...passed].some((node) => node.nextOfMain.length === 0);
}

module.exports = { checkReach };
