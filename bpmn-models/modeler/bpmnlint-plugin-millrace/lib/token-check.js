'use strict';

const { reach } = require('./reach');
const { Tokens } = require('./tokens');

const nextOfMain = (node) => node.nextOfMain;

/**
 * Checks that joins fire and that nothing is done twice, by following the tokens of each scope. A
 * non-interrupting event is followed alone, and must not come back to the flow that it happens
 * beside.
 */
function checkTokens({ graph, problems }) {
  graph.scopes.forEach((scope) => checkScope(scope, problems));
}

function checkScope(scope, problems) {
  const roots = [...scope.starts];
  if (roots.length === 0) {
    return;
  }
  const main = reach(roots, nextOfMain);
  for (const event of scope.nodes.filter((node) => node.isNonInterrupting && node.host)) {
    if (merges(event, main)) {
      problems.add('side-branch-merges', event.element);
    } else {
      roots.push(event);
    }
  }
  const tokens = new Tokens(roots);
  tokens.follow();
  report(scope, tokens, problems);
}

function merges(event, main) {
  return [...reach([event], nextOfMain)].some((node) => main.has(node) && !node.isEnd);
}

function report(scope, { stuck, fired, twice, complete }, problems) {
  for (const node of scope.nodes) {
    if (stuck.has(node)) {
      problems.add(complete && !fired.has(node) ? 'join-never-fires' : 'join-may-wait', node.element);
    }
  }
  for (const node of scope.nodes) {
    if (twice.has(node)) {
      problems.add(node.isEnd ? 'ends-twice' : 'runs-twice', node.element);
    }
  }
  if (!complete) {
    problems.add('too-complex', scope.element);
  }
}

module.exports = { checkTokens };
