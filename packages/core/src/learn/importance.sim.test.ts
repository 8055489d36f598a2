import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { BOOST_DEFAULTS, fitBoosted } from './boost/fit.ts';
import { crossFit, type Sample } from './cross-fit.ts';
import type { Features } from './features.ts';
import { foldsByChance, foldsByTime } from './folds.ts';
import { correlatedGroups, permutationImportance } from './importance.ts';
import { answerOf, type Model } from './model.ts';

const N = 900;
const random = makeRandom(1);
const draw = () => Float64Array.from({ length: N }, random);
const [a, b, noise] = [draw(), draw(), draw()];
const features: Features = {
  n: N,
  columns: [
    { kind: 'number', name: 'a', values: a },
    { kind: 'number', name: 'twin', values: a.map((x) => x * x + 0.01 * random()) },
    { kind: 'number', name: 'b', values: b },
    { kind: 'number', name: 'noise', values: noise },
  ],
};
const target = a.map((x, i) => 4 * x + b[i]! + 0.3 * random()); // ! i < n
const learner = ({ features: own, target: wanted, weight }: Sample): Model => ({
  kind: 'boosted',
  ...fitBoosted(
    { features: own, targets: { target: wanted, weight }, objective: { kind: 'squared' } },
    { ...BOOST_DEFAULTS, rounds: 40, leavesMax: 8 },
  ),
});

test('features that go together are one group', () => {
  assert.deepEqual(correlatedGroups(features), [[0, 1], [2], [3]]);
});

test('what the answers depend on is important, and noise is not', () => {
  const model = learner({ features, target, weight: null });
  const [both, other, none] = permutationImportance({
    features,
    lossOf: (rows) => answerOf(model, rows)[0]!.map((said, i) => (said - target[i]!) ** 2), // ! one output; i < n
    groups: correlatedGroups(features),
    repeats: 5,
    seed: 2,
  });
  assert.deepEqual(both?.names, ['a', 'twin']);
  // Dealt out anew, a sum of squares rises by twice the variance that a feature explains: 16/12 and 1/12 here.
  assert.ok(Math.abs(both!.value - 32 / 12) < 5 * both!.standardError!, `${both!.value}`); // ! three groups, many rows
  assert.ok(Math.abs(other!.value - 2 / 12) < 0.04, `${other!.value}`); // ! as above
  assert.ok(Math.abs(none!.value) < 0.01); // ! as above
});

test('cross-fitted answers are of rows that were not seen', () => {
  const shuffled = Float64Array.from({ length: N }, random);
  const folds = foldsByChance(shuffled.map(Math.round), { count: 5, seed: 1, cluster: null });
  const [said] = crossFit({ features, target: shuffled, weight: null }, folds, { learner });
  const [mean] = [shuffled.reduce((x, y) => x + y) / N];
  const gain = said!.reduce((total, x, i) => total + (x - mean!) * (shuffled[i]! - mean!), 0) / N; // ! one output
  // A model that had seen the rows would follow them: the covariance would be near their variance of 0.083.
  assert.ok(Math.abs(gain) < 0.012, `${gain}`);
});

test('in time each fold is answered by those before it, and the first ones are not', () => {
  const folds = foldsByTime(
    Float64Array.from({ length: N }, (_, i) => i),
    5,
  );
  const [said] = crossFit({ features, target, weight: null }, folds, { learner });
  for (const [i, x] of said!.entries()) assert.equal(Number.isNaN(x), folds.of[i]! < 2); // ! one output; i < n
});
