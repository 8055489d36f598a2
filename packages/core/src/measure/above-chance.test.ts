import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { quantity } from './entry-quantity.ts';
import { gather } from './gather.ts';
import { measure } from './interval.ts';

function drawn(n: number, seed: number, chanceOf: (score: number) => number): Rows {
  const random = makeRandom(seed);
  const score = Float64Array.from({ length: n }, () => ((random() + random()) / 2) ** 2);
  const label = score.map((s) => (random() < chanceOf(s) ? 1 : 0));
  return makeRows(n, { roles: { label, score }, classes: ['no', 'yes'] });
}

const twiceTheOdds = (s: number): number => (2 * s) / (1 + s);

test('clusters that err together widen what an honest model may show', () => {
  const rows = drawn(1000, 3, (s) => s);
  const cluster = Int32Array.from({ length: 1000 }, (_, i) => i % 40);
  const random = makeRandom(5);
  const isOff = Array.from({ length: 40 }, () => random() < 0.5);
  // Whole clusters of one label: the labels of 40 clusters say little about 1,000 scores.
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
