#!/usr/bin/env node
// Starts the program. In a checkout the bundle is made anew when a source is younger than it; in the installed package
// there is no src, and the bundle is simply there.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const sources = ['../src', '../../core/src', '../../../tools/bundle.mjs', '../../../package-lock.json'];

/** Whether a file or folder below is younger than `time`. Folders count too: a removed file changes only its folder. */
function isYounger(path, time) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.mtimeMs > time) return true;
  return (
    found.isDirectory() &&
    readdirSync(path).some((name) => !name.endsWith('.test.ts') && isYounger(`${path}/${name}`, time))
  );
}

if (existsSync(at('../src'))) {
  const built = statSync(at('../dist/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (sources.some((path) => isYounger(at(path), built))) {
    const { bundle } = await import('../../../tools/bundle.mjs');
    await bundle();
  }
}
await import('../dist/main.js');
