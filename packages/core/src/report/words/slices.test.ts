import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionWords, shorten, sliceName, whereWords } from './slices.ts';

test('a condition is read aloud where it is simple', () => {
  assert.equal(whereWords("sex = 'Female' and hours >= 40"), 'where sex is Female and hours is at least 40');
  assert.equal(whereWords('region=north'), 'where region is north');
  assert.equal(whereWords("marital_status != 'Never-married'"), 'where marital status is not Never-married');
});

test('a name, and a condition that is too intricate, stand in quotes', () => {
  assert.equal(whereWords('rush'), 'in “rush”');
  assert.equal(conditionWords("a in ('x', 'y')"), null);
  assert.equal(conditionWords("not (a = 'x')"), null);
});

test('all rows have a name too', () => {
  assert.equal(sliceName(null), 'all rows');
  assert.equal(whereWords(null), 'over all rows');
});

test('a long name is cut by letters, not by halves of them', () => {
  assert.equal(shorten('a\n b\t c'), 'a b c');
  assert.equal([...shorten('😀'.repeat(200))].length, 90);
  assert.ok(!/\p{Cs}/u.test(shorten('😀'.repeat(200))));
});
