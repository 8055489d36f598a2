import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcomes } from '../measure/estimate/estimator.ts';
import { makeRandom } from '../std/random.ts';
import { heldBy, openWealth, settleOutcomes } from './calibration-evidence.ts';
import { watchCalibration } from './calibration-watch.ts';

const one = (low: number, high: number, came: number): Outcomes => ({
  low: Float64Array.of(low),
  high: Float64Array.of(high),
  came: Float64Array.of(came),
});

test('no bet gains on average from any chance within the tolerance, and some bet does beyond it', () => {
  const settling = { income: 1, tolerance: 0.02, together: [1] };
  const after = (came: number): number => heldBy(settleOutcomes(openWealth(1), [one(0.3, 0.4, came)], settling));
  const expected = (p: number): number => p * after(1) + (1 - p) * after(0);
  for (const p of [0.28, 0.3, 0.35, 0.4, 0.42]) assert.ok(expected(p) <= 1 + 1e-12, `${p}: ${expected(p)}`);
  // What all bets hold together may still shrink; each alone is an e-value.
  const grown = settleOutcomes(openWealth(1), [one(0.3, 0.3, 1)], settling)[0]!; // ! one stream
  const fallen = settleOutcomes(openWealth(1), [one(0.3, 0.3, 0)], settling)[0]!; // ! one stream
  const none: Outcomes = { low: new Float64Array(), high: new Float64Array(), came: new Float64Array() };
  const shares = settleOutcomes(openWealth(1), [none], settling)[0]!; // ! one stream
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-12, 'all bets together get the income');
  const mean = (k: number, p: number): number => p * grown[k]! + (1 - p) * fallen[k]!; // ! as many bets
  const bets = [...grown.keys()];
  assert.ok(
    bets.every((k) => mean(k, 0.32) <= shares[k]! + 1e-12), // ! as many
    'each bet at the edge of the tolerance',
  );
  assert.ok(
    bets.some((k) => mean(k, 0.6) > shares[k]! * 1.1), // ! as many
    'a bet gains where the chance is .6',
  );
});

test('labels that come as foretold are no alarm, flipped ones are one within five windows', () => {
  const random = makeRandom(2);
  const window = (flips: number, n = 150): readonly Outcomes[] => {
    const chance = Float64Array.from({ length: n }, () => (random() < 0.5 ? 0.05 : 0.95));
    const came = chance.map((c) => Number(random() < c !== random() < flips));
    return [{ low: chance, high: chance, came }];
  };
  const before = Array.from({ length: 20 }, () => window(0, 1000));
  const promise = { perWindow: 1 / 30, tolerance: 0.02 };
  const calm = watchCalibration(
    before,
    Array.from({ length: 30 }, () => window(0)),
    promise,
  );
  assert.ok(
    calm.windows.every(({ isAlarm }) => !isAlarm),
    'nothing changed',
  );
  assert.ok(Math.abs(calm.spent - 1) < 1e-12, 'thirty windows of a thirtieth');
  const found = watchCalibration(before, [null, ...Array.from({ length: 8 }, () => window(0.1))], promise);
  const first = found.windows.findIndex(({ isAlarm }) => isAlarm);
  assert.ok(first >= 1 && first <= 5, `found in window ${first}`);
  assert.equal(found.windows[0]?.labels, 0);
});

test('labels that wander together in the reference count as fewer', () => {
  const random = makeRandom(4);
  // All labels of a window tend one way, to and fro.
  const window = (push: number): readonly Outcomes[] => {
    const chance = new Float64Array(200).fill(0.5);
    return [{ low: chance, high: chance, came: chance.map(() => Number(random() < 0.5 + push)) }];
  };
  const pushes = Array.from({ length: 20 }, (_, k) => (k % 2 === 0 ? 0.15 : -0.15));
  const later = pushes.slice(0, 10).map(window);
  const alarms = (before: readonly (readonly Outcomes[])[]): number =>
    watchCalibration(before, later, { perWindow: 1 / 30, tolerance: 0.02 }).windows.filter(({ isAlarm }) => isAlarm)
      .length;
  assert.equal(alarms(pushes.map(window)), 0);
  assert.ok(alarms(Array.from({ length: 20 }, () => window(0))) > 0, 'without such a reference it is an alarm');
});
