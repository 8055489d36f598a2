import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { gather } from './gather.ts';
import { measure } from './interval.ts';
import { quantity } from './quantity.ts';

function drawn(n: number, seed: number, chanceOf: (score: number) => number): Rows {
  const random = makeRandom(seed);
  const score = Float64Array.from({ length: n }, () => ((random() + random()) / 2) ** 2);
  const label = score.map((s) => (random() < chanceOf(s) ? 1 : 0));
  return makeRows(n, { roles: { label, score }, classes: ['no', 'yes'] });
}

const twiceTheOdds = (s: number): number => (2 * s) / (1 + s);

function lowest(id: string, rows: Rows): number {
  const entry = entryById(id);
  assert.ok(entry && 'needs' in entry && entry.kind === 'metric');
  const found = measure(quantity(entry), rows, { seed: 1 });
  assert.ok(!isGap(found) && found.method === 'basic');
  const [low = Number.NaN, high = Number.NaN] = found.boundsAt([0.025, 0.975]) ?? [];
  assert.ok(low >= 0 && low <= found.value && found.value <= high, `${id}: ${low} ${found.value} ${high}`);
  return low;
}

for (const id of ['smooth-calibration-error', 'miscalibration', 'debiased-calibration-error']) {
  test(`${id}: its interval reaches 0 for an honest model, and not for one whose odds are twice too low`, () => {
    const honest = Array.from({ length: 20 }, (_, k) =>
      lowest(
        id,
        drawn(800, k, (s) => s),
      ),
    );
    const atZero = honest.filter((low) => low === 0).length;
    assert.ok(atZero >= 10, `${atZero} of 12`);
    assert.ok(lowest(id, drawn(2000, 1, twiceTheOdds)) > 0);
  });
}

test('clusters that err together widen what an honest model may show', () => {
  const rows = drawn(2000, 3, (s) => s);
  const cluster = Int32Array.from({ length: 2000 }, (_, i) => i % 40);
  const random = makeRandom(5);
  const isOff = Array.from({ length: 40 }, () => random() < 0.5);
  // Whole clusters of one label: the labels of 40 clusters say little about 2,000 scores.
  const label = rows.roles.label?.map((y, i) => (isOff[cluster[i] ?? 0] ? 1 : y)) ?? new Float64Array(0);
  const tied = { ...rows, roles: { ...rows.roles, label }, cluster };
  const entry = entryById('smooth-calibration-error');
  assert.ok(entry?.kind === 'metric');
  const [byRow, byCluster] = [{ ...tied, cluster: null }, tied].map((of) => measure(quantity(entry), of, { seed: 1 }));
  assert.ok(byRow && byCluster && !isGap(byRow) && !isGap(byCluster));
  assert.ok((byCluster.noise ?? 0) > 1.5 * (byRow.noise ?? 0), `${byCluster.noise} ${byRow.noise}`);
});

test('gathered rows keep sums of labels and scores, and are at most 256', () => {
  const rows = drawn(5000, 2, twiceTheOdds);
  const few = gather(rows);
  assert.ok(few.isCounted && few.n <= 256, `${few.n}`);
  const sumOf = ({ roles, weight }: Rows, name: 'label' | 'score'): number =>
    (roles[name] ?? new Float64Array(0)).reduce((sum, value, i) => sum + value * (weight[i] ?? 0), 0);
  for (const name of ['label', 'score'] as const) assert.ok(Math.abs(sumOf(rows, name) - sumOf(few, name)) < 1e-8);
});
