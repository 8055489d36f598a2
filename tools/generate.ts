/**
 * Runs every generator, in the order in which they need one another: `npm run generate`. With `--check` nothing is
 * written and the exit code is 1 when a file is stale.
 */
import { spawnSync } from 'node:child_process';
import { root } from './generated.ts';

const generators = ['import-rules.ts', 'catalogue-index.ts', 'contract-schema.ts', 'reference.ts'];

for (const generator of generators) {
  const args = ['--import', 'tsx', `${root}tools/${generator}`, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root });
  if (status !== 0) process.exitCode = 1;
}
