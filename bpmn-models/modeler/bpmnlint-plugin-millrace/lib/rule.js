'use strict';

const { analysisOf } = require('./analysis');
const { message } = require('./catalogue');
const { INSTALLATION_CHECKS } = require('./installation-check');

/**
 * The bpmnlint rule of one check.
 *
 * Checks of what is installed take an option: { handlers }, { decisionPoints } or { streams }, each
 * a list of names. Without it they find nothing.
 */
function rule(id) {
  const found = id in INSTALLATION_CHECKS ? installationProblems(id) : (analysis) => analysis.problems.of(id);
  return (options) => ({
    check(node, reporter) {
      if (node.$type === 'bpmn:Definitions') {
        found(analysisOf(node), options || {}).forEach((problem) => reporter.report(problem.id, problem.message));
      }
    }
  });
}

function installationProblems(id) {
  const { option, find } = INSTALLATION_CHECKS[id];
  return (analysis, options) =>
    options[option] && analysis.steps
      ? find(analysis, options[option]).map(({ element, detail }) => ({
          id: element.id,
          message: message(id, detail)
        }))
      : [];
}

module.exports = { rule };
