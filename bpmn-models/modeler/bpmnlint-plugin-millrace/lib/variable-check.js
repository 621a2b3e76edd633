'use strict';

const { vocabulary } = require('./catalogue');
const { CertainlySet } = require('./certainly-set');
const { RESULT, comparisons, isValid, stepOf } = require('./conditions');
const { asksConditions } = require('./flow-graph');

/** Checks that whatever a condition compares has been set on every way to it. */
function checkVariables({ graph, steps, decisions, problems }) {
  const compared = new Set(graph.nodes.flatMap((node) => node.out.flatMap((flow) => variables(flow, steps))));
  if (compared.size === 0) {
    return;
  }
  const outputs = (points) => new Set([...compared].filter((variable) => isOutput(variable, points)));
  const setBy = (node) => {
    if (decisions.has(node.id)) {
      return outputs([decisions.get(node.id)]);
    }
    return new Set(steps.has(node.id) ? [node.id + RESULT] : []);
  };
  const certain = new CertainlySet(graph, compared, outputs(vocabulary.askedAtIntake), setBy);
  const asked = [...decisions.values(), ...vocabulary.askedAtIntake];
  const isSetSomewhere = (variable) => stepOf(variable) !== undefined || isOutput(variable, asked);
  for (const node of graph.nodes) {
    const known = certain.after(node);
    for (const flow of node.out) {
      const found = variables(flow, steps);
      report('unset-variable', flow, found.filter((variable) => !isSetSomewhere(variable)), problems);
      report(
        'possibly-unset-variable',
        flow,
        found.filter((variable) => isSetSomewhere(variable) && !known.has(variable)),
        problems
      );
    }
  }
}

function report(check, flow, found, problems) {
  if (found.length > 0) {
    problems.add(check, flow.element, [...new Set(found)].sort().join(', '));
  }
}

function isOutput(variable, points) {
  return points.some((point) => variable.startsWith(`${point.replaceAll('-', '_')}_`));
}

/** What the flow compares; results of unknown steps are reported with their conditions. */
function variables(flow, steps) {
  if (flow.isDefault || !asksConditions(flow.source)) {
    return [];
  }
  return flow.element
    .childrenNamed('bpmn:conditionExpression')
    .filter((condition) => isValid(condition.text))
    .flatMap((condition) => comparisons(condition.text).map(({ variable }) => variable))
    .filter((variable) => stepOf(variable) === undefined || steps.has(stepOf(variable)));
}

module.exports = { checkVariables };
