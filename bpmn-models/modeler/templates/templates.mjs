import * as p from './properties.mjs';

const DECIDE = '${millrace.decide}';

function template(name, title, description, type, groups, properties) {
  return {
    name: `Millrace: ${title}`,
    id: `io.millrace.${name}`,
    version: 1,
    description,
    appliesTo: [type],
    groups: groups.map((group) => p.GROUPS[group]),
    entriesVisible: true,
    properties: properties.flat()
  };
}

const STEP_GROUPS = ['step', 'work', 'people', 'board', 'flow'];

function step(type, name, title, description, options) {
  const { activity, lead, first = [], flow } = options;
  return template(name, title, description, type, STEP_GROUPS, [
    ...first,
    p.stepNumber(),
    p.activity(activity),
    p.stepLeadTime(lead),
    p.valueAdding(),
    p.touchpoint(),
    p.work(),
    p.raci(options.accountable ?? 'service owner', options.responsible),
    p.board(),
    flow
  ]);
}

function decision(name, title, description, point) {
  return template(name, title, description, 'bpmn:BusinessRuleTask', point.group ? ['decision'] : [], [
    p.attribute('camunda:delegateExpression', DECIDE),
    point
  ]);
}

export const templates = [
  template(
    'value-stream',
    'value stream',
    'What the whole value stream is for, and who answers for it',
    'bpmn:Process',
    ['stream', 'people'],
    [p.attribute('isExecutable', true), p.stream()]
  ),
  step('bpmn:UserTask', 'human-step', 'human step', 'A step that people pull from a board', {
    activity: 'deliver and support',
    lead: 'PT1H',
    flow: [p.results(), p.control(), p.separateFrom(), p.approves()]
  }),
  step('bpmn:ServiceTask', 'handler-step', 'handler step', 'A step that a step handler of a plugin does', {
    activity: 'deliver and support',
    lead: 'PT5M',
    first: [p.attribute('camunda:type', 'external'), p.topic()],
    flow: [p.results(), p.control()]
  }),
  step('bpmn:SubProcess', 'composed-step', 'composed step', 'A step of several actions, drawn inside it', {
    activity: 'deliver and support',
    lead: 'PT4H',
    flow: [p.control()]
  }),
  step('bpmn:CallActivity', 'call-stream', 'call another stream', 'A step that another value stream does, for a linked work item', {
    activity: 'design and transition',
    lead: 'P1D',
    first: [p.calledStream()],
    flow: [
      p.results(
        'implemented, backedOut, rejected, withdrawn, cancelled',
        'The outcomes of the called stream that gateways compare'
      ),
      p.until(),
      p.control(),
      p.separateFrom()
    ]
  }),
  step('bpmn:UserTask', 'approval', 'approval', 'A step that approves or declines, by somebody who did not ask for the work', {
    activity: 'design and transition',
    lead: 'P1D',
    flow: [p.results('approved, declined'), p.control(), p.separateFrom('requester'), p.approves('change-guardrail')]
  }),
  step('bpmn:UserTask', 'feedback-step', 'feedback step', 'A step that asks the user how it went', {
    activity: 'engage',
    lead: 'P2D',
    flow: [p.results('received, noAnswer'), p.control(), p.separateFrom(), p.approves()]
  }),
  decision('decision', 'decision', 'A question that the policies answer', p.decisionPoint()),
  decision('own-decision', 'decision of your own', 'A question that a policy pack of yours answers', p.ownDecisionPoint()),
  decision(
    'change-gate',
    'change gate',
    'Decides whether a change passes, needs approvals or stops; compare change_guardrail_verdict after it',
    p.fixedDecisionPoint('change-guardrail')
  ),
  decision(
    'feedback-decision',
    'feedback decision',
    'Decides whether to ask for feedback; compare feedback_ask after it',
    p.fixedDecisionPoint('feedback')
  ),
  template(
    'reminder',
    'wait with reminder',
    'A timer at the border of a step that reminds of it; set the time in the group Timer',
    'bpmn:BoundaryEvent',
    ['event'],
    [p.reminder(), p.endsTheStep()]
  ),
  template(
    'milestone',
    'milestone',
    'What the work has reached, came to or becomes when the flow passes',
    'bpmn:IntermediateThrowEvent',
    ['event'],
    [p.milestone(), p.outcome(), p.becomes()]
  ),
  template('end', 'end with an outcome', 'What the work item came to', 'bpmn:EndEvent', ['event'], [p.outcome()])
];

/** The file that Camunda Modeler reads. */
export function templatesJson() {
  return JSON.stringify(templates, null, 2) + '\n';
}
