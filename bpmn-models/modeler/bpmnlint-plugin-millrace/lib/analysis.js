'use strict';

const { checkConditions } = require('./conditions');
const { elements } = require('./element');
const { checkEvents } = require('./event-check');
const { FlowGraph } = require('./flow-graph');
const { checkGateways } = require('./gateway-check');
const { Problems } = require('./problems');
const { checkProperties } = require('./property-check');
const { checkReach } = require('./reach-check');
const { Reader } = require('./reader');
const { checkStarts } = require('./start-check');
const { checkSteps } = require('./step-check');
const { checkTokens } = require('./token-check');
const { checkVariables } = require('./variable-check');

/** What the checks find in a model, and what was read on the way. */
function analyse(definitions) {
  const root = elements(definitions);
  const problems = new Problems();
  const executable = root
    .childrenNamed('bpmn:process')
    .filter((process) => process.attribute('isExecutable') === 'true');
  if (executable.length !== 1 || !executable[0].id) {
    problems.add('executable-process', root, `there are ${executable.length}`);
    return { problems };
  }
  return analyseProcess(root, executable[0], problems);
}

function analyseProcess(root, process, problems) {
  const all = process.subtree();
  const reader = new Reader(problems);
  all.forEach((element) => reader.read(element));
  const { steps, decisions, decisionElements } = reader;
  const graph = new FlowGraph(process, problems);
  const starts = checkStarts({ root, graph, problems });
  const context = { root, process, elements: all, graph, steps, decisions, decisionElements, starts, problems };
  [
    checkEvents,
    checkGateways,
    checkReach,
    checkTokens,
    checkVariables,
    checkSteps,
    checkConditions,
    checkProperties
  ].forEach((check) => check(context));
  return context;
}

/**
 * A linter asks each rule about the same model in one go: it is analysed once. What is kept is
 * forgotten before anybody can change the model.
 */
const kept = new Map();

function analysisOf(definitions) {
  if (!kept.has(definitions)) {
    kept.set(definitions, analyse(definitions));
    queueMicrotask(() => kept.clear());
  }
  return kept.get(definitions);
}

module.exports = { analysisOf };
