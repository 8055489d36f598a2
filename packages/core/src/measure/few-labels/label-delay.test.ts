import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { ageOf, arrivedBy, labelDelay, stillToCome } from './label-delay.ts';

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
});

test('where no label came nothing is known of its delay', () => {
  assert.equal(labelDelay({ delays: new Float64Array(), ages: Float64Array.of(3) }).arrived.length, 0);
});

test('labels that are still to come: by the share that came to rows of that age, between none and all', () => {
  // Of four rows one label took 1, one 3; one row waits since 2, one since 5: S is 3/4 after 1, 3/8 after 3.
  const delay = labelDelay({ delays: Float64Array.of(1, 3), ages: Float64Array.of(2, 5) });
  const young = stillToCome(delay, Float64Array.of(0, 2));
  assert.ok(Math.abs(young.expected - (1 - 3 / 8 + (1 - 1 / 2))) < 1e-12, `${young.expected}`);
  assert.ok(young.interval[0] < young.expected && young.interval[1] === 2, `${young.interval}`);
  assert.equal(stillToCome(delay, Float64Array.of(5)).expected, 0);
  assert.deepEqual(stillToCome(delay, new Float64Array()), { expected: 0, interval: [0, 0] });
  const nothing = labelDelay({ delays: new Float64Array(), ages: Float64Array.of(3) });
  assert.deepEqual(stillToCome(nothing, Float64Array.of(3)), { expected: 0, interval: [0, 1] });
  // Greenwood: of 100 rows that were followed to the end 60 got a label, so of 1,000 new ones 600, give or take 2 x 49.
  const many = labelDelay({ delays: new Float64Array(60).fill(2), ages: new Float64Array(40).fill(9) });
  const { expected, interval } = stillToCome(many, new Float64Array(1000));
  assert.ok(Math.abs(expected - 600) < 1e-9, `${expected}`);
  assert.ok(Math.abs(interval[0] - 499) < 8 && Math.abs(interval[1] - 693) < 8, `${interval}`);
  // Nobody got a label after 2: of rows that wait longer hardly any will.
  assert.ok(stillToCome(many, new Float64Array(100).fill(5)).interval[1] < 10, 'old rows');
});
