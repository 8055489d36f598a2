/**
 * Whether `holdfast describe` and `holdfast init` hold a file in memory: their peaks on a CSV file and on one many
 * times as long. Budget: the long one takes at most half as much again. HOLDFAST_BENCH_MB sets the long one's size
 * (200).
 */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { benchFolder } from './scores.ts';
import { costWords, median, watched } from './watched.ts';

const MEGABYTES = [20, Number(process.env['HOLDFAST_BENCH_MB'] ?? 200)];
const LIMIT = 1.5;
const program = fileURLToPath(new URL('../packages/holdfast/bin/holdfast.js', import.meta.url));

/** Ids, times, amounts with quotes, words for missing, and text: what a table of sales looks like. */
function write(path: string, megabytes: number): void {
  const random = makeRandom(3);
  const file = openSync(path, 'w');
  let size = writeSync(file, 'id,sold_at,amount,price,region,note\n');
  for (let id = 0; size < megabytes * 1e6; ) {
    let text = '';
    for (let i = 0; i < 10_000; i++, id++) {
      const at = new Date(Date.UTC(2024, 0) + Math.floor(random() * 3e10)).toISOString().slice(0, 19).replace('T', ' ');
      const price = random() < 0.05 ? 'n/a' : (99 * random()).toFixed(4);
      const amount = `"${Math.floor(1 + 9 * random())},${100 + Math.floor(900 * random())}.50"`;
      text += `${id},${at},${amount},${price},region ${id % 17},${random() < 0.3 ? '"late, again"' : 'ok'}\n`;
    }
    size += writeSync(file, text);
  }
  closeSync(file);
}

mkdirSync(benchFolder, { recursive: true });
await watched([program, '--help']); // Makes the bundle, if need be.
const contract = join(benchFolder, 'sales.yaml');
const commands: Readonly<Record<string, readonly string[]>> = { describe: [], init: ['--out', contract, '--force'] };
const peaks = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
for (const megabytes of MEGABYTES) {
  const path = join(benchFolder, `sales-${megabytes}.csv`);
  write(path, megabytes);
  for (const [name, options] of Object.entries(commands)) {
    const costs = [];
    for (let round = 0; round < 3; round++) costs.push(await watched([program, name, path, ...options, '--quiet']));
    const cost = median(costs);
    peaks.get(name)?.push(cost.peak ?? 0);
    process.stdout.write(`${name}, ${megabytes} MB of CSV: ${costWords(cost)}\n`);
  }
  rmSync(path);
}
rmSync(contract, { force: true });
for (const [name, [short = 1, long = 1]] of peaks) {
  const times = (long / short).toFixed(2);
  process.stdout.write(`${name}, the long one beside the short one: memory ${times} times (budget ${LIMIT})\n`);
  if (long / short > LIMIT) process.exitCode = 1;
}
