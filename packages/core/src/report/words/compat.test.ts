import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVIDENTLY_METHODS } from '../../measure/compat/evidently/methods.ts';
import { FROUROS_METHODS } from '../../measure/compat/frouros/methods.ts';
import { type NannyWorth, nannyMetrics } from '../../measure/compat/nannyml/class-metrics.ts';
import { NANNY_LOSSES } from '../../measure/compat/nannyml/losses.ts';
import { NANNY_LEVELS, NANNY_NUMBERS } from '../../measure/compat/nannyml/methods.ts';
import { NANNY_SUMMARIES } from '../../measure/compat/nannyml/summary.ts';
import { COMPAT_WHY } from './compat.ts';

/** What outcomes are worth is a metric too, where somebody says it. */
const EVERY: NannyWorth = {
  worth: [
    [1, 0],
    [0, 1],
  ],
  isPerPrediction: false,
  isShares: false,
};

test('every method of another program has one line on why ours differs, and no line lacks its method', () => {
  const keys = [
    ...EVIDENTLY_METHODS.map(({ id }) => `evidently/${id}`),
    ...[...NANNY_NUMBERS, ...NANNY_LEVELS, ...NANNY_SUMMARIES].map(({ id }) => `nannyml/${id}`),
    ...['missing_values', 'unseen_values', 'values_out_of_range'].map((id) => `nannyml/${id}`),
    ...['data_reconstruction', 'domain_classifier'].map((id) => `nannyml/${id}`),
    ...[...nannyMetrics(EVERY), ...NANNY_LOSSES].map(({ id }) => `nannyml/${id}`),
    ...[...FROUROS_METHODS, { id: 'ChiSquareTest' }].map(({ id }) => `frouros/${id}`),
  ];
  assert.deepEqual([...new Set(keys)].sort(), Object.keys(COMPAT_WHY).sort());
  for (const [key, why] of Object.entries(COMPAT_WHY)) assert.match(why, /^[A-Z].*\.$/, key);
});
