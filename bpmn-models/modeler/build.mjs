import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The page that opens models and applies templates in Chromium. */
await build({
  entryPoints: [here('browser/page.mjs')],
  outfile: here('build/page.js'),
  bundle: true,
  format: 'iife',
  logLevel: 'warning'
});
