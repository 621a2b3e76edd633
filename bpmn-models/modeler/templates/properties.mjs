import { readFileSync } from 'node:fs';
import { CHECKS } from '../lib/paths.mjs';

/** The words of step metadata as fields of the properties panel. Lists have semicolons between their entries, names have commas. */

const { vocabulary } = JSON.parse(readFileSync(CHECKS, 'utf8'));

/** A stream asks these; the order in which work is pulled is asked by boards alone. */
const ASKED_BY_STREAMS = vocabulary.decisionPoints.filter((point) => point !== 'pull-order');
const PRACTICES = vocabulary.practices.map((practice) => practice.code);

const NAME = '[A-Za-z][A-Za-z0-9]{0,63}';
const DURATION = '^P(?=[0-9T])([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$';
const PRACTICE = `(${PRACTICES.join('|')})\\s*(:[^;]*)?`;

export const GROUPS = {
  step: { id: 'millrace-step', label: 'Millrace: step' },
  work: { id: 'millrace-work', label: 'Millrace: what the step does' },
  people: { id: 'millrace-people', label: 'Millrace: who takes part' },
  board: { id: 'millrace-board', label: 'Millrace: board' },
  flow: { id: 'millrace-flow', label: 'Millrace: results and duties' },
  stream: { id: 'millrace-stream', label: 'Millrace: value stream' },
  decision: { id: 'millrace-decision', label: 'Millrace: decision' },
  event: { id: 'millrace-event', label: 'Millrace: event' }
};

/** A field that is kept as a camunda:property; an empty one means the same as none. */
function field(group, name, label, description, more = {}) {
  const { value, ...rest } = more;
  return {
    label,
    description,
    group: GROUPS[group].id,
    type: 'String',
    ...(value === undefined ? {} : { value }),
    ...rest,
    binding: { type: 'camunda:property', name }
  };
}

function choice(group, name, label, description, labels, { value, none } = {}) {
  const choices = labels.map((text) => ({ name: text, value: text }));
  return field(group, name, label, description, {
    type: 'Dropdown',
    choices: none ? [{ name: none, value: '' }, ...choices] : choices,
    value: value ?? (none ? '' : labels[0])
  });
}

function pattern(value, message) {
  return { constraints: { pattern: { value, message } } };
}

function required(message) {
  return { constraints: { notEmpty: true, ...(message ? { pattern: message } : {}) } };
}

/** A field that changes an attribute of the element itself. */
export function attribute(name, value, more = {}) {
  return { type: 'Hidden', value, ...more, binding: { type: 'property', name } };
}

const duration = (group, description, value) =>
  field(group, 'targetLeadTime', 'Target lead time', description, {
    value,
    ...required({ value: DURATION, message: 'Write days, hours and minutes, such as P1D, PT2H or PT30M' })
  });

export const stepNumber = (value = '1') =>
  field('step', 'stepNumber', 'Step number', 'From 1; steps that stand for one another share a number', {
    value,
    ...required({ value: '^[1-9][0-9]{0,3}$', message: 'Write a whole number from 1 to 9999' })
  });

export const activity = (value) =>
  choice('step', 'activity', 'Value chain activity', 'The one activity of the ITIL 4 service value chain that the step belongs to', vocabulary.activities, { value });

export const stepLeadTime = (value) =>
  duration('step', 'From the arrival of the work to the end of the step', value);

export const valueAdding = () =>
  choice('step', 'valueAdding', 'Adds value', 'Whether the customer would pay for the step', ['true', 'false'], {
    none: '(not assessed)'
  });

export const touchpoint = () =>
  field('step', 'touchpoint', 'Touchpoint', "Who of the customer's side meets the step, such as: user");

export const work = () => [
  field('work', 'inputs', 'Inputs', 'With semicolons between them'),
  field('work', 'actions', 'Actions', 'Actions and tasks of the step, with semicolons between them'),
  field('work', 'constraints', 'Constraints', 'Policies and resources that limit the step, with semicolons between them'),
  field('work', 'outputs', 'Outputs', 'With semicolons between them'),
  field('work', 'desiredOutcomes', 'Outcomes', 'What the outputs make possible, with semicolons between them'),
  field('work', 'practices', 'Practices', 'Practices and what they contribute, such as: IM: register the incident; KM: find workarounds', {
    ...pattern(
      `^(\\s*${PRACTICE};)*\\s*(${PRACTICE})?$`,
      'Begin each entry with the code of an ITIL 4 practice, such as IM or KM'
    )
  })
];

