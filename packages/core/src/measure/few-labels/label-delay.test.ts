import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { ageOf, arrivedBy, delayWeight, labelDelay } from './label-delay.ts';

test('the steps of a small table are those worked out by hand', () => {
  // At age 1 one of 5 comes; at 3, of the 3 that are left (one of age 2 waits no longer), one; at 5 the last of 1.
  const delay = labelDelay({ delays: Float64Array.of(3, 1, 5), ages: Float64Array.of(2, 4) });
  assert.deepEqual([...delay.ages], [1, 3, 5]);
  const arrived = [1 - 4 / 5, 1 - (4 / 5) * (2 / 3), 1];
  for (const [k, want] of arrived.entries()) assert.ok(Math.abs(delay.arrived[k]! - want) < 1e-15, `${k}`); // ! as many
  assert.deepEqual(
    [0.5, 1, 2.9, 3, 9].map((age) => arrivedBy(delay, age)),
    [0, ...[0, 0, 1, 2].map((k) => delay.arrived[k])],
  );
  assert.equal(ageOf(delay, 0.4), 3);
  assert.equal(ageOf(labelDelay({ delays: Float64Array.of(1), ages: Float64Array.of(2, 2) }), 0.5), null);
});

test('a row that waits as long as a label took was there when it came', () => {
  assert.deepEqual([...labelDelay({ delays: Float64Array.of(2), ages: Float64Array.of(2) }).arrived], [0.5]);
});

test('where labels come late, the share that has come is not that of the labels that are there', () => {
  const random = makeRandom(5);
  const rows = Array.from({ length: 20_000 }, () => ({ age: 30 * random(), delay: -10 * Math.log(1 - random()) }));
  const delays = Float64Array.from(
    rows.filter(({ age, delay }) => delay <= age),
    ({ delay }) => delay,
  );
  const ages = Float64Array.from(
    rows.filter(({ age, delay }) => delay > age),
    ({ age }) => age,
  );
  const delay = labelDelay({ delays, ages });
  for (const age of [2, 5, 10, 20]) {
    const [found, truth] = [arrivedBy(delay, age), 1 - Math.exp(-age / 10)];
    assert.ok(Math.abs(found - truth) < 0.02, `${age}: ${found}, truth ${truth}`);
  }
  // Weighted by the chance that its label is there, every row counts once.
  const weights = rows.filter(({ age, delay: own }) => own <= age).map(({ age }) => delayWeight(delay, age) ?? 0);
  const counted = weights.reduce((sum, weight) => sum + weight, 0);
  assert.ok(Math.abs(counted / rows.length - 1) < 0.04, `${counted}`);
});

test('by an age when hardly a label has come nothing is said, and no row counts more than 20 times', () => {
  const delays = Float64Array.from({ length: 100 }, (_, k) => 1 + k);
  const delay = labelDelay({ delays, ages: new Float64Array() });
  assert.equal(delayWeight(delay, 4), null);
  assert.ok(Math.abs((delayWeight(delay, 5) ?? 0) - 20) < 1e-9);
  assert.equal(delayWeight(delay, 100), 1);
  assert.equal(labelDelay({ delays: new Float64Array(), ages: Float64Array.of(3) }).arrived.length, 0);
});
