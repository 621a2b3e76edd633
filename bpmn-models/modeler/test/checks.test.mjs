import { BpmnModdle } from 'bpmn-moddle';
import Linter from 'bpmnlint/lib/linter.js';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { CHECKS, FINDINGS, MODELER_PLUGIN, MODULE, PLUGIN } from '../lib/paths.mjs';
import { UPDATE } from '../lib/update.mjs';

const require = createRequire(import.meta.url);
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');
const { checks } = JSON.parse(readFileSync(CHECKS, 'utf8'));
const ofModels = checks.filter(({ scope }) => scope !== 'file');
const EMPTY_FIELDS = 'src/test/resources/element-templates/human-step.bpmn';
const COPY = join(PLUGIN, 'checks.json');
const SEVERITIES = { error: 'error', warn: 'warning', info: 'info' };

/** The installation that the tests in Java know: no handler, one decision point and one stream. */
const SMALL = {
  'millrace/unknown-handler': ['error', { handlers: [] }],
  'millrace/unknown-decision-point': ['error', { decisionPoints: ['priority'] }],
  'millrace/unknown-stream': ['error', { streams: ['resolve-issue'] }]
};

let project;

before(() => {
  if (UPDATE) {
    cpSync(CHECKS, COPY);
  }
  project = mkdtempSync(join(tmpdir(), 'millrace-lint-'));
  mkdirSync(join(project, 'node_modules'));
  cpSync(PLUGIN, join(project, 'node_modules', basename(PLUGIN)), { recursive: true });
});

after(() => rmSync(project, { recursive: true, force: true }));

/** A linter of a project that has the plugin among its modules, and nothing else. */
function newLinter(rules = {}) {
  const resolver = new NodeResolver({ require: createRequire(join(project, 'package.json')) });
  return new Linter({ resolver, config: { extends: 'plugin:millrace/recommended', rules } });
}

async function lint(file, rules) {
  const moddle = new BpmnModdle({ camunda });
  const { rootElement } = await moddle.fromXML(readFileSync(file, 'utf8'));
  const results = await newLinter(rules).lint(rootElement);
  return Object.entries(results).flatMap(([rule, reports]) =>
    reports.map(({ id, category, message }) => ({
      check: rule.slice('millrace/'.length),
      element: id === rootElement.id ? null : id,
      severity: SEVERITIES[category] ?? `${category}: ${message}`
    }))
  );
}

test('should carry the list of checks as it is', () => {
  assert.equal(
    readFileSync(COPY, 'utf8'),
    readFileSync(CHECKS, 'utf8'),
    'copy checks.json into the plugin, or run the tests with -Dmillrace.update-docs=true'
  );
});

test('should have a rule for each check of models and installations', () => {
  const rules = readdirSync(join(PLUGIN, 'rules')).map((file) => basename(file, '.js'));
  assert.deepEqual(rules.sort(), ofModels.map(({ id }) => id).sort());
});

test('should recommend each check with its severity, and refuse the errors alone if asked to', () => {
  const { configs } = require(PLUGIN);
  const severities = { error: 'error', warning: 'warn', info: 'info' };
  assert.deepEqual(
    configs.recommended.rules,
    Object.fromEntries(ofModels.map(({ id, severity }) => [id, severities[severity]]))
  );
  assert.deepEqual(
    configs.errors.rules,
    Object.fromEntries(ofModels.map(({ id, severity }) => [id, severity === 'error' ? 'error' : 'off']))
  );
});

test('should say what is wrong and what to do about it', async () => {
  const moddle = new BpmnModdle({ camunda });
  const { rootElement } = await moddle.fromXML(
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">' +
      '<bpmn:process id="p" isExecutable="true"/></bpmn:definitions>'
  );
  const results = await newLinter().lint(rootElement);
  assert.deepEqual(
    results['millrace/missing-start'].map(({ id, message }) => [id, message]),
    [['p', 'The process has no start event. Maybe add a start event.']]
  );
});

test('should see a change of the model at the next look', async () => {
  const moddle = new BpmnModdle({ camunda });
  const { rootElement } = await moddle.fromXML(
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">' +
      '<bpmn:process id="p" isExecutable="true"/></bpmn:definitions>'
  );
  const linter = newLinter();
  assert.ok('millrace/missing-start' in (await linter.lint(rootElement)));
  rootElement.rootElements[0].get('flowElements').push(moddle.create('bpmn:StartEvent', { id: 's' }));
  assert.ok(!('millrace/missing-start' in (await linter.lint(rootElement))));
});

test('should go on where somebody else has extended the model', async () => {
  const moddle = new BpmnModdle({ camunda });
  const { rootElement } = await moddle.fromXML(
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:x" id="d" targetNamespace="t">' +
      '<bpmn:process id="p" isExecutable="true"><bpmn:extensionElements><x:a b="c"><x:d>e</x:d></x:a>' +
      '</bpmn:extensionElements></bpmn:process></bpmn:definitions>'
  );
  const results = await newLinter().lint(rootElement);
  assert.deepEqual(Object.keys(results).sort(), [
    'millrace/missing-accountable',
    'millrace/missing-start',
    'millrace/missing-target-lead-time'
  ]);
});

test('should do the same as a plugin of Camunda Modeler', async () => {
  const { name, script } = require(join(MODELER_PLUGIN, 'index.js'));
  const window = {};
  runInNewContext(readFileSync(join(MODELER_PLUGIN, script), 'utf8'), { window, queueMicrotask });
  assert.match(name, /Millrace/);
  assert.deepEqual([...window.plugins].map(({ type }) => type), ['lintRules.bpmn']);
  const { config, resolver } = window.plugins[0].plugin;
  const moddle = new BpmnModdle({ camunda });
  const { rootElement } = await moddle.fromXML(readFileSync(join(MODULE, EMPTY_FIELDS), 'utf8'));
  const inModeler = await new Linter({ config, resolver }).lint(rootElement);
  assert.deepEqual(
    JSON.parse(JSON.stringify(inModeler)),
    JSON.parse(JSON.stringify(await newLinter().lint(rootElement)))
  );
  assert.ok('millrace/missing-inputs' in inModeler);
});

test('should be preceded by the tests in Java', () => {
  assert.ok(existsSync(FINDINGS), 'run mvn -Pmodeler -pl bpmn-models verify, which writes what Java finds');
});

if (existsSync(FINDINGS)) {
  for (const [path, findings] of Object.entries(JSON.parse(readFileSync(FINDINGS, 'utf8')))) {
    for (const [circumstances, rules] of [
      ['alone', {}],
      ['installed', SMALL]
    ]) {
      test(`should find in ${path} (${circumstances}) what Java finds`, async () => {
        assert.equal(
          createHash('sha256').update(readFileSync(join(MODULE, path))).digest('hex'),
          findings.digest,
          'the model has changed since the tests in Java ran'
        );
        if (findings[circumstances].some(({ check }) => check === 'unreadable-file')) {
          return; // an editor cannot open it either
        }
        const inJava = findings[circumstances].filter(({ check }) => ofModels.some(({ id }) => id === check));
        const found = await lint(join(MODULE, path), rules);
        assert.deepEqual(found.sort(order), inJava.sort(order));
      });
    }
  }
}

function order(a, b) {
  const [first, second] = [a, b].map(({ check, element }) => `${check} ${element}`);
  return first < second ? -1 : first > second ? 1 : 0;
}
