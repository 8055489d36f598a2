import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studentQuantile } from '../stats/student.ts';
import { makeRows } from '../table/rows.ts';
import { deltaBounds, hallBounds } from './influence-bounds.ts';
import { TWO_SIDED } from './interval.ts';
import type { Estimate } from './quantity.ts';
import { spreadOf } from './spread.ts';

/** A mean and how each value moves it: of numbers, or of losses of classes. */
function meanOf(values: readonly number[], isOfNumbers = false) {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const influence = Float64Array.from(values, (v) => Math.sqrt(n / (n - 1)) * (v - mean));
  const rows = makeRows(n, isOfNumbers ? {} : { classes: ['no', 'yes'] });
  const none = { exact: null, quantile: null, ratio: null };
  const estimate: Estimate = { value: mean, n, influence, scale: 'identity', isMean: true, ...none };
  return { estimate, rows, spread: spreadOf(influence, rows) };
}
const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 1e-9, `${a} and ${b}`);

test('numbers that lie evenly around their mean have the interval of Student', () => {
  const { estimate, rows, spread } = meanOf([1, 2, 3, 4, 5, 6, 7, 8]);
  const hall = hallBounds(estimate, spread, rows)(TWO_SIDED) ?? [0, 0];
  const delta = deltaBounds(estimate, spread)(TWO_SIDED) ?? [0, 0];
  near(hall[0], delta[0]);
  near(hall[1], delta[1]);
  near(delta[1] - 4.5, studentQuantile(0.975, 7) * Math.sqrt(6 / 8));
});

test('a few large numbers among small ones push both ends up, the upper one further', () => {
  const { estimate, rows, spread } = meanOf([...new Array(30).fill(1), 2, 3, 5, 9, 20]);
  const [low, high] = hallBounds(estimate, spread, rows)(TWO_SIDED) ?? [0, 0];
  const [plainLow, plainHigh] = deltaBounds(estimate, spread)(TWO_SIDED) ?? [0, 0];
  assert.ok(low > plainLow && high > plainHigh, `${low} ${plainLow}, ${high} ${plainHigh}`);
  assert.ok(high - plainHigh > low - plainLow);
});

test('of numbers fewer rows count for the deviation than of classes: a long tail hides part of it', () => {
  const values = [...new Array(30).fill(1), 2, 3, 5, 9, 20];
  const width = (isOfNumbers: boolean): number => {
    const { estimate, rows, spread } = meanOf(values, isOfNumbers);
    const [low, high] = hallBounds(estimate, spread, rows)(TWO_SIDED) ?? [0, 0];
    return high - low;
  };
  assert.ok(width(true) > 1.2 * width(false), `${width(true)} and ${width(false)}`);
});

test('bounds widen as the level rises, however skewed the numbers', () => {
  const { estimate, rows, spread } = meanOf([...new Array(19).fill(0), 1000]);
  const boundsAt = hallBounds(estimate, spread, rows);
  let before: readonly [number, number] = [estimate.value, estimate.value];
  for (const tail of [0.4, 0.2, 0.1, 0.05, 0.025, 0.01, 0.001]) {
    const bounds = boundsAt([tail, 1 - tail]) ?? [0, 0];
    assert.ok(bounds[0] <= before[0] + 1e-9 || tail === 0.4, `${tail}: ${bounds[0]} after ${before[0]}`);
    assert.ok(bounds[1] >= before[1] - 1e-9, `${tail}: ${bounds[1]} after ${before[1]}`);
    before = bounds;
  }
});

test("the inverse of the bounds is Hall's cubic of the studentised value", () => {
  const { estimate, rows, spread } = meanOf([...new Array(60).fill(1), ...new Array(40).fill(2), 6, 7, 9]);
  const [low] = hallBounds(estimate, spread, rows)(TWO_SIDED) ?? [0];
  const enlarged = spread.skewness * (1 + 8.5 / 103);
  const t = (estimate.value - low) / spread.deviation;
  const cubic = t + (enlarged * t ** 2) / 3 + (enlarged ** 2 * t ** 3) / 27 + enlarged / 6;
  near(cubic, studentQuantile(0.975, spread.degrees ?? 1e9));
});

test('numbers over few clusters have fewer degrees of freedom than classes do', () => {
  const { estimate, rows } = meanOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const byTwo = { ...rows, cluster: Int32Array.from({ length: 12 }, (_, i) => i >> 1) };
  const spread = spreadOf(estimate.influence ?? new Float64Array(), byTwo);
  const width = (classes: readonly string[]): number => {
    const [low, high] = hallBounds(estimate, spread, { ...byTwo, classes })(TWO_SIDED) ?? [0, 0];
    return high - low;
  };
  near(width([]) / width(['no', 'yes']), studentQuantile(0.975, 3) / studentQuantile(0.975, 5));
});
