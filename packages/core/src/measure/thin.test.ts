import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { ENTRIES } from '../catalogue/index.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { measure, TWO_SIDED } from './interval.ts';
import { partOf } from './part.ts';
import { quantity } from './quantity.ts';
import { thin } from './thin.ts';

/** Scores that are much too sure: misses at both ends carry most of the log loss. */
function sureRows(n: number): Rows {
  const random = makeRandom(23);
  const odds = Float64Array.from({ length: n }, () => 9 * (random() + random() + random() - 1.5));
  const label = odds.map((z) => Number(random() < 1 / (1 + Math.exp(1 - 0.6 * z))));
  return makeRows(n, { roles: { label, score: odds.map((z) => 1 / (1 + Math.exp(-z))) }, classes: ['no', 'yes'] });
}

test('many rows merged by score keep their sums and every interval to one in a thousand of its width', () => {
  const rows = partOf(sureRows(60_000), null);
  const few = thin(rows, ['label', 'score']);
  assert.ok(few && few.n < 8000);
  const sumOf = ({ roles, weight }: Rows, role: 'label' | 'score'): number =>
    roles[role]?.reduce((total, value, i) => total + value * (weight[i] ?? 0), 0) ?? 0;
  for (const role of ['label', 'score'] as const) assert.ok(Math.abs(sumOf(few, role) - sumOf(rows, role)) < 1e-6);
  const entries = ENTRIES.filter(
    ({ needs, tasks, influence }) =>
      influence && 'rows' in needs && needs.rows.includes('score') && tasks.includes('binary'),
  );
  assert.ok(entries.length >= 6);
  for (const entry of entries) {
    const q = quantity(entry);
    const [fast, slow] = [q, { ...q, isSmooth: false }].map((one) => measure(one, rows, { seed: 1 }));
    assert.ok(fast && slow && !isGap(fast) && !isGap(slow));
    assert.equal(fast.value, slow.value, entry.id);
    assert.equal(fast.n, 60_000);
    const [narrow, wide] = [fast.boundsAt(TWO_SIDED), slow.boundsAt(TWO_SIDED)];
    assert.ok(narrow && wide);
    const width = wide[1] - wide[0];
    for (const end of [0, 1] as const) assert.ok(Math.abs(narrow[end] - wide[end]) < 1e-3 * width, entry.id);
  }
});

test('rows with clusters, with weights, out of order or few are not merged', () => {
  const rows = sureRows(60_000);
  assert.equal(thin(rows, ['label', 'score']), null);
  const sorted = partOf(rows, null);
  assert.equal(thin(sorted, ['label', 'prediction']), null);
  assert.equal(thin({ ...sorted, cluster: new Int32Array(sorted.n) }, ['label', 'score']), null);
  assert.equal(thin({ ...sorted, weight: new Float64Array(sorted.n).fill(2) }, ['label', 'score']), null);
  assert.equal(thin(partOf(sureRows(30_000), null), ['label', 'score']), null);
});
