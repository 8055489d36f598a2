import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { between, oddsBetween } from './between.ts';
import { quantity } from './entry-quantity.ts';
import type { Groups } from './groups.ts';
import { measure, TWO_SIDED } from './interval.ts';

/** Rows of groups with these shares of yes answers among the cases and among the others. */
function grouped(of: readonly { n: number; found: number; alarms: number }[], seed: number): [Rows, Groups] {
  const random = makeRandom(seed);
  const codes = Int32Array.from(of.flatMap(({ n }, code) => new Array<number>(n).fill(code)));
  const label = Float64Array.from(codes, () => Number(random() < 0.5));
  const prediction = label.map((y, i) => {
    const { found, alarms } = of[codes[i]!]!; // ! i < n, a group
    return Number(random() < (y === 1 ? found : alarms));
  });
  const rows = makeRows(codes.length, { roles: { label, prediction }, group: codes, classes: ['no', 'yes'] });
  const names = of.map((_, code) => `g${code}`);
  return [rows, { column: 'g', names, codes, sizes: of.map(({ n }) => n) }];
}

const recall = () => quantity(entryById('recall')!); // ! it is in the catalogue

test('all rows stand between the groups, so no group lies as far from them as two from each other', () => {
  const [rows, groups] = grouped(
    [
      { n: 900, found: 0.8, alarms: 0.1 },
      { n: 300, found: 0.5, alarms: 0.2 },
    ],
    3,
  );
  const gap = measure(between(recall(), groups, { how: 'gap', to: 'groups' }), rows, { seed: 1 });
  const toAll = measure(between(recall(), groups, { how: 'gap', to: 'overall' }), rows, { seed: 1 });
  assert.ok(!isGap(gap) && !isGap(toAll));
  assert.ok(toAll.value < gap.value && toAll.value > 0.6 * gap.value);
  const [low, high] = toAll.boundsAt(TWO_SIDED) ?? [0, 0];
  assert.ok(low > 0 && low < toAll.value && toAll.value < high);
  const ratio = between(recall(), groups, { how: 'ratio', to: 'overall' }).of(rows, 'value');
  assert.ok(!isGap(ratio) && ratio.value > 0.5 && ratio.value < 1);
});

test('equalised odds is the worse of both gaps, or their mean', () => {
  const [rows, groups] = grouped(
    [
      { n: 400, found: 0.8, alarms: 0.1 },
      { n: 400, found: 0.8, alarms: 0.5 },
    ],
    4,
  );
  const odds = (of: 'worst' | 'mean') => oddsBetween(groups, { how: 'gap', to: 'groups', odds: of });
  const [worst, mean] = [measure(odds('worst'), rows, { seed: 1 }), odds('mean').of(rows, 'value')];
  assert.ok(!isGap(worst) && !isGap(mean));
  assert.ok(Math.abs(worst.value - 0.4) < 0.08 && Math.abs(mean.value - 0.2) < 0.08);
  const [low, high] = worst.boundsAt(TWO_SIDED) ?? [0, 0];
  assert.ok(low > 0.25 && high < 0.55);
});

test('a group of one row, one group only, no positives: a gap and never a difference out of nothing', () => {
  const [rows, groups] = grouped(
    [
      { n: 500, found: 0.8, alarms: 0.1 },
      { n: 1, found: 1, alarms: 1 },
    ],
    5,
  );
  const way = { how: 'gap', to: 'groups' } as const;
  assert.deepEqual(between(recall(), groups, way).of(rows, 'value'), { gap: 'too-few-groups', n: 501 });
  const [two, both] = grouped(
    [
      { n: 100, found: 0.5, alarms: 0 },
      { n: 100, found: 0.5, alarms: 0 },
    ],
    6,
  );
  const noCases = { ...two, roles: { ...two.roles, label: new Float64Array(two.n) } };
  assert.deepEqual(oddsBetween(both, { ...way, odds: 'worst' }).of(noCases, 'value'), {
    gap: 'too-few-groups',
    n: 200,
  });
  // Nobody is called needlessly: that rate has no ratio, and recall answers alone.
  const odds = oddsBetween(both, { how: 'ratio', to: 'groups', odds: 'mean' }).of(two, 'value');
  const alone = between(recall(), both, { how: 'ratio', to: 'groups' }).of(two, 'value');
  assert.ok(!isGap(odds) && !isGap(alone));
  assert.equal(odds.value, alone.value);
});
