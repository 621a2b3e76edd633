'use strict';

const ACTIVITIES = [
  'task',
  'manualTask',
  'userTask',
  'serviceTask',
  'businessRuleTask',
  'receiveTask',
  'callActivity',
  'subProcess'
];
const GATEWAYS = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'eventBasedGateway'];
const EVENTS = ['startEvent', 'endEvent', 'intermediateThrowEvent', 'intermediateCatchEvent', 'boundaryEvent'];
/** Nodes that no stream may have: the flow through them is followed all the same. */
const FOREIGN = ['sendTask', 'scriptTask', 'complexGateway', 'transaction', 'adHocSubProcess'];
const NODES = new Set([...ACTIVITIES, ...GATEWAYS, ...EVENTS, ...FOREIGN].map((type) => `bpmn:${type}`));

/** A node of a drawn flow: a task, gateway, event, call or subprocess. */
class FlowNode {
  constructor(element, scope) {
    this.element = element;
    this.type = element.name.slice('bpmn:'.length);
    this.scope = scope;
    this.in = [];
    this.out = [];
    this.boundaries = [];
    this.host = null;
    this.linked = null;
    this.linkedFrom = [];
    this.inner = null;
  }

  get id() {
    return this.element.id;
  }

  is(type) {
    return this.type === type;
  }

  get isGateway() {
    return GATEWAYS.includes(this.type);
  }

  get isActivity() {
    return ACTIVITIES.includes(this.type);
  }

  get isStart() {
    return this.is('startEvent');
  }

  get isEnd() {
    return this.is('endEvent');
  }

  /** Whether it waits for several flows. */
  get isJoin() {
    return (this.is('parallelGateway') || this.is('inclusiveGateway')) && this.in.length > 1;
  }

  get isEventSubprocess() {
    return this.is('subProcess') && this.element.attribute('triggeredByEvent') === 'true';
  }

  /** Whether this event leaves running what it happens beside. */
  get isNonInterrupting() {
    return this.is('boundaryEvent') && this.element.attribute('cancelActivity') === 'false';
  }

  get definitions() {
    return this.element.eventDefinitions;
  }

  has(definition) {
    return this.element.childrenNamed(`bpmn:${definition}EventDefinition`).length > 0;
  }

  isLink(type) {
    return this.is(type) && this.has('link');
  }

  get linkName() {
    return this.element.childrenNamed('bpmn:linkEventDefinition')[0].attribute('name').trim();
  }

  /** Where the flow may go on from here, in the order of the file; boundary events come last. */
  get next() {
    return [...this.out.map((flow) => flow.target), ...(this.linked ? [this.linked] : []), ...this.boundaries];
  }

  /** Where the flow itself may go on: without what only happens beside it. */
  get nextOfMain() {
    return this.next.filter((node) => !node.isNonInterrupting);
  }
}

/** A sequence flow that joins two nodes of one scope. */
class Flow {
  constructor(element, source, target) {
    this.element = element;
    this.source = source;
    this.target = target;
  }

  get isConditional() {
    return this.element.childrenNamed('bpmn:conditionExpression').length > 0;
  }

  get isDefault() {
    return this.element.id === this.source.element.attribute('default');
  }
}

/** A process, or the inside of a subprocess: flows stay within it. */
class FlowScope {
  constructor(element, node) {
    this.element = element;
    this.node = node;
    this.nodes = [];
  }

  get starts() {
    return this.nodes.filter((node) => node.isStart);
  }

  /** The nodes that flows may join: all but event subprocesses. */
  get flowing() {
    return this.nodes.filter((node) => !node.isEventSubprocess);
  }

  /** Whether an event can end everything that runs in here. */
  get isInterruptible() {
    if (this.nodes.some((node) => node.isEventSubprocess && node.inner && node.inner.interrupts)) {
      return true;
    }
    return (
      this.node !== null &&
      (this.node.boundaries.some((event) => !event.isNonInterrupting) || this.node.scope.isInterruptible)
    );
  }

  get interrupts() {
    return this.starts.some((start) => start.element.attribute('isInterrupting') !== 'false');
  }
}

/** The flow that a process draws: its scopes, their nodes and what joins them. */
class FlowGraph {
  constructor(process, problems) {
    this.problems = problems;
    /** The process, and then the insides of its subprocesses: outer ones before inner ones. */
    this.scopes = [];
    this.add(new FlowScope(process, null));
  }

  get process() {
    return this.scopes[0];
  }

  get nodes() {
    return this.scopes.flatMap((scope) => scope.nodes);
  }

  add(scope) {
    this.scopes.push(scope);
    scope.nodes = scope.element.children
      .filter((child) => NODES.has(child.name))
      .map((child) => new FlowNode(child, scope));
    const byId = new Map([...scope.nodes].reverse().map((node) => [node.id, node]));
    byId.delete('');
    scope.element.childrenNamed('bpmn:sequenceFlow').forEach((flow) => this.connect(flow, byId));
    scope.nodes.forEach((node) => attach(node, byId));
    link(scope);
    for (const node of scope.nodes) {
      if (node.is('subProcess')) {
        node.inner = new FlowScope(node.element, node);
        this.add(node.inner);
      }
    }
  }

  connect(element, byId) {
    const source = byId.get(element.attribute('sourceRef'));
    const target = byId.get(element.attribute('targetRef'));
    if (!source || !target) {
      this.problems.add('dangling-flow', element, `its ${source ? 'target' : 'source'} is not there`);
    } else if (
      source.isEnd ||
      target.isStart ||
      target.is('boundaryEvent') ||
      source.isEventSubprocess ||
      target.isEventSubprocess
    ) {
      this.problems.add('misdirected-flow', element, `from '${source.id}' to '${target.id}'`);
    } else {
      const flow = new Flow(element, source, target);
      source.out.push(flow);
      target.in.push(flow);
    }
  }
}

function attach(node, byId) {
  const host = byId.get(node.element.attribute('attachedToRef'));
  if (node.is('boundaryEvent') && host && host.isActivity) {
    node.host = host;
    host.boundaries.push(node);
  }
}

function link(scope) {
  const catching = new Map();
  for (const node of scope.nodes.filter((one) => one.isLink('intermediateCatchEvent'))) {
    if (!catching.has(node.linkName)) {
      catching.set(node.linkName, node);
    }
  }
  for (const node of scope.nodes.filter((one) => one.isLink('intermediateThrowEvent'))) {
    node.linked = catching.get(node.linkName) || null;
    if (node.linked) {
      node.linked.linkedFrom.push(node);
    }
  }
}

/** Whether the engine looks at the conditions of the flows out of the node. */
function asksConditions(node) {
  return !node.is('parallelGateway') && !node.is('eventBasedGateway');
}

module.exports = { FlowGraph, asksConditions };
