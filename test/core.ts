// All tests of the core but its simulations (*.sim.test.ts) in one process, from one file: a process for each would
// take fifty times as long, and reading them one by one as long as the tests.
import { pathToFileURL } from 'node:url';
import { bundleTests } from '../tools/test-bundle.ts';
import { coreFiles } from '../tools/test-files.ts';

const { files, remove } = await bundleTests(new Map([['core', coreFiles()]]));
process.once('exit', remove);
for (const file of files) await import(pathToFileURL(file).href);
