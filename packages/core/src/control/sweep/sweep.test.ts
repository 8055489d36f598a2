import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom, type Random } from '../../std/random.ts';
import { blockInterval } from './compare.ts';
import type { Course, ModelKey, SweepPolicy } from './course.ts';
import { oracle, playPolicy } from './play.ts';
import { cara, costAware, dueAt, every, never, onDrift, onFall, rightEvery } from './policies.ts';

const PERIODS = 40;
const ROWS = 100;

/** A course by what a row costs with a model of that age, labels known after `delay` periods. */
function courseOf(rate: (key: ModelKey, period: number) => number, more: Partial<Course> = {}, delay = 1): Course {
  const made = (key: ModelKey, period: number): number =>
    Math.max(key.trained ?? 0, key.recalibrated ?? 0) > period ? Number.NaN : rate(key, period);
  return {
    rows: new Float64Array(PERIODS).fill(ROWS),
    knownFrom: Int32Array.from({ length: PERIODS }, (_, period) => period + 1 + delay),
    drifts: new Int32Array(PERIODS),
    canTrain: new Uint8Array(PERIODS).fill(1),
    canRecalibrate: false,
    prices: { retrain: 100, recalibrate: 0, label: 0, alarm: 0 },
    cost: (key, period) => ROWS * made(key, period),
    rate: made,
    ...more,
  };
}

const ageOf = ({ trained }: ModelKey, period: number): number => period - (trained ?? -10);
const POLICIES: readonly SweepPolicy[] = [
  never,
  every(3),
  every(10),
  onDrift,
  onFall,
  cara('cara-t', 0.3),
  cara('cara-ct', 1),
  rightEvery(3),
  costAware,
];

/** Costs that hang on model and period by chance, the same whenever they are asked. */
function worldOf(random: Random): (key: ModelKey, period: number) => number {
  const known = new Map<string, number>();
  return ({ trained, recalibrated }, period) => {
    const key = `${trained} ${recalibrated} ${period}`;
    const found = known.get(key) ?? random();
    known.set(key, found);
    return found;
  };
}

test('nothing costs less than what could have been known beforehand', () => {
  for (let seed = 1; seed <= 24; seed++) {
    const random = makeRandom(seed);
    const course = courseOf(worldOf(random), {
      canTrain: Uint8Array.from({ length: PERIODS }, () => Number(random() < 0.8)),
      canRecalibrate: seed % 2 === 0,
      drifts: Int32Array.from({ length: PERIODS }, () => Number(random() < 0.2)),
      prices: { retrain: 40 * random(), recalibrate: 10 * random(), label: 0, alarm: 0 },
    });
    const { total, actions } = oracle(course);
    for (const policy of POLICIES) {
      const played = playPolicy(course, policy);
      assert.ok(played.costs.total >= total - 1e-9, `${policy.id} ${seed}: ${played.costs.total}, least ${total}`);
    }
    assert.equal(
      actions.some(({ action }) => action === 'recalibrate'),
      course.canRecalibrate,
    );
    // Done as it says, it costs what it says.
    const script = (now: number) => actions.filter(({ period }) => period === now).map(({ action }) => action);
    const replayed = playPolicy(course, { ...never, decide: ({ now }) => script(now) });
    assert.ok(Math.abs(replayed.costs.total - total) < 1e-9, `${seed}: ${replayed.costs.total}, ${total}`);
  }
});

test('no policy looks at labels that are not there yet', () => {
  const cut = 25;
  for (let seed = 1; seed <= 10; seed++) {
    const [before, after] = [worldOf(makeRandom(seed)), worldOf(makeRandom(seed + 1000))];
    const first = courseOf((key, period) => before(key, period) + 0.02 * ageOf(key, period));
    // The same up to what is known at the cut, and another world from there on.
    const other = courseOf((key, period) =>
      period + 2 <= cut ? before(key, period) + 0.02 * ageOf(key, period) : 3 * after(key, period),
    );
    for (const policy of POLICIES) {
      const upTo = (course: Course): unknown =>
        playPolicy(course, policy).actions.filter(({ period }) => period <= cut);
      assert.deepEqual(upTo(other), upTo(first), `${policy.id} ${seed}`);
    }
  }
});

test('where models grow stale evenly, weighing costs retrains about as often as is best', () => {
  const course = courseOf((key, period) => 0.02 * ageOf(key, period));
  const schedules = [2, 3, 4, 6, 8, 10, 15, 20].map((periods) => playPolicy(course, every(periods)).costs.total);
  const { costs } = playPolicy(course, costAware);
  assert.ok(costs.total <= 1.1 * Math.min(...schedules), `${costs.total}, schedules ${schedules}`);
  assert.ok(costs.total < 0.7 * playPolicy(course, never).costs.total);
});

