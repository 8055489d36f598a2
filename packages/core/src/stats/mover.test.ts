import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moverDifference } from './mover.ts';
import { wilson } from './proportion.ts';

test('symmetric bounds give the normal interval of a difference', () => {
  const [low, high] = moverDifference({ value: 5, bounds: [2, 8] }, { value: 1, bounds: [-3, 5] });
  assert.deepEqual([low, high], [4 - 5, 4 + 5]);
});

test('of two shares with Wilson bounds it is the interval of Newcombe (56/70 and 48/80, his first example)', () => {
  const z = 1.959963984540054;
  const [a, b] = [
    { value: 56 / 70, bounds: wilson(56, 70, z) },
    { value: 48 / 80, bounds: wilson(48, 80, z) },
  ];
  const [low, high] = moverDifference(a, b);
  // Newcombe 1998, table II, method 10.
  assert.ok(Math.abs(low - 0.0524) < 5e-5 && Math.abs(high - 0.3339) < 5e-5, `${low} ${high}`);
});
