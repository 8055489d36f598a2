/**
 * Runs tests and ends with the closing lines of node's test runner: `node --import tsx tools/test.ts [path...]`.
 * Without paths: everything, the longest files first (test-files.ts), the core's tests in one process (test/core.ts),
 * all quick ones in another (test/quick.ts). A path selects the files under it.
 * A skipped test is printed with its reason. In CI (CI=true) a skip fails the run, because there all that tests need is
 * present; a test for another platform says so with a reason that begins with "only on".
 */
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { bundle } from './bundle.mjs';
import { LONGEST, testsIn } from './test-files.ts';
import { report } from './test-report.ts';

const asked = process.argv.slice(2).map((path) => relative('', path));
const files = asked.length > 0 ? asked.flatMap(testsIn) : LONGEST;
if (files.length === 0) {
  process.stderr.write(`no test file under ${asked.join(', ')}\n`);
  process.exit(1);
}

// Reading a file starts a child; from the bundle that takes a tenth of the time that it takes through tsx.
await bundle();
process.env['HOLDFAST_DUCKDB_CHILD'] = resolve('packages/holdfast/dist/duckdb-child.js');

// The longest file is the fuzzer in CI; a child that hangs must end the run some time.
const stream = run({
  files: files.map((file) => resolve(file)),
  concurrency: Math.max(2, availableParallelism()),
  timeout: 10 * 60 * 1000,
});
const outcome = await report(stream, {
  write: (text) => process.stdout.write(text),
  failsOnSkip: process.env['CI'] === 'true',
});
// Set rather than called: what was written above must reach a pipe first.
process.exitCode = outcome.isGood ? 0 : 1;
