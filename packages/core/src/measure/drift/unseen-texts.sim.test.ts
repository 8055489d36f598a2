// Unseen texts that chance alone brings are noise of the distance; one that nobody wrote before is a move.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addRows, emptyWindow, profileReference } from '../../profile/profile.ts';
import { makeRandom } from '../../std/random.ts';
import type { Table } from '../../table/table.ts';
import { columnDrift, MAIN_ENTRY } from './column-drift.ts';

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

/** The mean excess over what chance gives, in units of the limit, over some pairs of tables. */
function excessOf(rows: number, kinds: number, share: number): number {
  const found = Array.from({ length: 8 }, () => {
    const reference = profileReference(texts(rows, kinds));
    const current = addRows(emptyWindow(reference), texts(rows, kinds, share));
    const { measurements } = columnDrift(reference.columns[0]!, current.columns[0]!); // ! one column
    return measurements.find(({ entry }) => entry === MAIN_ENTRY)?.excess ?? 0;
  });
  return found.reduce((total, excess) => total + excess, 0) / found.length;
}

for (const [rows, kinds] of [
  [300, 400],
  [3000, 3000],
] as const) {
  test(`of ${rows} rows of ${kinds} texts the unseen ones are within chance, and a new one in 30 of 100 is not`, () => {
    const [still, moved] = [excessOf(rows, kinds, 0), excessOf(rows, kinds, 0.3)];
    assert.ok(still < 1, `${still}`);
    assert.ok(moved > 1.5, `${moved}`);
  });
}
