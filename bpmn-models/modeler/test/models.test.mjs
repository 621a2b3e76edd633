import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { inChromium } from '../lib/chromium.mjs';
import { differences } from '../lib/meaning.mjs';
import { PAGE, PICTURES, REPORT, shippedModels } from '../lib/paths.mjs';
import { digest, digestOf, gallery, keep } from '../lib/pictures.mjs';
import { UPDATE } from '../lib/update.mjs';

const models = shippedModels().map((model) => ({ ...model, xml: readFileSync(model.file, 'utf8') }));
const picture = (key, type = 'svg') => join(PICTURES, `${key}.${type}`);
let opened;

before(async () => {
  const job = {
    name: 'openModels',
    pictures: true,
    models: models.map(({ key, xml }) => ({ name: key, xml }))
  };
  const answers = await inChromium(PAGE, job);
  opened = new Map(answers.map((answer) => [answer.name, answer]));
  writeReport();
});

test('should find the shipped models', () => {
  assert.ok(models.some(({ key }) => key === 'restore-live-service'));
});

for (const { key, path, xml } of models) {
  test(`should open ${path} without a warning`, () => {
    assert.deepEqual(opened.get(key).warnings, []);
  });

  test(`should save ${path} with its meaning unchanged`, () => {
    assert.deepEqual(differences(xml, opened.get(key).xml), []);
  });

  test(`should draw ${path} in full, under the mark of bpmn.io`, () => {
    const { svg, watermark } = opened.get(key);
    const drawn = new Set([...svg.matchAll(/data-element-id="([^"]+)"/g)].map((match) => match[1]));
    const nodesAndFlows = [...xml.matchAll(/bpmnElement="([^"]+)"/g)].map((match) => match[1]);
    assert.deepEqual(nodesAndFlows.filter((id) => !drawn.has(id) && !xml.includes(`<bpmn:process id="${id}"`)), []);
    assert.equal(watermark, true);
  });

  test(`should draw ${path} so that it can be read`, () => {
    assert.deepEqual(opened.get(key).faults, []);
    assert.deepEqual(opened.get(key).crossings, []);
  });

  test(`should keep a picture of ${path} as it is now`, () => {
    if (UPDATE) {
      mkdirSync(PICTURES, { recursive: true });
      writeFileSync(picture(key), keep(opened.get(key).svg, xml));
      writeFileSync(picture(key, 'png'), Buffer.from(opened.get(key).png, 'base64'));
    }
    assert.ok(existsSync(picture(key)), `there is no ${picture(key)}; draw it with -Dmillrace.update-docs=true`);
    assert.equal(
      digestOf(readFileSync(picture(key), 'utf8')),
      digest(xml),
      'the model has changed since; draw the picture again with -Dmillrace.update-docs=true'
    );
  });
}

test('should list the pictures', () => {
  const index = join(PICTURES, 'README.md');
  if (UPDATE) {
    writeFileSync(index, gallery(models));
  }
  assert.equal(readFileSync(index, 'utf8'), gallery(models));
});

/** For people: what was opened, and large pictures to look at. */
function writeReport() {
  mkdirSync(REPORT, { recursive: true });
  const lines = ['| model | warnings | differences after saving | faults of the drawing |', '|---|---|---|---|'];
  for (const { key, path, xml } of models) {
    const { warnings, xml: saved, svg, png, faults, crossings } = opened.get(key);
    const changes = differences(xml, saved);
    lines.push(`| ${path} | ${warnings.length} | ${changes.length} | ${faults.length + crossings.length} |`);
    lines.push(...[...warnings, ...changes, ...faults, ...crossings].map((text) => `| | ${text} | | |`));
    writeFileSync(join(REPORT, `${key}.svg`), svg);
    writeFileSync(join(REPORT, `${key}.png`), Buffer.from(png, 'base64'));
  }
  writeFileSync(join(REPORT, 'models.md'), lines.join('\n') + '\n');
}
