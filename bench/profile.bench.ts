/**
 * Profiles: how fast numbers find their bins, what a profile of rows in memory costs, what a window of one column and
 * its drift cost, and both sides of tables of 10,000, 100,000 and 1,000,000 rows and 50 columns from Parquet (budget:
 * 3 s where DuckDB scans both files in 1 s, 600 MB). PEERS_ENVS names the Python environments of the peers, which then
 * do the same work in the same run; HOLDFAST_BENCH_ROWS sets the most rows.
 */
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
import { bothSides } from './drift-sides.ts';
import { runPeer } from './peers.ts';

const ROWS = Number(process.env['HOLDFAST_BENCH_ROWS'] ?? 1_000_000);
const VALUES = 4_000_000;
const ROUNDS = 15;
const LIMIT = { millions: 60 };

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

const windows = Array.from({ length: 100 }, (_, w) => Int32Array.from({ length: 500 }, (_, i) => 500 * w + i));
const jensenShannon = WINDOW_ENTRIES.find((entry) => entry.id === 'jensen-shannon');
if (jensenShannon === undefined) throw new Error('the catalogue has the entry');
const ours =
  best(() => {
    for (const rows of windows) {
      const [counted] = addRows(emptyWindow(reference), table, rows).columns;
      const measured = counted && measureWindow(jensenShannon, before, counted);
      kept += measured === undefined || isGap(measured) ? 0 : measured.value;
    }
  }) / windows.length;
say('a window of 500 rows, counted and measured', `${ours.toFixed(4)} ms a column (Jensen-Shannon)`);
for (const name of ['limit_numpy', 'nannyml', 'scipy_ks', 'evidently']) {
  const cost = await runPeer(name, { bench: 'windows', size: windows.length, repeat: 1 });
  if (cost?.windowMs != null) say(`  ${name}`, `${cost.windowMs} ms, ${(cost.windowMs / ours).toFixed(1)} times ours`);
  else if (cost !== null) say(`  ${name}`, cost.note);
}

let isKept = true;
for (const rows of [10_000, 100_000, 1_000_000].filter((size) => size < ROWS).concat(ROWS)) {
  const sides = await bothSides(rows);
  process.stdout.write(`both sides of ${rows} rows x 50 columns\n${sides.lines.join('\n')}\n`);
  isKept &&= sides.isKept;
}
if (isSlow || !isKept || !Number.isFinite(kept)) process.exitCode = 1;
