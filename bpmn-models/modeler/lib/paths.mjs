import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODELER = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** The Maven module around. */
export const MODULE = resolve(MODELER, '..');

/** The root of the repository. */
export const ROOT = resolve(MODULE, '..');

export const PAGE = join(MODELER, 'build/page.js');
/** Built: a folder to copy into the plugins of Camunda Modeler. */
export const MODELER_PLUGIN = join(MODULE, 'target/modeler/camunda-modeler-plugin-millrace');
export const PLUGIN = join(MODELER, 'bpmnlint-plugin-millrace');
export const TEMPLATES = join(MODULE, 'src/main/resources/element-templates/millrace.json');
export const TEMPLATE_MODELS = join(MODULE, 'src/test/resources/element-templates');
export const CHECKS = join(MODULE, 'src/main/resources/io/millrace/bpmn/checks.json');
/** What the checks in Java found in the same models, written by its tests. */
export const FINDINGS = join(MODULE, 'target/modeler/findings.json');
export const PICTURES = join(ROOT, 'docs/streams');
export const REPORT = join(MODULE, 'target/modeler');

/** The models that ship: the built-in value streams and those of the examples. */
export function shippedModels() {
  const folders = [join(MODULE, 'src/main/resources/value-streams'), join(ROOT, 'examples')];
  return folders
    .flatMap((folder) => bpmnFiles(folder))
    .map((file) => ({ key: basename(file, '.bpmn'), file, path: relative(ROOT, file) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function bpmnFiles(folder) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter((name) => name !== 'target' && name !== 'node_modules' && name !== 'test')
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? bpmnFiles(path) : path.endsWith('.bpmn') ? [path] : []));
}
