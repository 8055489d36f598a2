// All tests of the core but its simulations (*.sim.test.ts) in one process, from one file: a process for each would
// take fifty times as long, and reading them one by one as long as the tests.
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { V8_OPTIONS } from '../packages/holdfast/src/v8-options.ts';
import { bundleTests } from '../tools/test-bundle.ts';
import { coreFiles } from '../tools/test-files.ts';

for (const option of V8_OPTIONS) setFlagsFromString(option);
const { files, remove } = await bundleTests(new Map([['core', coreFiles()]]));
process.once('exit', remove);
for (const file of files) await import(pathToFileURL(file).href);
