import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inChromium } from '../lib/chromium.mjs';
import { PAGE } from '../lib/paths.mjs';

/** Two tasks, an event and a gateway, with room for everything. */
const PLAIN = {
  first: [100, 100, 160, 80],
  second: [400, 100, 160, 80],
  begun: [20, 122, 36, 36],
  choice: [640, 115, 50, 50],
  choiceLabel: [640, 180, 50, 14],
  flow: [[260, 140], [400, 140]],
  other: [[56, 140], [100, 140]]
};

function model(changes = {}, name = 'Do it') {
  const at = { ...PLAIN, ...changes };
  const shape = (id, label = '') =>
    `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}">${bounds(at[id])}${label}</bpmndi:BPMNShape>`;
  const edge = (id) =>
    `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${at[id].map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`).join('')}</bpmndi:BPMNEdge>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="t">
  <bpmn:process id="p">
    <bpmn:startEvent id="begun"/><bpmn:userTask id="first" name="${name}"/><bpmn:userTask id="second" name="Check it"/>
    <bpmn:exclusiveGateway id="choice" name="Well?"/>
    <bpmn:sequenceFlow id="flow" sourceRef="first" targetRef="second"/>
    <bpmn:sequenceFlow id="other" sourceRef="begun" targetRef="first"/>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="p">
    ${shape('begun')}${shape('first')}${shape('second')}
    ${shape('choice', `<bpmndi:BPMNLabel>${bounds(at.choiceLabel)}</bpmndi:BPMNLabel>`)}
    ${edge('flow')}${edge('other')}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}

function bounds([x, y, width, height]) {
  return `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/>`;
}

const CASES = [
  ['nothing', model(), []],
  [
    'a text on an icon',
    model({}, 'A name that is so long that it takes every one of the four lines'),
    ["The text 'A name that is so long that it takes every one of the four lines' lies on an icon of first."]
  ],
  [
    'a text that does not fit',
    model({ first: [100, 126, 160, 28] }, 'A longer name that needs more than two lines of the small task that it is in'),
    [/^The text 'A longer name .*' does not fit into first\.$/, /lies on an icon of first/]
  ],
  ['a label on a shape', model({ choiceLabel: [455, 133, 50, 14] }), [/^The text 'Well\?' lies on second\.$/, /lie on one another/]],
  [
    'a label on a line',
    model({ choiceLabel: [300, 133, 50, 14] }),
    ["The text 'Well?' of choice_label lies on the line flow."]
  ],
  [
    'a line through a shape',
    model({ flow: [[180, 180], [180, 220], [610, 220], [610, 140], [720, 140], [720, 60], [480, 60], [480, 100]] }),
    ['The line flow runs through choice.']
  ],
  [
    'lines that cross',
    model({ other: [[38, 122], [38, 60], [330, 60], [330, 200], [180, 200], [180, 180]] }),
    ['flow crosses other']
  ]
];

let opened;

before(async () => {
  const models = CASES.map(([name, xml]) => ({ name, xml }));
  opened = await inChromium(PAGE, { name: 'openModels', pictures: false, models });
});

CASES.forEach(([name, , expected], index) => {
  test(`should see ${name}`, () => {
    const found = [...opened[index].faults, ...opened[index].crossings];
    assert.equal(found.length, expected.length, found.join('\n'));
    expected.forEach((text, at) => (text instanceof RegExp ? assert.match(found[at], text) : assert.equal(found[at], text)));
  });
});
