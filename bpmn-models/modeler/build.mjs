import { build } from 'esbuild';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODELER_PLUGIN, PAGE } from './lib/paths.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const browserScript = { bundle: true, format: 'iife', charset: 'utf8', logLevel: 'warning' };

/** The page that opens models and applies templates in Chromium. */
await build({ ...browserScript, entryPoints: [here('browser/page.mjs')], outfile: PAGE });

/** The folder that Camunda Modeler takes as a plugin. */
await build({
  ...browserScript,
  entryPoints: [here('modeler-plugin/client.js')],
  outfile: join(MODELER_PLUGIN, 'client.js')
});
copyFileSync(here('modeler-plugin/index.js'), join(MODELER_PLUGIN, 'index.js'));