export const raci = (accountable = '', responsible = '') => [
  field('people', 'accountable', 'Accountable', 'The one role that answers for it', { value: accountable }),
  field('people', 'responsible', 'Responsible', 'Roles that do it, with semicolons between them', { value: responsible }),
  field('people', 'consulted', 'Consulted', 'Roles that are asked, with semicolons between them'),
  field('people', 'informed', 'Informed', 'Roles that are told, with semicolons between them')
];

export const board = () => [
  field('board', 'board', 'Board', 'The board that shows the step'),
  field('board', 'lane', 'Lane', 'The column of the board; several steps may share one')
];

export const results = (value, description = 'What the step may come to; gateways compare <step id>_result with it') =>
  field('flow', 'results', 'Results', `${description}. Names with commas between them`, {
    value,
    ...pattern(`^(\\s*${NAME}\\s*(,\\s*${NAME}\\s*)*)?$`, 'Write names like notRestored, with commas between them')
  });

export const control = () =>
  choice('flow', 'control', 'Control', 'Whether the asking team keeps control while others do the step', vocabulary.controls, {
    none: '(no question)'
  });

export const separateFrom = (value) =>
  field('flow', 'separateFrom', 'Separate from', 'Who may not do the step: requester, or ids of steps whose doers may not, with commas between them', {
    value,
    ...pattern(`^(\\s*${NAME}\\s*(,\\s*${NAME}\\s*)*)?$`, 'Write requester or ids of steps, with commas between them')
  });

export const approves = (value) =>
  choice('flow', 'approves', 'Grants approvals of', 'The decision whose demanded approvals the result approved grants', ['change-guardrail'], {
    value,
    none: '(none)'
  });

export const until = () =>
  choice('flow', 'until', 'Lasts until the called work is', 'The milestone of the called work item that ends the step', vocabulary.milestones, { value: 'closed' });

export const calledStream = () => ({
  label: 'Value stream',
  description: 'The key of the value stream that does the step',
  group: GROUPS.step.id,
  type: 'String',
  value: 'enable-change',
  ...required({ value: '^[A-Za-z_][A-Za-z0-9_.-]*$', message: 'Write the key of a value stream, such as enable-change' }),
  binding: { type: 'property', name: 'calledElement' }
});

export const topic = () => ({
  label: 'Handler',
  description: 'The name under which a plugin provides the step handler',
  group: GROUPS.step.id,
  type: 'String',
  ...required(),
  binding: { type: 'property', name: 'camunda:topic' }
});

export const decisionPoint = () =>
  choice('decision', 'decisionPoint', 'Decision point', 'The question that the policies answer', ASKED_BY_STREAMS);

export const ownDecisionPoint = () =>
  field('decision', 'decisionPoint', 'Decision point', 'A decision point that a policy pack of yours declares', {
    ...required({ value: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', message: 'Write lower-case words with hyphens, such as loan-limit' })
  });

export const fixedDecisionPoint = (name) => ({
  type: 'Hidden',
  value: name,
  binding: { type: 'camunda:property', name: 'decisionPoint' }
});

export const reminder = () =>
  field('event', 'reminder', 'Reminder', 'What the host is told when the timer fires', {
    ...required()
  });

export const endsTheStep = () => ({
  label: 'Ends the step',
  description: 'Off: the step goes on, and the timer leads to an end event. On: the flow goes on from here instead',
  group: GROUPS.event.id,
  type: 'Boolean',
  value: false,
  binding: { type: 'property', name: 'cancelActivity' }
});

export const milestone = () =>
  choice('event', 'milestone', 'Milestone', 'What the work has reached here', vocabulary.milestones, { none: '(none)' });

export const outcome = () =>
  field('event', 'outcome', 'Outcome', 'What the work item came to, such as: restored', {
    ...pattern(`^(${NAME})?$`, 'Write a name of letters and digits, such as restored or noGo')
  });

export const becomes = () =>
  choice('event', 'becomes', 'Becomes', 'The kind of work that the item is from here on', vocabulary.kinds, { none: '(stays what it is)' });

export const stream = () => [
  field('stream', 'ownedBy', 'Owned by', 'The role that owns the value stream', { value: 'service owner' }),
  field('stream', 'description', 'Description', 'What the stream is for'),
  field('stream', 'demand', 'Demand', 'The demand that it answers'),
  field('stream', 'trigger', 'Triggers', 'What starts it, with semicolons between the entries'),
  field('stream', 'outcomes', 'Outcomes', 'What it leads to, with semicolons between the entries'),
  field('stream', 'value', 'Value', 'The value that it creates'),
  duration('stream', 'From demand to value', 'P1D'),
  ...raci('service owner')
];
