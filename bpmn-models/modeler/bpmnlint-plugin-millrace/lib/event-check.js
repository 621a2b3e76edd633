'use strict';

const timers = require('./timers');

const AT_BORDERS = ['timer', 'error', 'escalation', 'message', 'signal'];

/** Checks that events say what they wait for, and that it can happen. */
function checkEvents(context) {
  const { graph, problems } = context;
  graph.scopes.forEach((scope) => checkLinks(scope, problems));
  for (const node of graph.nodes) {
    if (node.is('boundaryEvent')) {
      checkBoundary(node, problems);
    }
    // what is wrong with the starts of the process is said where they are read
    if (!node.isStart || node.scope.node) {
      checkEvent(node, context);
    }
  }
}

function checkBoundary(node, problems) {
  const fault = boundaryFault(node);
  if (fault) {
    problems.add('boundary-event', node.element, fault);
  }
}

function boundaryFault(node) {
  if (!node.host || node.host.isEventSubprocess) {
    return 'it is attached to none';
  }
  if (node.definitions.length !== 1) {
    return `it waits for ${node.definitions.length} events`;
  }
  const kind = kindOf(node.definitions[0]);
  if (!AT_BORDERS.includes(kind)) {
    return `it waits for: ${kind}`;
  }
  return node.isNonInterrupting && kind === 'error' ? 'an error always interrupts' : '';
}

function checkEvent(node, context) {
  const { problems } = context;
  if (node.is('receiveTask')) {
    problems.add('never-triggered', node.element);
  }
  if (node.is('intermediateCatchEvent') && node.definitions.length === 0) {
    problems.add('event-trigger', node.element, 'it waits for nothing');
  }
  node.definitions.forEach((definition) => checkDefinition(node, definition, context));
}

function checkDefinition(node, definition, context) {
  const thrown = node.is('intermediateThrowEvent') || node.isEnd;
  switch (kindOf(definition)) {
    case 'timer':
      checkTimer(node, definition, context.problems);
      break;
    case 'message':
      if (thrown) {
        context.problems.add('message-throw', node.element);
      } else {
        checkReference(node, definition, { kind: 'message', naming: 'name', required: true }, context);
        context.problems.add('never-triggered', node.element);
      }
      break;
    case 'signal':
      checkReference(node, definition, { kind: 'signal', naming: 'name', required: true }, context);
      break;
    case 'error':
      checkReference(node, definition, { kind: 'error', naming: 'errorCode', required: thrown }, context);
      break;
    case 'escalation':
      checkReference(node, definition, { kind: 'escalation', naming: 'escalationCode', required: thrown }, context);
      break;
    default: // links are checked together; others are not on the allow-list, or need nothing
  }
}

function checkReference(node, definition, { kind, naming, required }, { root, problems }) {
  const reference = definition.attribute(`${kind}Ref`);
  const found = root.children.find((child) => reference && child.id === reference);
  const named = found && found.is(`bpmn:${kind}`) && found.attribute(naming).trim();
  if (!named && (required || reference)) {
    problems.add('event-trigger', node.element, `it needs a named ${kind}`);
  }
}

function checkTimer(node, timer, problems) {
  const times = timer.childrenNamed(...timers.NAMES);
  if (times.length !== 1 || !times[0].text) {
    problems.add('event-trigger', node.element, 'it needs one date, duration or cycle');
  } else if (!timers.isReadable(times[0])) {
    problems.add('invalid-timer', node.element, times[0].text);
  }
}

function checkLinks(scope, problems) {
  const throwing = scope.nodes.filter((node) => node.isLink('intermediateThrowEvent'));
  const thrown = new Set(throwing.map((node) => node.linkName));
  const caught = new Set();
  for (const node of scope.nodes.filter((one) => one.isLink('intermediateCatchEvent'))) {
    if (!thrown.has(node.linkName) || caught.has(node.linkName)) {
      problems.add('unmatched-link', node.element, node.linkName);
    } else {
      caught.add(node.linkName);
    }
  }
  throwing.filter((node) => !node.linked).forEach((node) => problems.add('unmatched-link', node.element, node.linkName));
}

function kindOf(definition) {
  return definition.name.slice('bpmn:'.length).replace('EventDefinition', '');
}

module.exports = { checkEvents };
