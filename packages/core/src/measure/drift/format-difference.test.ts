import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyColumn, makeLevelTally } from '../../profile/column.ts';
import { freezeTexts } from '../../profile/details.ts';
import { formatDifference } from './format-difference.ts';

const frozen = (counts: Record<string, number>) => freezeTexts('income', new Map(Object.entries(counts)), 0).profile;

function differenceOf(before: Record<string, number>, now: Record<string, number>) {
  const reference = frozen(before);
  assert.ok(reference.bins.kind === 'levels');
  const tally = makeLevelTally(reference.bins);
  for (const [level, count] of Object.entries(now)) tally.add(level, count);
  return formatDifference(reference, tally.addedTo(emptyColumn('income', reference.bins)), frozen(now));
}

test('a trailing dot is a difference of format, and read alike nothing is new', () => {
  const found = differenceOf({ '<=50K': 75, '>50K': 25 }, { '<=50K.': 76, '>50K.': 24 });
  assert.deepEqual(found?.kinds, ['dot']);
  assert.deepEqual(found.texts[0], { current: '<=50K.', reference: '<=50K', rows: 76 });
  assert.equal(found.rows, 100);
  assert.deepEqual([...found.readAlike.counts], [76, 24, 0, 0, 0]);
});

test('letter case and blanks inside are named as such', () => {
  assert.deepEqual(differenceOf({ 'Low Fat': 9, Regular: 1 }, { 'low fat': 9, Regular: 1 })?.kinds, ['case']);
  assert.deepEqual(differenceOf({ 'Low Fat': 9, Regular: 1 }, { 'Low  Fat': 9, Regular: 1 })?.kinds, ['blanks']);
});

test('a text that the reference has both ways, and one that is truly new, are no difference of format', () => {
  assert.equal(differenceOf({ a: 5, A: 5 }, { a: 5, A: 5 }), null);
  assert.equal(differenceOf({ Rome: 5, Oslo: 5 }, { Rome: 5, Bern: 5 }), null);
});

test('of texts that are new only those written otherwise are read alike', () => {
  const found = differenceOf({ Rome: 50, Oslo: 50 }, { ROME: 40, Oslo: 40, Bern: 20 });
  assert.equal(found?.rows, 40);
  assert.deepEqual([...found.readAlike.counts], [40, 40, 0, 20, 0]);
});
