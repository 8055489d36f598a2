import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { atLevel, fitLevel, type Level } from './level.ts';

const random = makeRandom(5);
const prediction = Float64Array.from({ length: 400 }, () => 20 + 100 * random());

function costOf(level: Level, label: Float64Array, q: number): number {
  return atLevel(level, prediction).reduce((sum, own, i) => {
    const short = (label[i] ?? 0) - own;
    return sum + Math.max(q * short, (q - 1) * short);
  }, 0);
}

test('growth is a factor, what is missing everywhere is added', () => {
  const grown = fitLevel({ label: prediction.map((own) => 1.65 * own + random()), prediction }, 0.5);
  assert.ok(grown.kind === 'times' && Math.abs(grown.factor - 1.66) < 0.01, JSON.stringify(grown));
  const raised = fitLevel({ label: prediction.map((own) => own - 7 + random()), prediction }, 0.5);
  assert.ok(raised.kind === 'plus' && Math.abs(raised.more + 6.5) < 0.2, JSON.stringify(raised));
});

test('no other level of its kind costs less, whatever too much and too little cost', () => {
  const label = prediction.map((own) => own * (0.8 + random()) + 10 * random());
  for (const q of [0.1, 0.5, 2 / 3, 0.9]) {
    const level = fitLevel({ label, prediction }, q);
    const least = costOf(level, label, q);
    for (const step of [-0.05, -0.01, 0.01, 0.05]) {
      const other: Level =
        level.kind === 'times'
          ? { ...level, factor: level.factor + step }
          : { ...level, more: level.more + 100 * step };
      assert.ok(costOf(other, label, q) >= least, `${q} ${step}`);
    }
  }
});

test('answers of nothing, or below, have no factor', () => {
  const level = fitLevel({ label: Float64Array.of(1, 2, 3), prediction: Float64Array.of(0, -1, 0) }, 0.5);
  assert.deepEqual(level, { kind: 'plus', more: 3 });
  const zero = fitLevel({ label: Float64Array.of(0, 0, 0), prediction: Float64Array.of(1, 2, 3) }, 0.5);
  assert.deepEqual(zero, { kind: 'plus', more: -2 });
});
