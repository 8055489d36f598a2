/**
 * Runs tests and ends with the closing lines of node's test runner: `node --import tsx tools/test.ts [path...]`.
 * Without paths: everything, the longest files first, the core's tests in one process, all quick ones in another
 * (test-files.ts). A path selects the files under it. All are read and bundled once (test-bundle.ts).
 * A skipped test is printed with its reason. In CI (CI=true) a skip fails the run, because there all that tests need is
 * present; a test for another platform says so with a reason that begins with "only on".
 */
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { V8_OPTIONS } from '../packages/holdfast/src/v8-options.ts';
import { bundle } from './bundle.mjs';
import { bundleTests } from './test-bundle.ts';
import { programs } from './test-files.ts';
import { report } from './test-report.ts';

const asked = process.argv.slice(2).map((path) => relative('', path));
const chosen = programs(asked.length > 0 ? asked : undefined);
if (chosen.size === 0) {
  process.stderr.write(`no test file under ${asked.join(', ')}\n`);
  process.exit(1);
}

// Reading a file starts a child; from the bundle that takes a tenth of the time that it takes through tsx.
const [tests] = await Promise.all([bundleTests(chosen), bundle()]);
process.env['HOLDFAST_BUNDLE'] = resolve('packages/holdfast/dist');

// Children take over these options: theirs is plain JavaScript, of which stacks must name the sources.
process.execArgv.splice(0, process.execArgv.length, '--enable-source-maps', ...V8_OPTIONS);

// As many as there are cores: with one more they wait for one another (122 s where it took 130). The longest is the
// fuzzer in CI; a child that hangs must end the run some time.
const stream = run({
  files: [...tests.files],
  concurrency: availableParallelism(),
  timeout: 10 * 60 * 1000,
});
const outcome = await report(stream, {
  write: (text) => process.stdout.write(text),
  failsOnSkip: process.env['CI'] === 'true',
  placeOf: tests.placeOf,
});
tests.remove();
// Set rather than called: what was written above must reach a pipe first.
process.exitCode = outcome.isGood ? 0 : 1;
