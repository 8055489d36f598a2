import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberPanel } from './panels.ts';

const whole = (n: number, from: number, to: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => from + (i % (to - from + 1)));

test('whole numbers are drawn in cells of as many each, so that an even spread is even', () => {
  for (const [from, to, cells] of [
    [1, 31, 31],
    [1, 52, 26],
    [0, 999, 31],
  ] as const) {
    const panel = numberPanel('x', whole(52_000, from, to), whole(52_000, from, to));
    assert.ok(panel?.kind === 'number');
    assert.equal(panel.current.length, cells);
    const inner = panel.current.slice(1, -1);
    assert.ok(Math.max(...inner) - Math.min(...inner) < 0.02, `${from} to ${to}`);
  }
});

test('few whole numbers are named, numbers between are drawn over their range', () => {
  const yes = Float64Array.of(0, 0, 0, 1);
  assert.deepEqual(numberPanel('y', yes, Float64Array.of(1, 1)), {
    ...{ kind: 'text', column: 'y', names: ['0', '1'] },
    ...{ reference: [75, 25], current: [0, 100] },
  });
  const panel = numberPanel('p', Float64Array.of(0.1, 0.4, 0.9), Float64Array.of(0.2, 0.7));
  assert.ok(panel?.kind === 'number' && panel.edges.length === 25);
  assert.equal(numberPanel('one', Float64Array.of(3, 3), Float64Array.of(3)), null);
});
