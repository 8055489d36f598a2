import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from './define.ts';
import { givenColumns, givenRows, givenTwo } from './given.ts';
import bias from './performance/bias.ts';
import missingShare from './quality/missing-share.ts';
import newCategoryShare from './quality/new-category-share.ts';

test('a mean that overflows is a gap, not infinity', () => {
  const rows = givenRows({ label: [-1e308, -1e308], prediction: [1e308, 1e308] }, { classes: 0 });
  assert.deepEqual(bias.measure(rows, {}), { gap: 'infinite', n: 2 });
});

test('a value over many columns says what each of them gives', () => {
  const given = givenColumns({ price: [1, null, 3, 4], name: ['a', null, null, 'b'] }, { weight: [1, 1, 0, 1] });
  const answer = missingShare.measure(given, {});
  assert.ok(!isGap(answer));
  assert.deepEqual(
    answer.parts?.map(({ of }) => of),
    ['price', 'name'],
  );
  assert.ok(answer.parts?.every(({ value }) => Math.abs(value - 1 / 3) < 1e-15));
});

test('rows of the reference have no influence, and their words are known only while they count', () => {
  const given = givenTwo({ city: ['Rome', 'Oslo'] }, { city: ['Rome', 'Oslo'] });
  assert.deepEqual([...(newCategoryShare.influence?.(given, {}) ?? [])], [0, 0, 0, 0]);
  const forgotten = { ...given, weight: Float64Array.of(1, 0, 1, 1) };
  assert.deepEqual(newCategoryShare.measure(forgotten, {}), { value: 0.5, n: 4, parts: [] });
});
