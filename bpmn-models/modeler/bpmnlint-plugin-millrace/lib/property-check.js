'use strict';

const { vocabulary } = require('./catalogue');
const { Properties } = require('./properties');

/** Where these stand wrong, that is an error, which their readers report. */
const REPORTED = ['milestone', 'outcome', 'becomes', 'reminder'];
const WORK = ['bpmn:userTask', 'bpmn:serviceTask', 'bpmn:callActivity'];
const SORTS = {
  'bpmn:process': 'process',
  'bpmn:businessRuleTask': 'decision',
  'bpmn:intermediateThrowEvent': 'throwEvent',
  'bpmn:endEvent': 'endEvent',
  'bpmn:boundaryEvent': 'boundaryTimer'
};
const KNOWN = new Set(Object.values(vocabulary.properties).flat());

/** Checks that every property is read by somebody: a misspelt one would do nothing. */
function checkProperties({ elements, problems }) {
  elements.forEach((element) => checkElement(element, problems));
}

function checkElement(element, problems) {
  const { names } = new Properties(element);
  if (names.length === 0) {
    return;
  }
  const isStep = names.includes('stepNumber');
  const read = readFrom(element, isStep);
  const distinct = [...new Set(names)];
  const misplaced = distinct.filter((name) => KNOWN.has(name) && !read.includes(name) && !REPORTED.includes(name));
  say('unknown-property', element, distinct.filter((name) => !KNOWN.has(name) && !isForeign(name)), problems);
  if (isStep || !element.is(...WORK)) {
    say('misplaced-property', element, misplaced, problems);
  }
  say('duplicate-property', element, distinct.filter((name) => names.filter((other) => other === name).length > 1), problems);
}

/** A host may have properties of its own. */
function isForeign(name) {
  return name.includes('.') || name.includes(':');
}

function readFrom(element, isStep) {
  if (isStep) {
    const { step, call } = vocabulary.properties;
    return element.is('bpmn:callActivity') ? [...step, ...call] : step;
  }
  return vocabulary.properties[SORTS[element.name]] || [];
}

function say(check, element, names, problems) {
  if (names.length > 0) {
    problems.add(check, element, names.sort().join(', '));
  }
}

module.exports = { checkProperties };
