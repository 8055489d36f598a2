import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promoted, type World } from './worlds.ts';

const equal: World = { metric: 'accuracy', margin: 0.02, n: 1500, loss: 0, lossIn: 'all', isByDay: false };

/** How many of so many draws end so. */
function shareOf(world: World, draws: number, isMeant: (verdict: string) => boolean): number {
  let found = 0;
  for (let seed = 1; seed <= draws; seed++) if (isMeant(promoted(world, seed))) found++;
  return found / draws;
}

// Of 300 draws at a rate of 5 % more than 27 (9 %) come in one of a thousand.
test('an equal model is refused, and one worse by the margin promoted, in at most one of twenty draws', () => {
  assert.ok(shareOf(equal, 300, (verdict) => verdict === 'fail') <= 0.09);
  assert.ok(shareOf({ ...equal, loss: 0.02 }, 300, (verdict) => verdict === 'pass' || verdict === 'warn') <= 0.09);
});

test('a challenger that is equal over all and worse by twice the margin where it is guarded is not promoted', () => {
  const world: World = { ...equal, loss: 0.01, lossIn: 'slice' };
  assert.ok(shareOf(world, 200, (verdict) => verdict === 'pass' || verdict === 'warn') <= 0.1);
});
