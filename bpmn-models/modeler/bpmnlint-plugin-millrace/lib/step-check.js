'use strict';

const { comparisons, isValid, RESULT } = require('./conditions');
const { Properties } = require('./properties');

const REQUESTER = 'requester';
const APPROVED = 'approved';

/** Checks that the steps say what descriptions, boards and people need to know. */
function checkSteps(context) {
  const { process, steps, problems } = context;
  const names = new Set();
  checkMetadata(process, problems);
  for (const { element, properties } of steps.values()) {
    checkName(element, names, problems);
    checkMetadata(element, problems);
    checkDescribed(element, properties, problems);
  }
  checkNumbers(context);
  checkDuties(context);
  checkResults(context);
}

function checkName(element, names, problems) {
  const name = element.attribute('name').trim();
  if (!name) {
    problems.add('missing-step-name', element);
  } else if (names.has(name)) {
    problems.add('duplicate-step-name', element, name);
  }
  names.add(name);
}

function checkMetadata(element, problems) {
  const properties = new Properties(element);
  if (!properties.has('targetLeadTime')) {
    problems.add('missing-target-lead-time', element);
  }
  const accountable = properties.list('accountable');
  if (accountable.length === 0) {
    problems.add('missing-accountable', element);
  } else if (accountable.length > 1) {
    problems.add('several-accountable', element, accountable.join(', '));
  }
}

function checkDescribed(element, properties, problems) {
  for (const [property, check] of [
    ['inputs', 'missing-inputs'],
    ['outputs', 'missing-outputs'],
    ['desiredOutcomes', 'missing-outcomes']
  ]) {
    if (properties.list(property).length === 0) {
      problems.add(check, element);
    }
  }
  if (properties.has('board') && !properties.has('lane')) {
    problems.add('board-without-lane', element);
  }
}

function checkNumbers({ process, steps, problems }) {
  const numbers = [...new Set([...steps.values()].map(({ number }) => number))]
    .filter((number) => number > 0)
    .sort((a, b) => a - b);
  const gap = numbers.findIndex((number, index) => number !== index + 1);
  if (gap >= 0) {
    problems.add('step-number-gap', process, `there is no step ${gap + 1}`);
  }
}

function checkDuties({ steps, decisions, problems }) {
  const known = new Set([REQUESTER, ...steps.keys(), ...decisions.keys()]);
  for (const { element, properties, results, approves } of steps.values()) {
    const unknown = properties.nameList('separateFrom').filter((name) => !known.has(name));
    if (unknown.length > 0) {
      problems.add('invalid-separate-from', element, unknown.join(', '));
    }
    if (approves) {
      if (![...decisions.values()].includes(approves)) {
        problems.add('approves-undecided', element, approves);
      }
      if (!results.includes(APPROVED)) {
        problems.add('approves-without-result', element);
      }
    }
  }
}

/**
 * One result that no condition compares is where the default flow goes; so are the outcomes of
 * calls, which are whatever the called stream comes to.
 */
function checkResults({ elements, steps, problems }) {
  const compared = new Set(
    elements
      .filter((element) => element.is('bpmn:conditionExpression') && isValid(element.text))
      .flatMap((condition) => comparisons(condition.text).map(({ variable, literal }) => `${variable}=${literal}`))
  );
  for (const [id, step] of steps) {
    const results = [...new Set(step.results)];
    const unused = results.filter((result) => !compared.has(`${id}${RESULT}=${result}`));
    if (!step.element.is('bpmn:callActivity') && unused.length > (unused.length < results.length ? 1 : 0)) {
      problems.add('unused-result', step.element, unused.join(', '));
    }
  }
}

module.exports = { checkSteps };
