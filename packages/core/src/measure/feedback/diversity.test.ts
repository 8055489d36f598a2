import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diversityChange } from './diversity.ts';

const usual = [0.9, 0.92, 0.91, 0.93, 0.89];

test('three windows in a row below what the reference had are narrower; one is chance', () => {
  const found = diversityChange(usual, [0.9, 0.5, 0.4, null, 0.3]);
  assert.equal(found.kind, 'narrower');
  // t(.975, 4) = 2.776, s = .01581, s (1 + 1/5)^.5 = .01732.
  assert.ok(Math.abs((found.usual?.[0] ?? 0) - (0.91 - 2.7764451 * 0.0173205)) < 1e-6, `${found.usual}`);
  assert.equal(diversityChange(usual, [0.4, 0.9, 0.4]).kind, 'level');
  assert.equal(diversityChange(usual, [0.99, 0.99, 0.99]).kind, 'wider');
});

test('few windows say nothing', () => {
  assert.deepEqual(diversityChange(usual.slice(1), [0.4, 0.4, 0.4]), { usual: null, kind: null });
  assert.equal(diversityChange(usual, [0.4, 0.4]).kind, null);
});
