'use strict';

const { vocabulary } = require('./catalogue');
const { Properties, isPositiveDuration } = require('./properties');
const { isDecisionPoint, isName, isPractice } = require('./words');

const DECIDE = '${millrace.decide}';
const WORK = ['bpmn:userTask', 'bpmn:serviceTask', 'bpmn:callActivity'];
const STEPS = ['bpmn:userTask', 'bpmn:subProcess', 'bpmn:callActivity'];
const STEP_NUMBER = 'stepNumber';
/** A key, or a variable by its plain name. */
const CALLED = /^(?:[A-Za-z_][\w.-]{0,254}|\$\{\s*[A-Za-z]\w{0,254}\s*\})$/;

/** Reads the steps and decisions of a model, and says what cannot be read. */
class Reader {
  constructor(problems) {
    this.problems = problems;
    /** By the ids of their elements. */
    this.steps = new Map();
    this.decisions = new Map();
    this.decisionElements = new Map();
  }

  read(element) {
    const properties = new Properties(element);
    if (properties.has(STEP_NUMBER)) {
      this.readStep(element, properties);
    } else if (element.is(...WORK) && !isInsideStep(element)) {
      this.problems.add('task-without-step', element);
    }
    if (element.is('bpmn:businessRuleTask')) {
      this.readDecision(element, properties);
    }
    this.readPassage(element, properties);
    if (properties.has('reminder') && !isReminder(element)) {
      this.problems.add('misplaced-reminder', element);
    }
    if (element.is('bpmn:process')) {
      this.readDuration(element, properties);
    }
  }

  readStep(element, properties) {
    const { problems } = this;
    if (!isName(element.id)) {
      problems.add('step-id', element, element.id);
    }
    const automated = this.isAutomated(element);
    const activity = activityFault(properties.text('activity'));
    if (activity) {
      problems.add(activity, element, properties.text('activity'));
    }
    this.readChoice(element, properties, 'control', { check: 'unknown-control', labels: vocabulary.controls });
    this.readChoice(element, properties, 'valueAdding', { check: 'unknown-value-adding', labels: ['true', 'false'] });
    const number = this.readNumber(element, properties);
    this.readPractices(element, properties);
    this.readDuration(element, properties);
    const results = properties.nameList('results');
    results.filter((result) => !isName(result)).forEach((result) => problems.add('invalid-result', element, result));
    const step = {
      element,
      properties,
      number,
      results,
      handler: automated ? element.attribute('camunda:topic') : '',
      call: element.is('bpmn:callActivity') ? this.readCall(element, properties) : '',
      approves: this.readApproves(element, properties)
    };
    if (!this.steps.has(element.id)) {
      this.steps.set(element.id, step);
    }
  }

  isAutomated(element) {
    if (element.is(...STEPS)) {
      return false;
    }
    if (element.is('bpmn:serviceTask') && element.attribute('camunda:type') === 'external') {
      if (!element.attribute('camunda:topic').trim()) {
        this.problems.add('missing-topic', element);
      }
      return true;
    }
    this.problems.add('step-kind', element, element.name);
    return false;
  }

  readNumber(element, properties) {
    const text = properties.text(STEP_NUMBER);
    if (/^[1-9][0-9]{0,3}$/.test(text)) {
      return Number(text);
    }
    this.problems.add('step-number', element, text);
    return 0;
  }

  readChoice(element, properties, property, { check, labels }) {
    if (properties.has(property) && !labels.includes(properties.text(property))) {
      this.problems.add(check, element, properties.text(property));
    }
  }

  readPractices(element, properties) {
    properties
      .list('practices')
      .map((entry) => entry.split(':')[0].trim())
      .filter((practice) => !isPractice(practice))
      .forEach((practice) => this.problems.add('unknown-practice', element, practice));
  }

  readDuration(element, properties) {
    const text = properties.text('targetLeadTime');
    if (text && !isPositiveDuration(text)) {
      this.problems.add('invalid-duration', element, text);
    }
  }

  /** The key of the called stream, or a variable; empty if it is neither. */
  readCall(element, properties) {
    const called = element.attribute('calledElement');
    this.readChoice(element, properties, 'until', { check: 'unknown-until', labels: vocabulary.milestones });
    if (CALLED.test(called)) {
      return called;
    }
    this.problems.add('invalid-call', element, called);
    return '';
  }

  readApproves(element, properties) {
    const point = properties.text('approves');
    if (!point || isDecisionPoint(point)) {
      return point;
    }
    this.problems.add('invalid-approves', element, point);
    return '';
  }

  readDecision(element, properties) {
    if (element.attribute('camunda:delegateExpression') !== DECIDE) {
      this.problems.add('decision-delegate', element);
    }
    const point = properties.text('decisionPoint');
    if (isDecisionPoint(point)) {
      this.decisions.set(element.id, point);
      this.decisionElements.set(element.id, element);
    } else {
      this.problems.add('decision-point', element, point);
    }
  }

  /** What it means for a work item to pass an event. */
  readPassage(element, properties) {
    this.readChoice(element, properties, 'milestone', { check: 'unknown-milestone', labels: vocabulary.milestones });
    this.readChoice(element, properties, 'becomes', { check: 'unknown-becomes', labels: vocabulary.kinds });
    const thrown = element.is('bpmn:intermediateThrowEvent');
    ['milestone', 'becomes']
      .filter((property) => properties.has(property) && !thrown)
      .forEach((property) => this.problems.add('misplaced-passage', element, property));
    if (properties.has('outcome')) {
      if (!thrown && !element.is('bpmn:endEvent')) {
        this.problems.add('misplaced-passage', element, 'outcome');
      } else if (!isName(properties.text('outcome'))) {
        this.problems.add('invalid-outcome', element, properties.text('outcome'));
      }
    }
  }
}

/** What is wrong with the text of an activity, as the id of a check; undefined if nothing is. */
function activityFault(text) {
  const listed = text.split(/[;,&+|\r\n]/).filter((part) => part.trim() !== '');
  const and = text.indexOf(' and ');
  const known = vocabulary.activities.includes(text);
  if (listed.length > 1 || (and > 0 && !known && vocabulary.activities.includes(text.slice(0, and).trim()))) {
    return 'two-activities';
  }
  return known ? undefined : text ? 'unknown-activity' : 'missing-activity';
}

/** Work that belongs to no step would be on no worklist. */
function isInsideStep(element) {
  for (let outer = element.parent; outer; outer = outer.parent) {
    if (new Properties(outer).has(STEP_NUMBER)) {
      return true;
    }
  }
  return false;
}

/** Whether the element is a timer at the border of a step. */
function isReminder(element) {
  const host = element.attribute('attachedToRef');
  return (
    element.is('bpmn:boundaryEvent') &&
    element.childrenNamed('bpmn:timerEventDefinition').length > 0 &&
    element.parent.children.some((beside) => beside.id === host && new Properties(beside).has(STEP_NUMBER))
  );
}

module.exports = { Reader };
