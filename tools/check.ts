/**
 * What must hold before a commit, in seconds: `npm run check`. Every step runs, so that one call shows all that is
 * wrong.
 */
import { spawnSync } from 'node:child_process';
import { root } from './generated.ts';

const node = (...args: string[]): string[] => [process.execPath, ...args];
const tool = (...args: string[]): string[] => node('--import', 'tsx', ...args);
const steps: readonly [what: string, command: readonly string[]][] = [
  ['format and lint', [`${root}node_modules/.bin/biome`, 'check', '--error-on-warnings', '.']],
  ['types of the core', node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.core.json')],
  ['types of all', node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')],
  ['generated files', tool('tools/generate.ts', '--check')],
  ['tidy and core tests', tool('tools/test.ts', 'test/tidy', 'test/core.ts')],
];

const failed: string[] = [];
for (const [what, [program = '', ...args]] of steps) {
  const start = performance.now();
  const { status } = spawnSync(program, args, { stdio: 'inherit', cwd: root });
  if (status !== 0) failed.push(what);
  process.stderr.write(`${status === 0 ? '✔' : '✖'} ${what} ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}
if (failed.length > 0) process.stderr.write(`\nnot good: ${failed.join(', ')}. Most style is mended by npm run fix.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
