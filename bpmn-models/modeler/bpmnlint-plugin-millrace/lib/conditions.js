'use strict';

/** The grammar of conditions: comparisons of a variable with a text, joined by && or ||. */
const COMPARISON = "\\s*([A-Za-z]\\w*)\\s*(?:==|!=)\\s*'([^'\\\\]*)'\\s*";
const WHOLE = new RegExp(`^\\$\\{${COMPARISON}(?:(?:&&|\\|\\|)${COMPARISON})*\\}$`);
const LONGEST = 1000;
const RESULT = '_result';

function isValid(condition) {
  return condition.length <= LONGEST && WHOLE.test(condition);
}

/** The comparisons of a valid condition. */
function comparisons(condition) {
  return [...condition.matchAll(new RegExp(COMPARISON, 'g'))].map(([, variable, literal]) => ({ variable, literal }));
}

/** The id of the step whose result the variable is; undefined if it is something else. */
function stepOf(variable) {
  return variable.endsWith(RESULT) ? variable.slice(0, -RESULT.length) : undefined;
}

/** Checks that conditions are in the grammar and compare what steps can end with. */
function checkConditions({ elements, steps, problems }) {
  for (const condition of elements.filter((element) => element.is('bpmn:conditionExpression'))) {
    const flow = condition.parent;
    if (!isValid(condition.text)) {
      problems.add('invalid-condition', flow, condition.text);
      continue;
    }
    for (const { variable, literal } of comparisons(condition.text)) {
      const id = stepOf(variable);
      if (id !== undefined) {
        checkResult(flow, { step: steps.get(id), variable, literal }, problems);
      }
    }
  }
}

function checkResult(flow, { step, variable, literal }, problems) {
  if (!step) {
    problems.add('unknown-result-step', flow, variable);
  } else if (!step.results.includes(literal)) {
    problems.add('undeclared-result', flow, `${variable} is never ${literal}`);
  }
}

module.exports = { RESULT, checkConditions, comparisons, isValid, stepOf };
