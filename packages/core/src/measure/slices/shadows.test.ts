import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf, type Trial } from './effect.ts';
import { shadowsOf } from './shadows.ts';

const N = 2000;
/** Rows of which one in ten is wrong, and one in two where `isSpoilt`. */
const loss = (isSpoilt: (i: number) => boolean): Float64Array =>
  Float64Array.from({ length: N }, (_, i) => Number((i * 7919) % 100 < (isSpoilt(i) ? 50 : 10)));

/** The slices, by which rows they hold, and whose shadow each is. */
function shadowed(losses: Float64Array, slices: readonly ((i: number) => boolean)[]): readonly (number | null)[] {
  const trials = slices.map(
    (isIn): Trial => ({
      loss: losses,
      inside: Int32Array.from({ length: N }, (_, i) => Number(isIn(i))),
      weight: null,
      cluster: null,
      isCompared: false,
    }),
  );
  const effects = effectsOf(trials, 1);
  assert.ok(
    effects.every(({ status }) => status === 'confirmed'),
    'all are confirmed',
  );
  const tried = trials.map((trial, k) => ({ question: 0, trial, effect: effects[k]! })); // ! as many
  return shadowsOf(tried, 1);
}

const isA = (i: number): boolean => i % 10 < 3;
const isB = (i: number): boolean => i % 10 >= 2 && i % 10 < 4;
const isC = (i: number): boolean => i % 10 >= 6 && i % 10 < 8;

test('a slice that is worse only by the rows of another is the shadow of it, whichever was found first', () => {
  assert.deepEqual(shadowed(loss(isA), [isA, isB]), [null, 0]);
  assert.deepEqual(shadowed(loss(isA), [isB, isA]), [1, null]);
});

test('slices that are worse by rows of their own are no shadows', () => {
  const losses = loss((i) => isA(i) || isB(i) || isC(i));
  assert.deepEqual(shadowed(losses, [isA, isB, isC]), [null, null, null]);
});

test('what is worse by one of its parts is the shadow of that part, and the part is none of it', () => {
  const isWhole = (i: number): boolean => i % 10 < 7;
  assert.deepEqual(shadowed(loss(isA), [isWhole, isA]), [1, null]);
});
