import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import type { Features } from '../features.ts';
import { foldsByChance } from '../folds.ts';
import { fitElasticNet, type LinearObjective, largestPenalty, marginOf } from './elastic-net.ts';
import { standardised } from './encoding.ts';
import { answerLinear, fitLinear } from './fit-linear.ts';

const N = 400;

function drawn(seed: number) {
  const random = makeRandom(seed);
  const draw = () => Float64Array.from({ length: N }, () => random() + random() - 1);
  const columns = [draw(), draw(), draw(), draw()];
  const weight = Float64Array.from({ length: N }, () => 0.5 + random());
  const total = weight.reduce((a, b) => a + b);
  return { random, columns, weight: weight.map((own) => (own * N) / total) };
}

const SIGNALS: Readonly<Record<LinearObjective['kind'], (x: number, random: () => number) => number>> = {
  squared: (x, random) => 3 + x + random(),
  logistic: (x, random) => (random() < 1 / (1 + Math.exp(-2 * x)) ? 1 : 0),
  softmax: (x, random) => (x + random() < 0.2 ? 0 : x + random() < 1 ? 1 : 2),
};

/** The derivative of the mean loss by the coefficient of a column, at the optimum within the penalty's reach. */
function slopeOf(
  objective: LinearObjective,
  margins: readonly Float64Array[],
  y: number,
  { i, k }: { i: number; k: number },
) {
  const own = margins.map((margin) => margin[i]!); // ! i < n
  if (objective.kind === 'squared') return own[0]! - y; // ! one output
  if (objective.kind === 'logistic') return 1 / (1 + Math.exp(-own[0]!)) - y; // ! one output
  const total = own.reduce((sum, margin) => sum + Math.exp(margin), 0);
  return Math.exp(own[k]!) / total - (y === k ? 1 : 0); // ! an output
}

for (const objective of [{ kind: 'squared' }, { kind: 'logistic' }, { kind: 'softmax', classes: 3 }] as const) {
  test(`${objective.kind}: no coefficient could be moved for the better`, () => {
    for (const [seed, mix, share] of [
      [1, 1, 0.1],
      [2, 0.5, 0.02],
      [3, 0, 0.3],
    ] as const) {
      const { random, columns, weight } = drawn(seed);
      const design = standardised(columns, weight);
      const target = Float64Array.from(
        { length: N },
        (_, i) => SIGNALS[objective.kind](2 * columns[0]![i]! - columns[1]![i]!, random), // ! four columns; i < n
      );
      const size = share * largestPenalty(design, { target, weight }, objective);
      const at = fitElasticNet(design, { target, weight }, { objective, penalty: { size, mix } });
      const margins = at.slopes.map((_, k) => marginOf(design, at, k));
      at.slopes.forEach((slopes, k) => {
        const pull = (column: (i: number) => number) => {
          let total = 0;
          for (let i = 0; i < N; i++)
            total += weight[i]! * column(i) * slopeOf(objective, margins, target[i]!, { i, k }); // ! i < n
          return total / N;
        };
        assert.ok(Math.abs(pull(() => 1)) < 2e-4, `intercept ${pull(() => 1)}`);
        slopes.forEach((slope, j) => {
          const rest = pull((i) => design.columns[j]![i]!) + size * (1 - mix) * slope; // ! a column; i < n
          if (slope === 0) assert.ok(Math.abs(rest) <= size * mix + 2e-4);
          else assert.ok(Math.abs(rest + size * mix * Math.sign(slope)) < 2e-4, `${j}: ${rest}`);
        });
      });
    }
  });
}

test('at the largest penalty nothing is left, just below it something is', () => {
  const { columns, weight } = drawn(4);
  const design = standardised(columns, weight);
  const target = columns[0]!.map((x) => x * 2); // ! four columns
  const objective = { kind: 'squared' } as const;
  const size = largestPenalty(design, { target, weight }, objective);
  const count = (share: number) => {
    const penalty = { size: share * size, mix: 1 };
    const { slopes } = fitElasticNet(design, { target, weight }, { objective, penalty });
    return slopes.flatMap((own) => [...own]).filter(Boolean).length;
  };
  assert.equal(count(1.001), 0);
  assert.equal(count(0.99), 1);
});

test('levels, gaps and a column that never changes are fitted, and later rows answered', () => {
  const { random, columns } = drawn(5);
  const codes = Int32Array.from({ length: N }, () => Math.floor(random() * 3));
  const features: Features = {
    n: N,
    columns: [
      // ! four columns
      { kind: 'number', name: 'x', values: columns[0]!.map((x, i) => (i % 5 === 0 ? Number.NaN : x)) }, // !
      { kind: 'number', name: 'same', values: new Float64Array(N).fill(7) },
      { kind: 'level', name: 'level', codes, levels: ['a', 'b', 'c'] },
    ],
  };
  const target = Float64Array.from(codes, (code, i) => 10 * code + (i % 5 === 0 ? -4 : 3 * columns[0]![i]!)); // ! i < n
  const folds = foldsByChance(codes, { count: 5, seed: 1, cluster: null });
  const model = fitLinear({ features, target, weight: null, objective: { kind: 'squared' }, folds });
  const [said] = answerLinear(model, features);
  const worst = said!.reduce((most, x, i) => Math.max(most, Math.abs(x - target[i]!)), 0); // ! one output; i < n
  assert.ok(worst < 0.2, `${worst}`);
});

test('of noise nothing is learned: the penalty that is chosen leaves almost nothing', () => {
  const { random, columns } = drawn(6);
  const features: Features = {
    n: N,
    columns: columns.map((values, j) => ({ kind: 'number', name: `x${j}`, values })),
  };
  const target = Float64Array.from({ length: N }, () => (random() < 0.5 ? 1 : 0));
  const folds = foldsByChance(target, { count: 5, seed: 1, cluster: null });
  const model = fitLinear({ features, target, weight: null, objective: { kind: 'logistic' }, folds });
  const [said] = answerLinear(model, features);
  assert.ok(
    said!.every((p) => p > 0.35 && p < 0.65), // ! in range, as above
    `${Math.max(...said!)}`, // ! in range, as above
  ); // ! one output
});
