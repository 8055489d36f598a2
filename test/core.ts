// All tests of the core in one process: a process for each file would take fifty times as long.
import { readdirSync } from 'node:fs';

const core = new URL('../packages/core/src/', import.meta.url);
const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
if (files.length === 0) throw new Error('no test file was found in packages/core/src');
for (const file of files.sort()) await import(new URL(file, core).href);
