// Unseen texts that chance alone brings are noise of the distance; one that nobody wrote before is a move.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addRows, emptyWindow, profileReference } from '../../profile/profile.ts';
import { makeRandom } from '../../std/random.ts';
import type { Table } from '../../table/table.ts';
import { columnDrift } from './column-drift.ts';

const random = makeRandom(4);

/** Texts of which many are rare, and a share of one more. */
const texts = (n: number, kinds: number, share = 0): Table => ({
  n,
  columns: [
    {
      name: 'product',
      kind: 'text',
      type: 'text',
      codes: Int32Array.from({ length: n }, () => (random() < share ? kinds : Math.floor(kinds * random() ** 3))),
      levels: Array.from({ length: kinds + 1 }, (_, k) => `text ${k}`),
    },
  ],
});

/** The mean value and noise of an entry over some pairs of tables. */
function meansOf(
  entries: readonly string[],
  { rows, kinds, share }: World,
): Map<string, { value: number; noise: number }> {
  const means = new Map(entries.map((entry) => [entry, { value: 0, noise: 0 }]));
  for (let k = 0; k < PAIRS; k++) {
    const reference = profileReference(texts(rows, kinds));
    const current = addRows(emptyWindow(reference), texts(rows, kinds, share));
    for (const { entry, value, noise } of columnDrift(reference.columns[0]!, current.columns[0]!).measurements) {
      // ! one column
      const mean = means.get(entry);
      if (mean === undefined) continue;
      mean.value += (value ?? Number.NaN) / PAIRS;
      mean.noise += (noise ?? Number.NaN) / PAIRS;
    }
  }
  return means;
}

interface World {
  readonly rows: number;
  readonly kinds: number;
  readonly share: number;
}

const PAIRS = 8;
/** What is shown as moderate above noise. */
const LIMITS = new Map([
  ['jensen-shannon', 0.05],
  ['hellinger', 0.05],
  ['total-variation', 0.05],
  ['psi', 0.1],
]);

for (const [rows, kinds] of [
  [300, 400],
  [3000, 3000],
] as const) {
  test(`of ${rows} rows of ${kinds} texts the unseen ones are within chance, and a new one in 30 of 100 is not`, () => {
    const entries = [...LIMITS.keys()];
    const still = meansOf(entries, { rows, kinds, share: 0 });
    const moved = meansOf(entries, { rows, kinds, share: 0.3 });
    for (const [entry, limit] of LIMITS) {
      const [own, other] = [still.get(entry)!, moved.get(entry)!]; // ! an entry
      assert.ok(Math.abs(own.value - own.noise) < 0.25 * own.value, `${entry}: ${own.value} where ${own.noise}`);
      assert.ok(other.value - other.noise > 1.5 * limit, `${entry}: ${other.value} where ${other.noise}`);
    }
  });
}
