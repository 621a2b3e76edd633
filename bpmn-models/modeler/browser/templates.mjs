const BLANK = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="try-a-part-definitions" targetNamespace="https://millrace.io/value-streams">
  <bpmn:process id="try-a-part" name="Try a part" isExecutable="true" camunda:historyTimeToLive="P180D">
    <bpmn:startEvent id="asked" name="Asked" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="try-a-part-diagram">
    <bpmndi:BPMNPlane id="try-a-part-plane" bpmnElement="try-a-part">
      <bpmndi:BPMNShape id="asked_di" bpmnElement="asked">
        <dc:Bounds x="152" y="102" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="152" y="145" width="36" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>`;

/** What a designer has to type, because no default could be right. */
const TYPED = {
  'camunda:topic': 'restart-service',
  reminder: 'Nobody has answered yet',
  decisionPoint: 'loan-limit'
};

/**
 * Applies each template to an element of a blank diagram, as the properties panel would, types what
 * has to be typed, and saves the diagram.
 */
export async function applyTemplates({ templates }, { newModeler }) {
  const results = [];
  for (const template of templates) {
    results.push(await apply(template, templates, newModeler));
  }
  return results;
}

async function apply(template, templates, newModeler) {
  const modeler = newModeler();
  const failures = [];
  try {
    modeler.on('elementTemplates.errors', ({ errors }) => failures.push(...errors.map((e) => e.message)));
    modeler.get('elementTemplatesLoader').setTemplates(templates);
    const { warnings } = await modeler.importXML(BLANK);
    const diagram = new Diagram(modeler);
    const element = diagram.draw(template);
    modeler.get('elementTemplates').applyTemplate(element, template);
    diagram.type(element, template);
    const { xml } = await modeler.saveXML({ format: true });
    return { id: template.id, xml, failures: [...failures, ...warnings.map((w) => w.message)] };
  } finally {
    modeler.destroy();
  }
}

class Diagram {
  constructor(modeler) {
    this.modeling = modeler.get('modeling');
    this.factory = modeler.get('elementFactory');
    this.bpmnFactory = modeler.get('bpmnFactory');
    this.registry = modeler.get('elementRegistry');
    this.root = modeler.get('canvas').getRootElement();
    this.asked = this.registry.get('asked');
  }

  /** A small stream around an element that the template applies to; returns that element. */
  draw(template) {
    const type = template.appliesTo[0];
    if (type === 'bpmn:Process') {
      this.finish(this.step('bpmn:UserTask', 'part', 'Do it'));
      return this.root;
    }
    this.setProperties(this.root, { targetLeadTime: 'P1D', accountable: 'service owner' });
    if (type === 'bpmn:BoundaryEvent') {
      const step = this.step('bpmn:UserTask', 'part', 'Do it');
      this.finish(step);
      return this.remindOf(step);
    }
    if (type === 'bpmn:EndEvent') {
      return this.finish(this.asked);
    }
    if (type === 'bpmn:IntermediateThrowEvent') {
      const event = this.add(type, 'part', 'Reached', { x: 300, y: 120 }, this.asked);
      this.finish(event);
      return event;
    }
    const element = this.add(type, 'part', 'Do it', { x: 330, y: 120 }, this.asked, {
      isExpanded: type === 'bpmn:SubProcess'
    });
    if (type === 'bpmn:SubProcess') {
      this.fill(element);
    }
    this.finish(element);
    return element;
  }

  /** A plain step, with the least metadata that a step needs. */
  step(type, id, name) {
    const step = this.add(type, id, name, { x: 330, y: 120 }, this.asked);
    this.setProperties(step, {
      stepNumber: '1',
      activity: 'engage',
      targetLeadTime: 'PT1H',
      accountable: 'service owner'
    });
    return step;
  }

  finish(after) {
    return this.add('bpmn:EndEvent', 'done', 'Done', { x: after === this.asked ? 300 : 680, y: 120 }, after);
  }

  remindOf(step) {
    const timer = this.factory.createShape({
      type: 'bpmn:BoundaryEvent',
      eventDefinitionType: 'bpmn:TimerEventDefinition'
    });
    this.modeling.createShape(timer, { x: step.x + step.width / 2, y: step.y + step.height }, step, { attach: true });
    this.rename(timer, 'late', 'Late');
    const definition = timer.businessObject.eventDefinitions[0];
    const timeDuration = this.bpmnFactory.create('bpmn:FormalExpression', { body: 'PT4H' });
    timeDuration.$parent = definition;
    this.modeling.updateModdleProperties(timer, definition, { timeDuration, id: 'lateTimer' });
    this.add('bpmn:EndEvent', 'reminded', 'Reminded', { x: 450, y: 260 }, timer);
    return timer;
  }

  fill(subProcess) {
    const at = (dx) => ({ x: subProcess.x + dx, y: subProcess.y + 100 });
    const begun = this.add('bpmn:StartEvent', 'begun', 'Begun', at(50), null, {}, subProcess);
    const action = this.add('bpmn:UserTask', 'action', 'Do one action', at(170), begun, {}, subProcess);
    this.add('bpmn:EndEvent', 'ended', 'Ended', at(300), action, {}, subProcess);
  }

  add(type, id, name, position, after, more = {}, parent = this.root) {
    const shape = this.factory.createShape({ type, ...more });
    this.modeling.createShape(shape, position, parent);
    this.rename(shape, id, name);
    if (after) {
      const flow = this.modeling.connect(after, shape);
      this.modeling.updateProperties(flow, { id: `${after.id}To${id[0].toUpperCase()}${id.slice(1)}` });
    }
    return shape;
  }

  rename(shape, id, name) {
    this.modeling.updateProperties(shape, { id, name });
  }

  /** Types what the template leaves open. */
  type(element, template) {
    for (const { binding, value, type, constraints } of template.properties) {
      const text = TYPED[binding.name];
      if (text === undefined || value !== undefined || type === 'Dropdown' || !constraints?.notEmpty) {
        continue;
      }
      if (binding.type === 'property') {
        this.modeling.updateProperties(element, { [binding.name]: text });
      } else {
        this.setProperties(element, { [binding.name]: text });
      }
    }
  }

  setProperties(element, values) {
    const holder = element.businessObject;
    let extensions = holder.extensionElements;
    if (!extensions) {
      extensions = this.bpmnFactory.create('bpmn:ExtensionElements', { values: [] });
      extensions.$parent = holder;
      this.modeling.updateModdleProperties(element, holder, { extensionElements: extensions });
    }
    let properties = extensions.get('values').find((one) => one.$type === 'camunda:Properties');
    if (!properties) {
      properties = this.bpmnFactory.create('camunda:Properties', { values: [] });
      properties.$parent = extensions;
      this.modeling.updateModdleProperties(element, extensions, { values: [...extensions.get('values'), properties] });
    }
    for (const [name, value] of Object.entries(values)) {
      const present = properties.get('values').find((one) => one.name === name);
      if (present) {
        this.modeling.updateModdleProperties(element, present, { value });
      } else {
        const added = this.bpmnFactory.create('camunda:Property', { name, value });
        added.$parent = properties;
        this.modeling.updateModdleProperties(element, properties, { values: [...properties.get('values'), added] });
      }
    }
  }
}