test('new models that are worse are not taken, and the shipped one comes back when it is better again', () => {
  const worse = courseOf((key) => (key.trained === null ? 0.3 : 0.5), { drifts: new Int32Array(PERIODS).fill(1) });
  assert.deepEqual(playPolicy(worse, costAware).actions, []);
  assert.ok(playPolicy(worse, onDrift).costs.retrains > 0, 'alarms alone are fooled');
  // From 10 to 24 the world is another one; then the old one comes back.
  const isOther = (period: number): boolean => period >= 10 && period < 25;
  const back = courseOf((key, period) => {
    const learnedOther = key.trained !== null && isOther(key.trained - 2);
    return learnedOther === isOther(period) ? 0.1 : 0.6;
  });
  const { actions } = playPolicy(back, costAware);
  assert.equal(actions[0]?.action, 'retrain');
  assert.ok(
    actions.some(({ action, period }) => action === 'roll-back' && period >= 25 && period <= 30),
    JSON.stringify(actions),
  );
});

test('scores that can be set right for less are, in the place of a new model', () => {
  const course = courseOf((key, period) => ((key.recalibrated ?? key.trained) === null && period > 5 ? 0.6 : 0.2), {
    canRecalibrate: true,
    prices: { retrain: 500, recalibrate: 10, label: 0, alarm: 0 },
  });
  const { actions, costs } = playPolicy(course, costAware);
  assert.deepEqual(
    actions.map(({ action }) => action),
    ['recalibrate'],
  );
  assert.equal(costs.recalibrations, 10);
});

test('what is due now hangs on the newest periods alone', () => {
  const prices = { retrain: 500, recalibrate: 10, label: 0, alarm: 0 };
  const world = (isWorse: (period: number) => boolean) =>
    courseOf((key, period) => ((key.recalibrated ?? key.trained) === null && isWorse(period) ? 0.6 : 0.2), {
      canRecalibrate: true,
      prices,
    });
  assert.deepEqual(
    dueAt(
      world((period) => period > 30),
      PERIODS - 1,
    ),
    ['recalibrate'],
  );
  assert.deepEqual(
    dueAt(
      world((period) => period < 25),
      PERIODS - 1,
    ),
    [],
  );
});

test('from a new model that grew worse the way back is the shipped one set right', () => {
  // Growth, then a summer in which the shape is another one: a new model is better for ten periods only.
  const course = courseOf(
    ({ trained, recalibrated }, period) => {
      const isSummer = period >= 10 && period < 20;
      if (trained !== null) return isSummer === (trained >= 10 && trained < 20) ? 0.3 : 0.6;
      return recalibrated === null ? 0.9 : isSummer ? 0.7 : 0.2;
    },
    { canRecalibrate: true, prices: { retrain: 30, recalibrate: 5, label: 0, alarm: 0 } },
  );
  const { actions, costs } = playPolicy(course, costAware);
  assert.deepEqual([actions[0]?.action, actions[1]?.action], ['recalibrate', 'retrain']);
  const [back, right] = actions.slice(-2);
  assert.deepEqual([back?.action, right?.action], ['roll-back', 'recalibrate']);
  assert.ok(back !== undefined && back.period === right?.period && back.period > 20 && back.period < 26);
  assert.equal(costs.recalibrations, 10);
  const schedules = [2, 4, 8].flatMap((periods) => [every(periods), rightEvery(periods)]);
  for (const schedule of schedules) assert.ok(costs.total < playPolicy(course, schedule).costs.total, schedule.id);
});

test('a period without rows costs nothing, and what labels and alarms cost is counted', () => {
  const rows = new Float64Array(PERIODS).fill(ROWS);
  rows[7] = 0;
  const course = courseOf(() => 0.5, {
    rows,
    drifts: Int32Array.from({ length: PERIODS }, (_, period) => Number(period === 3)),
    prices: { retrain: 0, recalibrate: 0, label: 0.01, alarm: 5 },
  });
  const free = playPolicy(course, never);
  assert.equal(free.costs.total, 0.5 * ROWS * (PERIODS - 1));
  assert.equal(playPolicy(course, onFall).costs.labels, 0.01 * ROWS * (PERIODS - 1));
  assert.equal(playPolicy(course, onDrift).costs.alarms, 5);
});

test('the interval of a sum holds it where neighbours hang together', () => {
  const random = makeRandom(3);
  let held = 0;
  const worlds = 120;
  for (let world = 0; world < worlds; world++) {
    let level = 0;
    const series = Float64Array.from({ length: 80 }, () => {
      level = 0.5 * level + random() - 0.5;
      return 1 + level;
    });
    const found = blockInterval(series, { block: 5, seed: world });
    if (found !== null && found[0] <= 80 && found[1] >= 80) held++;
  }
  // Blocks of five see most of what hangs together at .5; measured 89 of 100.
  assert.ok(held / worlds > 0.84 && held / worlds < 0.97, `${held / worlds}`);
  assert.equal(blockInterval(new Float64Array(14), { block: 5, seed: 1 }), null);
});
