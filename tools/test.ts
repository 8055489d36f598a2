/**
 * Runs tests and ends with the closing lines of node's test runner: `node --import tsx tools/test.ts [path...]`.
 * Without paths: everything, the core's tests in one process (test/core.ts). A path selects the files under it.
 * A skipped test is printed with its reason. In CI (CI=true) a skip fails the run, because there all that tests need is
 * present; a test for another platform says so with a reason that begins with "only on".
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { bundle } from './bundle.mjs';
import { report } from './test-report.ts';

const folders = ['packages/holdfast/src', 'packages/web/src', 'test', 'tools', 'bench', 'sim'];
const core = 'test/core.ts';

/** Test files below a folder or the file itself, in the order of their names. */
function testsIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
    .map((name) => `${path}/${name}`)
    .sort();
}

const asked = process.argv.slice(2).map((path) => relative('', path));
const files = asked.length > 0 ? asked.flatMap(testsIn) : [core, ...folders.flatMap(testsIn)];
if (files.length === 0) {
  process.stderr.write(`no test file under ${asked.join(', ')}\n`);
  process.exit(1);
}

// Reading a file starts a child; from the bundle that takes a tenth of the time that it takes through tsx.
await bundle();
process.env['HOLDFAST_DUCKDB_CHILD'] = resolve('packages/holdfast/dist/duckdb-child.js');

// The longest file is the fuzzer in CI; a child that hangs must end the run some time.
const stream = run({ files: files.map((file) => resolve(file)), concurrency: 2, timeout: 10 * 60 * 1000 });
const outcome = await report(stream, {
  write: (text) => process.stdout.write(text),
  failsOnSkip: process.env['CI'] === 'true',
});
// Set rather than called: what was written above must reach a pipe first.
process.exitCode = outcome.isGood ? 0 : 1;
