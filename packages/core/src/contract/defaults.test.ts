import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Table } from '../table/table.ts';
import { thresholdFollowed } from './defaults.ts';

const table = (scores: readonly number[], answers: readonly number[]): Table => ({
  n: scores.length,
  columns: [
    { name: 's', kind: 'number', type: 'number', values: Float64Array.from(scores), missing: null },
    { name: 'p', kind: 'number', type: 'integer', values: Float64Array.from(answers), missing: null },
  ],
});
const followed = (scores: readonly number[], answers: readonly number[]) =>
  thresholdFollowed(table(scores, answers), { score: 's', prediction: 'p', positive: '1' });

test('the threshold is a half where the predictions allow it', () => {
  assert.deepEqual(followed([0.2, 0.5, 0.51, 0.9], [0, 0, 1, 1]), { operator: '>', limit: 0.5 });
});

test('another threshold is the lowest score with a positive answer', () => {
  assert.deepEqual(followed([0.1, 0.24, 0.25, 0.9], [0, 0, 1, 1]), { operator: '>=', limit: 0.25 });
  assert.deepEqual(followed([-3, 0.4, 2], [0, 1, 1]), { operator: '>=', limit: 0.4 });
});

test('predictions that do not follow the score, or are all alike, show no threshold', () => {
  assert.equal(followed([0.1, 0.6, 0.5, 0.9], [0, 0, 1, 1]), null);
  assert.equal(followed([0.1, 0.6], [1, 1]), null);
  assert.equal(thresholdFollowed(table([0.1], [1]), { score: 'x', prediction: 'p', positive: '1' }), null);
});
