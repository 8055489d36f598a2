// How long `holdfast --help` takes, beside bare Node in the same run. The budget is 150 ms where bare Node takes 57.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../packages/holdfast/bin/holdfast.js', import.meta.url));

function milliseconds(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

milliseconds([program, '--help']); // Makes the bundle, if need be.
const bare: number[] = [];
const help: number[] = [];
for (let run = 0; run < 15; run++) {
  bare.push(milliseconds(['-e', '0']));
  help.push(milliseconds([program, '--help']));
}
const ratio = median(help) / median(bare);
const figures = `${median(help).toFixed(0)} ms, bare Node ${median(bare).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`;
process.stdout.write(`--help ${figures} (budget ${(150 / 57).toFixed(2)})\n`);
if (ratio > 150 / 57) process.exitCode = 1;
