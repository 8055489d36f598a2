import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Heard, hushesOf } from './hushes.ts';

/** A window for each letter: `.` speaks, `n` has no rows, `l` no labels. */
const heard = (letters: string): Heard[] =>
  [...letters].map((letter, k) => ({
    ...{ start: k, end: k + 1 },
    silent: letter === '.' ? null : letter === 'n' ? 'no-rows' : 'no-labels',
  }));

test('a stream that stops is named with the start of its first silent window and the reason', () => {
  assert.deepEqual(hushesOf(heard('.....nlll'), 0), [{ since: 5, until: null, windows: 4, reason: 'no-labels' }]);
});

test('one that comes back says until when', () => {
  assert.deepEqual(hushesOf(heard('..nnnn..'), 0), [{ since: 2, until: 6, windows: 4, reason: 'no-rows' }]);
});

test('pauses that it always had are none, and neither is one that never spoke or a silence of the reference', () => {
  assert.deepEqual(hushesOf(heard('..nn..nn..nn'), 0), []);
  assert.deepEqual(hushesOf(heard('..nnnn....nnnn..'), 6), [], 'as long as one of the reference');
  assert.deepEqual(hushesOf(heard('nnnnnn'), 0), []);
  assert.deepEqual(hushesOf(heard('nnnnnn..nnn'), 0).length, 1, 'before it first spoke it was not awaited');
});
