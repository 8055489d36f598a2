import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GapReason, isGap, withDefaults } from './define.ts';
import { givenColumns, givenRows, givenTwo } from './given.ts';
import { entryById } from './index.ts';

type Case = readonly [id: string, given: object, gap: GapReason];

const onlyYes = givenRows({ label: [1, 1], prediction: [1, 0], score: [0.3, 0.6] });
const onlyNo = givenRows({ label: [0, 0], prediction: [0, 0], score: [0.3, 0.6] });
const neverYes = givenRows({ label: [1, 0], prediction: [0, 0] });
const outside = givenRows({ label: [1, 0], score: [1.2, 0.3] });
const notOne = givenRows({
  label: [0, 1],
  prediction: [0, 1],
  scores: [
    [0.5, 0.5],
    [0.6, 0.5],
  ],
});
const beyond = givenRows({
  label: [0, 1],
  prediction: [0, 1],
  scores: [
    [1.5, 0.5],
    [-0.5, 0.5],
  ],
});
const zeros = givenRows({ label: [0, 0], prediction: [1, 2] }, { classes: 0 });
const huge = givenRows({ label: [1e200, -1e200], prediction: [-1e200, 1e200] }, { classes: 0 });
const apart = givenRows({ label: [0, 0, 1, 1], score: [0.1, 0.4, 0.4, 0.9] });
const level = givenRows({ label: [0, 1], score: [0.4, 0.4] });
const wordless = givenTwo({ size: [1] }, { size: [1] });
const numberless = givenTwo({ name: ['a'] }, { name: ['a'] });
const empty = givenColumns({});

const CASES: readonly Case[] = [
  ['precision', neverYes, 'no-denominator'],
  ['recall', onlyNo, 'no-denominator'],
  ['specificity', onlyYes, 'no-denominator'],
  ['f1', onlyNo, 'no-denominator'],
  ['balanced-accuracy', onlyYes, 'one-class'],
  ['mcc', onlyYes, 'one-class'],
  ['mcc', neverYes, 'no-variance'],
  ['kappa', onlyNo, 'no-variance'],
  ['roc-auc', onlyYes, 'one-class'],
  ['roc-auc', onlyNo, 'one-class'],
  ['average-precision', onlyYes, 'one-class'],
  ['average-precision', onlyNo, 'one-class'],
  ['jaccard', onlyNo, 'no-denominator'],
  ['partial-roc-auc', onlyYes, 'one-class'],
  ['ks-statistic', onlyNo, 'one-class'],
  ['h-measure', onlyYes, 'one-class'],
  ['gain-at-top', onlyNo, 'no-denominator'],
  ['explained-variance', zeros, 'no-variance'],
  ['rmsle', huge, 'out-of-domain'],
  ['tweedie-deviance', huge, 'out-of-domain'],
  ['mase', zeros, 'no-scale'],
  ['rmsse', zeros, 'no-scale'],
  ['log-loss', outside, 'not-a-probability'],
  ['brier', outside, 'not-a-probability'],
  ['expected-calibration-error', outside, 'not-a-probability'],
  ['calibration-slope', outside, 'not-a-probability'],
  ['calibration-intercept', outside, 'not-a-probability'],
  ['multiclass-log-loss', notOne, 'not-a-probability'],
  ['multiclass-brier', beyond, 'not-a-probability'],
  ['top-confidence-calibration-error', beyond, 'not-a-probability'],
  ['calibration-slope', apart, 'infinite'],
  ['calibration-slope', level, 'no-variance'],
  ['calibration-slope', onlyYes, 'one-class'],
  ['calibration-intercept', onlyNo, 'one-class'],
  ['mape', zeros, 'zero-label'],
  ['wape', zeros, 'no-denominator'],
  ['relative-bias', zeros, 'no-denominator'],
  ['r2', zeros, 'no-variance'],
  ['rmse', huge, 'infinite'],
  ['cost-per-row', neverYes, 'no-costs'],
  ['over-under-cost', zeros, 'no-costs'],
  ['missing-share', empty, 'too-few-rows'],
  ['missing-share', { ...empty, n: 1, weight: Float64Array.of(1) }, 'no-features'],
  ['distinct-share', givenColumns({ a: [null, null] }), 'no-denominator'],
  ['padded-text-share', givenColumns({ a: [null, null] }), 'no-denominator'],
  ['mixed-types-share', givenColumns({ a: [null, null] }), 'no-denominator'],
  ['new-category-share', wordless, 'no-features'],
  ['out-of-range-share', numberless, 'no-features'],
  ['out-of-range-share', givenTwo({ size: [1] }, { size: [null] }), 'no-denominator'],
];

