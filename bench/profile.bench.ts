/**
 * Profiles: how fast numbers find their bins, what a profile of rows in memory costs, what a window and a drift
 * measurement cost, and both sides of a table of 1,000,000 rows and 50 columns from Parquet (budget: 3 s, 600 MB).
 * HOLDFAST_BENCH_ROWS sets the rows.
 */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isGap } from '@holdfast/core/catalogue/define.ts';
import { WINDOW_ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { measureWindow } from '@holdfast/core/measure/window.ts';
import type { NumberBins } from '@holdfast/core/profile/bins.ts';
import { edgeSearch, tallyEdges } from '@holdfast/core/profile/edge-search.ts';
import { encodeProfile, frozenOf } from '@holdfast/core/profile/encode.ts';
import { freezeNumbers } from '@holdfast/core/profile/freeze-numbers.ts';
import { addRows, emptyWindow, profileReference } from '@holdfast/core/profile/profile.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import type { Table } from '@holdfast/core/table/table.ts';
import { driftTables } from './drift-tables.ts';
import { benchFolder } from './scores.ts';
import { costWords, median, watched } from './watched.ts';

const ROWS = Number(process.env['HOLDFAST_BENCH_ROWS'] ?? 1_000_000);
const VALUES = 4_000_000;
const ROUNDS = 15;
const LIMIT = { millions: 60, seconds: 3, megabytes: 600 };

const say = (name: string, what: string): void => void process.stdout.write(`${name.padEnd(44)} ${what}\n`);
/** The best of some rounds, in milliseconds of the processor: what else runs on the machine does not count. */
function best(run: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

const random = makeRandom(3);
const values = Float64Array.from({ length: VALUES }, () => -Math.log(1 - random()));
let kept = 0;
const bare = best(() => {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!; // ! i < length
  kept += total;
});
say('bare loop: the sum of the values', `${(VALUES / bare / 1000).toFixed(0)} M values/s`);

let isSlow = false;
const atoms = values.map((value, i) => (i % 3 === 0 ? Math.floor(8 * value) / 8 : value));
for (const [name, sample] of [
  ['33 edges', values],
  ['90 edges', atoms],
] as const) {
  const bins: NumberBins =
    name === '33 edges'
      ? freezeNumbers(sample.subarray(0, 100_000))
      : { kind: 'number', edges: Float64Array.from({ length: 90 }, (_, k) => k / 20) };
  const search = edgeSearch(bins);
  const time = best(() => tallyEdges(search, sample, sample.length, new Uint32Array(128)));
  const millions = VALUES / time / 1000;
  isSlow ||= millions < LIMIT.millions;
  say(
    `binning, ${name}`,
    `${millions.toFixed(0)} M values/s, ${(time / bare).toFixed(1)} bare loops (budget ${LIMIT.millions} M)`,
  );
}

const table: Table = {
  n: VALUES,
  columns: [{ name: 'x', kind: 'number', type: 'number', values, missing: null }],
};
const reference = profileReference(table);
const window = best(() => addRows(emptyWindow(reference), table));
say('a window in memory: bins and moments', `${(VALUES / window / 1000).toFixed(0)} M values/s`);
const frozen = best(() => profileReference(table));
say('a reference in memory', `${(VALUES / frozen / 1000).toFixed(0)} M values/s`);
const frozenPart = frozenOf(reference);
const small = addRows(
  emptyWindow(reference),
  table,
  Int32Array.from({ length: 500 }, (_, i) => i),
);
say(
  'a window of 500 rows, one column, in bytes',
  `${encodeProfile(small, { isWhole: false, frozen: frozenPart }).length}`,
);
const [before, after] = [reference.columns[0], small.columns[0]];
if (before === undefined || after === undefined) throw new Error('the table has a column');
for (const entry of WINDOW_ENTRIES) {
  const time = best(() => {
    for (let k = 0; k < 500; k++) {
      const measured = measureWindow(entry, before, after);
      kept += isGap(measured) ? 0 : measured.value;
    }
  });
  say(`${entry.id} of one column`, `${((1000 * time) / 500).toFixed(0)} us`);
}

const program = fileURLToPath(new URL('../packages/holdfast/bin/holdfast.js', import.meta.url));
const files = await driftTables(ROWS);
await watched([program, '--help']); // Makes the bundle, if need be.
const out = (side: string): string => join(benchFolder, `${side}.hfprofile`);
const costs: Record<'reference' | 'both', Awaited<ReturnType<typeof watched>>[]> = { reference: [], both: [] };
for (let round = 0; round < 3; round++) {
  const first = await watched([program, 'profile', files.reference, '-o', out('reference'), '--quiet']);
  const second = await watched([
    program,
    'profile',
    files.current,
    '--reference',
    out('reference'),
    '-o',
    out('current'),
    '--quiet',
  ]);
  const peak = Math.max(first.peak ?? 0, second.peak ?? 0);
  costs.reference.push(first);
  costs.both.push({ ...second, seconds: first.seconds + second.seconds, peak });
}
const both = median(costs.both);
say(`profile of ${ROWS} rows x 50, reference`, costWords(median(costs.reference)));
say('both sides and drift, two processes', `${costWords(both)} (budget ${LIMIT.seconds} s, ${LIMIT.megabytes} MB)`);
if (isSlow || !Number.isFinite(kept)) process.exitCode = 1;
if (ROWS >= 1e6 && (both.seconds > LIMIT.seconds || (both.peak ?? 0) > LIMIT.megabytes)) process.exitCode = 1;
