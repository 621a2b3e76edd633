import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from '../lib/meaning.mjs';

const MODEL = '<a:m xmlns:a="urn:m" xmlns:d="http://www.omg.org/spec/DD/20100524/DC"><a:t id="x" name="it\'s">go &amp; on<d:Bounds x="1"/></a:t><a:u id="y"/></a:m>';

test('should see no difference in prefixes, spelling, order of attributes and indentation', () => {
  const same =
    '<?xml version="1.0"?>\n<!-- saved again -->\n<m xmlns="urn:m" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">\n' +
    '  <t name="it&#39;s" id="x">go &#38; on<dc:Bounds x="1.0" /></t>\n  <u id="y" />\n</m>';
  assert.deepEqual(differences(MODEL, same), []);
});

for (const [change, from, to, expected] of [
  ['another attribute', 'name="it\'s"', 'name="its"', "/m/t[x]: the attribute name was 'it's' and became 'its'."],
  ['a lost attribute', ' name="it\'s"', '', "/m/t[x]: the attribute name was 'it's' and became absent."],
  ['a new attribute', 'id="x"', 'id="x" z="1"', "/m/t[x]: the attribute z was absent and became '1'."],
  ['another text', 'go &amp;', 'go', "/m/t[x]: the text 'go & on' became 'go on'."],
  ['another place', 'x="1"', 'x="2"', "/m/t[x]/Bounds: the attribute x was '1' and became '2'."],
  ['a lost element', '<a:u id="y"/>', '', '/m: 2 elements became 1; gone: u[y]; new: none.'],
  ['another element', '<a:u id="y"/>', '<a:v id="y"/>', '/m/u[y]: became v[y].'],
  ['another namespace', 'xmlns:a="urn:m"', 'xmlns:a="urn:n"', '/m: became m.']
]) {
  test(`should see ${change}`, () => {
    assert.deepEqual(differences(MODEL, MODEL.replace(from, to)), [expected]);
  });
}

test('should see no difference in the order of shapes on a plane, but one in a shape', () => {
  const plane = (...shapes) =>
    `<p:BPMNPlane xmlns:p="http://www.omg.org/spec/BPMN/20100524/DI">${shapes.join('')}</p:BPMNPlane>`;
  const [task, timer, other] = ['a', 'b', 'c'].map((of) => `<p:BPMNShape id="${of}_di" bpmnElement="${of}"/>`);
  assert.deepEqual(differences(plane(task, timer), plane(timer, task)), []);
  assert.deepEqual(differences(plane(task, timer), plane(other, task)), [
    '/BPMNPlane/BPMNShape[b_di]: became BPMNShape[c_di].'
  ]);
});

test('should see another order of elements elsewhere', () => {
  assert.deepEqual(differences('<m><a id="x"/><a id="y"/></m>', '<m><a id="y"/><a id="x"/></m>'), [
    '/m/a[x]: became a[y].',
    '/m/a[y]: became a[x].'
  ]);
});