for (const [id, given, gap] of CASES) {
  test(`${id} names its gap: ${gap}`, () => {
    const entry = entryById(id);
    assert.ok(entry);
    const answer = entry.measure(given as never, withDefaults(entry)); // as: the case has what the entry needs
    assert.ok(isGap(answer), `value ${isGap(answer) ? '' : answer.value}`);
    assert.equal(answer.gap, gap);
  });
}

test('a slope is found where a tie at the border is all that the classes share, once a row crosses it', () => {
  const entry = entryById('calibration-slope');
  const crossed = givenRows({ label: [0, 0, 1, 1, 0], score: [0.1, 0.4, 0.4, 0.9, 0.5] });
  assert.ok(entry && !isGap(entry.measure(crossed as never, {}))); // as: the rows that it needs
});

test('a power between 0 and 1 has no deviance, and power 0 takes any numbers', () => {
  const entry = entryById('tweedie-deviance');
  const rows = givenRows({ label: [1, -2], prediction: [1, -1] }, { classes: 0 }) as never; // as: what it needs
  assert.deepEqual(entry?.measure(rows, { power: 0.5 }), { gap: 'out-of-domain', n: 2 });
  assert.deepEqual(entry?.measure(rows, { power: 0 }), { value: 0.5, n: 2 });
  assert.deepEqual(entry?.measure(rows, { power: 1 }), { gap: 'out-of-domain', n: 2 });
});

test('a deviance keeps its digits where labels are large and misses small', () => {
  const entry = entryById('tweedie-deviance');
  const rows = givenRows({ label: [1e9 + 1], prediction: [1e9] }, { classes: 0 }) as never; // as: what it needs
  const answer = entry?.measure(rows, { power: 1 });
  assert.ok(answer && !isGap(answer));
  assert.ok(Math.abs(answer.value - (1 - 1 / 3e9) / 1e9) < 1e-23, `${answer.value}`);
});

const FREE: readonly (readonly [id: string, given: object])[] = [
  ['mape', givenRows({ label: [0, 2], prediction: [1, 3] }, { classes: 0, weight: [0, 1] })],
  ['brier', givenRows({ label: [0, 1], score: [-1, 0.5] }, { weight: [0, 1] })],
  ['log-loss', givenRows({ label: [0, 1], score: [7, 0.5] }, { weight: [0, 1] })],
  [
    'multiclass-brier',
    givenRows(
      {
        label: [0, 1],
        scores: [
          [0.9, 0.5],
          [0.9, 0.5],
        ],
      },
      { weight: [0, 1] },
    ),
  ],
  [
    'multiclass-log-loss',
    givenRows(
      {
        label: [0, 1],
        scores: [
          [0.9, 0.5],
          [0.9, 0.5],
        ],
      },
      { weight: [0, 1] },
    ),
  ],
];

for (const [id, given] of FREE) {
  test(`${id}: a row of weight 0 opens no gap`, () => {
    const answer = entryById(id)?.measure(given as never, {}); // as: the rows that it needs
    assert.ok(answer && !isGap(answer));
  });
}

test('labels that are alike have no variance, though their mean is a rounding away from them', () => {
  const label = [0.1, 0.1, 0.1];
  const rows = givenRows({ label, prediction: [0.1, 0.2, 0.3] }, { classes: 0, weight: [0.1, 0.1, 0.2] });
  const answer = entryById('r2')?.measure(rows as never, {}); // as: the rows that it needs
  assert.deepEqual(answer, { gap: 'no-variance', n: 3 });
});
