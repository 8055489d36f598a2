// One process in which the program is run many times, one call after another, each as if it were alone: its own words,
// folder and output. Plain JavaScript, because what it runs is the bundle, without a loader. Started by holdfast.ts.
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [program, folderOfProgram] = process.argv.slice(2);
const written = { stdout: '', stderr: '' };
for (const name of ['stdout', 'stderr']) {
  process[name].write = (text, ...rest) => {
    written[name] += text;
    const done = rest.find((one) => typeof one === 'function');
    if (done) queueMicrotask(() => done());
    return true;
  };
}

const EVENTS = ['SIGINT', 'SIGTERM', 'exit'];
let calls = 0;

/** The first call goes by way of the file that people start; the others evaluate the entry of the bundle anew. */
function call() {
  const first = calls++ === 0;
  return import(first ? pathToFileURL(program).href : `${pathToFileURL(folderOfProgram)}/main.js?call=${calls}`);
}

process.on('message', async ({ words, folder, scratch }) => {
  Object.assign(written, { stdout: '', stderr: '' });
  process.chdir(folder);
  process.env.TMPDIR = scratch;
  process.argv = [process.execPath, program, ...words];
  process.exitCode = undefined;
  const before = EVENTS.map((event) => [event, process.listeners(event)]);
  await call();
  for (const [event, listeners] of before) {
    for (const one of process.listeners(event)) if (!listeners.includes(one)) process.off(event, one);
  }
  process.stdout.removeAllListeners('error');
  process.send({ code: process.exitCode ?? 0, ...written });
});
process.on('disconnect', () => process.exit(0));
