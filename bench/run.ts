/**
 * Runs the benchmarks, or those whose name contains an argument: `npm run bench -- help`. One process for each, with
 * the program's own options of V8.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { V8_OPTIONS } from '../packages/holdfast/src/v8-options.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const asked = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts') && (asked.length === 0 || asked.some((word) => name.includes(word))))
  .sort();

if (files.length === 0) {
  process.stderr.write(`no benchmark is called ${asked.join(', ')}\n`);
  process.exitCode = 3;
}
for (const file of files) {
  process.stdout.write(`\n== ${file.replace('.bench.ts', '')}\n`);
  const { status } = spawnSync(process.execPath, [...V8_OPTIONS, '--import', 'tsx', folder + file], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
