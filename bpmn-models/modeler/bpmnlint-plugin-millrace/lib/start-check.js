'use strict';

const TRIGGERS = ['timer', 'error', 'escalation', 'message', 'signal'].map((kind) => `bpmn:${kind}EventDefinition`);

/**
 * Checks that each scope of the flow begins in one way that the engine accepts.
 *
 * @returns the message that starts the stream, by the id of the start; the plain start has none
 */
function checkStarts({ root, graph, problems }) {
  const { starts, element } = graph.process;
  const messages = new Map();
  if (starts.length === 0) {
    problems.add('missing-start', element);
  }
  starts.forEach((start) => checkStart(start, { root, problems, messages }));
  checkInside(graph, problems);
  return messages;
}

function checkStart(start, { root, problems, messages }) {
  const [definition] = start.definitions;
  if (!definition) {
    if ([...messages.values()].includes('')) {
      problems.add('several-plain-starts', start.element);
    }
    messages.set(start.id, '');
    return;
  }
  const reference = definition.is('bpmn:messageEventDefinition') ? definition.attribute('messageRef') : '';
  const message = root.childrenNamed('bpmn:message').find(({ id }) => reference && id === reference);
  const name = message ? message.attribute('name') : '';
  if (name.trim()) {
    messages.set(start.id, name);
  } else {
    problems.add('start-trigger', start.element);
  }
}

function checkInside(graph, problems) {
  for (const { node, starts } of graph.scopes) {
    if (node && !(starts.length === 1 && isRight(node, starts[0]))) {
      problems.add('subprocess-start', node.element);
    }
  }
}

function isRight(subprocess, { definitions }) {
  return subprocess.isEventSubprocess
    ? definitions.length === 1 && TRIGGERS.includes(definitions[0].name)
    : definitions.length === 0;
}

module.exports = { checkStarts };
