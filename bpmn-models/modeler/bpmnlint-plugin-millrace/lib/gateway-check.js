'use strict';

const { asksConditions } = require('./flow-graph');

const WAITABLE = ['timer', 'message', 'signal'];

/** Checks that the flow leaves every node in a way that the engine takes and a reader sees. */
function checkGateways({ graph, problems }) {
  for (const node of graph.nodes) {
    if (node.isGateway) {
      checkGateway(node, problems);
    } else if (node.out.length > 1) {
      problems.add('implicit-split', node.element, `${node.out.length} flows`);
    }
    checkDefault(node, problems);
    node.out.forEach((flow) => checkCondition(flow, problems));
  }
}

function checkGateway(gateway, problems) {
  if (gateway.out.length === 0) {
    problems.add('gateway-without-exit', gateway.element);
  }
  if (gateway.is('eventBasedGateway') && !gateway.out.every((flow) => isWait(flow.target))) {
    problems.add('event-gateway-exit', gateway.element);
  }
}

function isWait(node) {
  return node.is('intermediateCatchEvent') && node.in.length === 1 && WAITABLE.some((kind) => node.has(kind));
}

/** The engine fails where no condition holds and nothing is the default. */
function checkDefault(node, problems) {
  if (node.out.length === 0 || node.out.some((flow) => flow.isDefault)) {
    return;
  }
  const mayFindNone = node.is('exclusiveGateway')
    ? node.out.length > 1
    : asksConditions(node) && node.out.every((flow) => flow.isConditional);
  if (mayFindNone) {
    problems.add('missing-default', node.element);
  }
}

function checkCondition(flow, problems) {
  const { source } = flow;
  const exclusive = source.is('exclusiveGateway');
  const only = exclusive && source.out.length === 1;
  if (!flow.isConditional) {
    if (exclusive && !only && !flow.isDefault) {
      problems.add('missing-condition', flow.element);
    }
  } else if (!asksConditions(source)) {
    problems.add('condition-ignored', flow.element);
  } else if (only || flow.isDefault) {
    problems.add('condition-on-default', flow.element, only ? 'the only flow' : 'the default flow');
  }
}

module.exports = { checkGateways };
