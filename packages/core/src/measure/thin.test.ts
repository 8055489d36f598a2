import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { partOf } from './part.ts';
import { thin } from './thin.ts';

/** Scores that are much too sure: misses at both ends carry most of the log loss. */
function sureRows(n: number): Rows {
  const random = makeRandom(23);
  const odds = Float64Array.from({ length: n }, () => 9 * (random() + random() + random() - 1.5));
  const label = odds.map((z) => Number(random() < 1 / (1 + Math.exp(1 - 0.6 * z))));
  return makeRows(n, { roles: { label, score: odds.map((z) => 1 / (1 + Math.exp(-z))) }, classes: ['no', 'yes'] });
}

test('rows with clusters, with weights, out of order or few are not merged', () => {
  const rows = sureRows(60_000);
  assert.equal(thin(rows, ['label', 'score']), null);
  const sorted = partOf(rows, null);
  assert.equal(thin(sorted, ['label', 'prediction']), null);
  assert.equal(thin({ ...sorted, cluster: new Int32Array(sorted.n) }, ['label', 'score']), null);
  assert.equal(thin({ ...sorted, weight: new Float64Array(sorted.n).fill(2) }, ['label', 'score']), null);
  assert.equal(thin(partOf(sureRows(30_000), null), ['label', 'score']), null);
});
