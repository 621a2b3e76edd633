import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TEMPLATES } from '../lib/paths.mjs';
import { templatesJson } from './templates.mjs';

mkdirSync(dirname(TEMPLATES), { recursive: true });
writeFileSync(TEMPLATES, templatesJson());
