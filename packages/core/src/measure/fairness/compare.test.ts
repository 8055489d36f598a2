import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom, type Random } from '../../std/random.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { type Compared, compareGroups } from './compare.ts';
import { ratesOf } from './rates.ts';
import { worldsOf } from './simultaneous.ts';
import { sumsByGroup } from './sums.ts';

interface World {
  readonly sizes: readonly number[];
  /** The chance of a yes in each group. */
  readonly yes: readonly number[];
}

/** Rows whose answers are drawn; groups one after the other. */
function drawn({ sizes, yes }: World, random: Random): Rows {
  const group = Int32Array.from(sizes.flatMap((n, g) => new Array<number>(n).fill(g)));
  const prediction = Float64Array.from(group, (g) => Number(random() < yes[g]!)); // ! a group
  return makeRows(group.length, { roles: { label: prediction, prediction }, group, classes: ['no', 'yes'] });
}

function compared(rows: Rows, groups: number, worlds: Float64Array): Compared {
  const rate = ratesOf(rows, 'binary')[0]!; // ! the selection rate
  return compareGroups(rate.id, sumsByGroup(rate, rows, groups), { n: rows.n, worlds, seed: 1 });
}

test('a difference is sure, not sure, or cannot be told with the rows that would', () => {
  const random = makeRandom(5);
  const worlds = worldsOf(3, 1);
  const findings = (sizes: readonly number[], yes: readonly number[]) =>
    compared(drawn({ sizes, yes }, random), 2, worlds).apart;
  assert.equal(findings([2000, 2000], [0.2, 0.4])?.finding, 'sure-difference');
  const few = findings([60, 60], [0.3, 0.55]);
  assert.ok(few?.finding === 'cannot-be-told' ? few.needsRows !== null && few.needsRows > 120 : few?.sure);
  assert.equal(findings([4000, 4000], [0.3, 0.3])?.finding, 'no-sure-difference');
});

test('a group of one row, one group, nobody answered yes, no case in a group: gaps, never a difference', () => {
  const worlds = worldsOf(3, 1);
  const random = makeRandom(8);
  const lone = compared(drawn({ sizes: [200, 1], yes: [0.3, 0.3] }, random), 2, worlds);
  assert.equal(lone.apart, null);
  assert.equal(lone.groups[1]?.bounds, null);
  assert.equal(compared(drawn({ sizes: [200], yes: [0.3] }, random), 1, worldsOf(2, 1)).apart, null);
  const nobody = compared(drawn({ sizes: [200, 100], yes: [0, 0] }, random), 2, worlds);
  assert.equal(nobody.apart?.value, 0);
  assert.equal(nobody.apart?.ratio, null);
  assert.notEqual(nobody.apart?.finding, 'sure-difference');
  const rows = drawn({ sizes: [100, 100], yes: [0.5, 0] }, random);
  const recall = ratesOf(rows, 'binary').find(({ id }) => id === 'recall')!; // ! rows have label and prediction
  const found = compareGroups('recall', sumsByGroup(recall, rows, 2), { n: 200, worlds, seed: 1 });
  assert.equal(found.groups[1]?.value, null);
  assert.equal(found.apart, null);
});

test('a row of weight 2 is the row twice, and clusters of one row are rows', () => {
  const random = makeRandom(3);
  const rows = drawn({ sizes: [300, 200], yes: [0.2, 0.5] }, random);
  const rate = ratesOf(rows, 'binary')[0]!; // ! the selection rate
  const alone = sumsByGroup(rate, { ...rows, cluster: Int32Array.from({ length: 500 }, (_, i) => i) }, 2);
  const plain = sumsByGroup(rate, rows, 2);
  for (let g = 0; g < 2; g++) {
    assert.ok(Math.abs(alone.covariance[g * 3 + g]! / plain.covariance[g * 3 + g]! - 1) < 0.01); // ! a group
    assert.ok(Math.abs(alone.effective[g]! / plain.effective[g]! - 1) < 0.01); // ! a group
  }
  const heavy = sumsByGroup(rate, { ...rows, weight: new Float64Array(500).fill(2) }, 2);
  assert.equal(heavy.top[0]! / heavy.bottom[0]!, plain.top[0]! / plain.bottom[0]!); // ! the first group
  assert.ok(Math.abs(heavy.effective[0]! - 300) < 1); // ! twice the weight is no more rows
});
