/**
 * What must hold before a commit, in seconds: `npm run check`. Every step runs, so that one call shows all that is
 * wrong: two at a time, the longest first, what each says together when it has ended.
 */
import { spawn } from 'node:child_process';
import { root } from './generated.ts';

const node = (...args: string[]): string[] => [process.execPath, ...args];
const tool = (...args: string[]): string[] => node('--import', 'tsx', ...args);
const steps: [what: string, command: readonly string[]][] = [
  ['tidy and core tests', tool('tools/test.ts', 'test/tidy', 'test/core.ts')],
  ['format and lint', [`${root}node_modules/.bin/biome`, 'check', '--error-on-warnings', '.']],
  ['types of the core', node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.core.json')],
  ['types of all', node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')],
  ['generated files', tool('tools/generate.ts', '--check')],
];

const failed: string[] = [];

/** Runs steps until none is left. */
async function lane(): Promise<void> {
  for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
    const [what, [program = '', ...args]] = step;
    const start = performance.now();
    const status = await ran(program, args);
    if (status !== 0) failed.push(what);
    process.stderr.write(`${status === 0 ? '✔' : '✖'} ${what} ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  }
}

/** The exit code of a program, whose words are written when it has ended; null when it was killed. */
function ran(program: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: root });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (status) => {
      process.stderr.write(Buffer.concat(said));
      done(status);
    });
  });
}

await Promise.all([lane(), lane()]);
if (failed.length > 0) process.stderr.write(`\nnot good: ${failed.join(', ')}. Most style is mended by npm run fix.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
