import validator from '@bpmn-io/element-templates-validator';
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { inChromium } from '../lib/chromium.mjs';
import { CHECKS, PAGE, TEMPLATES, TEMPLATE_MODELS } from '../lib/paths.mjs';
import { UPDATE } from '../lib/update.mjs';
import { templates, templatesJson } from '../templates/templates.mjs';

const { vocabulary } = JSON.parse(readFileSync(CHECKS, 'utf8'));
const fileName = (id) => `${id.slice('io.millrace.'.length)}.bpmn`;
let applied;

before(async () => {
  applied = await inChromium(PAGE, { name: 'applyTemplates', templates });
});

test('should keep the file as its source says', () => {
  if (UPDATE) {
    writeFileSync(TEMPLATES, templatesJson());
  }
  assert.equal(readFileSync(TEMPLATES, 'utf8'), templatesJson(), 'write it with: npm run templates');
});

test('should be valid element templates', () => {
  const { valid, results } = validator.validateAll(templates);
  assert.deepEqual(
    results.flatMap(({ errors }) => errors ?? []),
    []
  );
  assert.equal(valid, true);
});

test('should have ids and names of their own', () => {
  for (const of of ['id', 'name']) {
    const all = templates.map((template) => template[of]);
    assert.equal(new Set(all).size, all.length);
  }
});

test('should describe every field, and put it into a group of its template', () => {
  for (const { id, groups, properties } of templates) {
    const known = groups.map((group) => group.id);
    for (const { type, label, description, group, binding } of properties) {
      if (type !== 'Hidden') {
        assert.ok(label && description && known.includes(group), `${id}: ${binding.name}`);
      }
    }
    const shown = new Set(properties.map(({ group }) => group));
    assert.deepEqual(known.filter((group) => !shown.has(group)), [], `${id}: groups without fields`);
  }
});

test('should offer every property that Millrace reads', () => {
  const offered = new Set(templates.flatMap(({ properties }) => properties.map(({ binding }) => binding.name)));
  const read = new Set(Object.values(vocabulary.properties).flat());
  assert.deepEqual([...read].filter((name) => !offered.has(name)), []);
});

test('should start with values that its own constraints accept', () => {
  for (const { id, properties } of templates) {
    for (const { value, choices, constraints, binding } of properties) {
      const pattern = constraints?.pattern?.value;
      if (pattern && value) {
        assert.match(value, new RegExp(pattern), `${id}: ${binding.name}`);
      }
      if (choices) {
        assert.ok(choices.some((choice) => choice.value === value), `${id}: ${binding.name}`);
      }
    }
  }
});

test('should accept practices as streams write them', () => {
  const { constraints } = templates
    .flatMap(({ properties }) => properties)
    .find(({ binding }) => binding.name === 'practices');
  const pattern = new RegExp(constraints.pattern.value);
  for (const good of ['', 'IM', 'IM: register; KM: find workarounds', 'IM : a;KM', 'SCM:b; IM: c;']) {
    assert.match(good, pattern);
  }
  for (const bad of ['XX', 'register the incident', 'IM: a; b', 'IMM: a']) {
    assert.doesNotMatch(bad, pattern);
  }
});

test('should apply to a blank diagram, which is kept for the checks in Java', () => {
  assert.deepEqual(
    applied.flatMap(({ id, failures }) => failures.map((failure) => `${id}: ${failure}`)),
    []
  );
  const models = new Map(applied.map(({ id, xml }) => [fileName(id), steady(xml)]));
  if (UPDATE) {
    mkdirSync(TEMPLATE_MODELS, { recursive: true });
    models.forEach((xml, name) => writeFileSync(join(TEMPLATE_MODELS, name), xml));
  }
  assert.deepEqual(readdirSync(TEMPLATE_MODELS).sort(), [...models.keys()].sort());
  for (const [name, xml] of models) {
    assert.equal(xml, readFileSync(join(TEMPLATE_MODELS, name), 'utf8'), `${name} has changed`);
  }
});

/** The editor gives shapes names by lot. */
function steady(xml) {
  return xml.replace(/id="\w+_di" bpmnElement="([^"]+)"/g, 'id="$1_di" bpmnElement="$1"');
}
