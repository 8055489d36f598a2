import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { edgeSearch, edgesBelow } from '../profile/edge-search.ts';
import { addAnswers, countedRows, emptyScores, freezeScores } from '../profile/score-counts.ts';
import { makeRandom } from '../std/random.ts';
import { makeRows, type Rows } from '../table/rows.ts';
import { quantity } from './entry-quantity.ts';
import { measure } from './interval.ts';

const N = 3000;
const random = makeRandom(11);
const score = Float64Array.from({ length: N }, () => Math.round(random() * 400) / 400);
const label = score.map((s) => (random() < s * s ? 1 : 0));
const prediction = score.map((s) => (s > 0.6 ? 1 : 0));

/** The counts of a profile as rows, and the rows with each score replaced by the mean of its bin. */
function both(): { counted: Rows; binned: Rows } {
  const frozen = freezeScores(score, ['no', 'yes'], { at: 0.6, isStrict: true });
  assert.ok(frozen?.bins);
  const counts = addAnswers(emptyScores(frozen), { label, prediction, score }, null);
  const search = edgeSearch(frozen.bins);
  const bins = score.map((s) => edgesBelow(search, s));
  const [sums, sizes] = [new Map<number, number>(), new Map<number, number>()];
  for (const [i, bin] of bins.entries()) {
    sums.set(bin, (sums.get(bin) ?? 0) + (score[i] ?? 0));
    sizes.set(bin, (sizes.get(bin) ?? 0) + 1);
  }
  const mean = bins.map((bin) => (sums.get(bin) ?? 0) / (sizes.get(bin) ?? 1));
  const roles = { label, prediction, score: mean };
  return { counted: countedRows(counts), binned: makeRows(N, { roles, classes: ['no', 'yes'] }) };
}

for (const id of ['roc-auc', 'f1', 'accuracy', 'brier', 'log-loss', 'kappa', 'mcc', 'average-precision']) {
  test(`${id} of a profile's counts is that of the rows, to the bin of the score`, () => {
    const entry = entryById(id);
    assert.ok(entry);
    const { counted, binned } = both();
    assert.ok(counted.n < 150 && counted.isCounted);
    const [few, all] = [measure(quantity(entry), counted, { seed: 1 }), measure(quantity(entry), binned, { seed: 1 })];
    assert.ok(!isGap(few) && !isGap(all));
    assert.ok(Math.abs(few.value - all.value) <= 1e-12, `${few.value} ${all.value}`);
    const [lower, upper] = [few.boundsAt([0.025, 0.975]), all.boundsAt([0.025, 0.975])];
    for (const k of [0, 1]) {
      const [a, b] = [lower?.[k], upper?.[k]];
      assert.ok(a !== undefined && b !== undefined && a !== null && b !== null && Math.abs(a - b) < 1e-9, `${a} ${b}`);
    }
  });
}

test('what bins lose of the area under the ROC curve is small', () => {
  const entry = entryById('roc-auc');
  assert.ok(entry);
  const rows = makeRows(N, { roles: { label, prediction, score }, classes: ['no', 'yes'] });
  const exact = measure(quantity(entry), rows, { seed: 1 });
  const few = measure(quantity(entry), both().counted, { seed: 1 });
  assert.ok(!isGap(exact) && !isGap(few) && Math.abs(exact.value - few.value) < 0.001);
});
