import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { type Features, takeFeatures } from '../features.ts';
import { BOOST_DEFAULTS, type BoostOptions, type BoostSample, fitBoosted } from './fit.ts';
import type { Objective, Targets } from './objective.ts';
import { answer } from './predict.ts';

const N = 1500;
const few: BoostOptions = { ...BOOST_DEFAULTS, rounds: 30, leavesMax: 15 };

/** Two numbers and a level, of which answers depend. */
function drawn(seed: number, n = N): { readonly features: Features; readonly signal: Float64Array } {
  const random = makeRandom(seed);
  const a = Float64Array.from({ length: n }, random);
  const b = Float64Array.from({ length: n }, random);
  const codes = Int32Array.from({ length: n }, () => Math.floor(random() * 12));
  const effect = [0, 2, 0, 1, 3, 0, 1, 2, 0, 3, 1, 0];
  return {
    features: {
      n,
      columns: [
        { kind: 'number', name: 'a', values: a },
        { kind: 'number', name: 'b', values: b },
        { kind: 'level', name: 'c', codes, levels: [...'abcdefghijkl'] },
      ],
    },
    signal: a.map((x, i) => 2 * Math.sin(5 * x) + effect[codes[i]!]! * b[i]!), // ! i < n; a level
  };
}

const alike = (target: Float64Array): Targets => ({ target, weight: null });
const learned = drawn(1);
const later = drawn(2);

const errorOf = (said: Float64Array, wanted: Float64Array): number =>
  Math.sqrt(said.reduce((total, x, i) => total + (x - wanted[i]!) ** 2, 0) / said.length); // ! i < n

function fitted(objective: Objective, target: Float64Array, options: BoostOptions = few) {
  return fitBoosted({ features: learned.features, targets: alike(target), objective }, options);
}

test('numbers, levels and what they do together are learned', () => {
  const model = fitted({ kind: 'squared' }, learned.signal, { ...few, rounds: 100 });
  const [said] = answer(model, later.features);
  assert.ok(errorOf(said!, later.signal) < 0.15); // ! one output; the signal has a deviation of 1.5
});

test('chances are those that the outcomes were drawn with', () => {
  const random = makeRandom(3);
  const chance = (x: number) => 1 / (1 + Math.exp(-x));
  const model = fitted(
    { kind: 'logistic' },
    learned.signal.map((x) => (random() < chance(x) ? 1 : 0)),
  );
  const [said] = answer(model, later.features);
  assert.ok(errorOf(said!, later.signal.map(chance)) < 0.12); // ! one output
});

test('of several classes the chances sum to one and follow the signal', () => {
  const random = makeRandom(4);
  const classOf = (x: number) => (x + random() < 0.5 ? 0 : x < 2 ? 1 : 2);
  const model = fitted({ kind: 'softmax', classes: 3 }, learned.signal.map(classOf));
  const said = answer(model, later.features);
  let hits = 0;
  for (let i = 0; i < N; i++) {
    const row = said.map((own) => own[i]!); // ! i < n
    assert.ok(Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-12);
    if (row.indexOf(Math.max(...row)) === classOf(later.signal[i]!)) hits++; // ! i < n
  }
  assert.ok(hits > 0.85 * N, `${hits}`);
});

test('a quantile has its share of later outcomes below it', () => {
  const random = makeRandom(6);
  const noisy = (signal: Float64Array) => signal.map((x) => x + (1 + Math.abs(x)) * random());
  const model = fitted({ kind: 'quantile', quantile: 0.8 }, noisy(learned.signal), { ...few, rounds: 60 });
  const [said] = answer(model, later.features);
  const below = noisy(later.signal).filter((y, i) => y <= said![i]!).length / N; // ! one output
  assert.ok(below > 0.74 && below < 0.84, `${below}`);
});

test('counts are answered by their rate, and never below 0', () => {
  const random = makeRandom(7);
  const drawCount = (rate: number) => {
    let [count, rest] = [0, Math.exp(-rate)];
    for (let p = random(); p > rest && count < 100; count++) [p, rest] = [p - rest, (rest * rate) / (count + 1)];
    return count;
  };
  const model = fitted(
    { kind: 'poisson' },
    learned.signal.map((x) => drawCount(Math.exp(x / 2))),
  );
  const [said] = answer(model, later.features);
  assert.ok(said!.every((rate) => rate > 0)); // ! one output
  const off = said!.map((rate, i) => Math.log(rate) - later.signal[i]! / 2); // ! one output
  assert.ok(
    errorOf(
      off,
      off.map(() => 0),
    ) < 0.25,
  );
});

test('the same rows and seed give the same model', () => {
  const once = fitted({ kind: 'squared' }, learned.signal);
  assert.deepEqual(fitted({ kind: 'squared' }, learned.signal), once);
});

test('a row of weight 2 is the row twice', () => {
  const twice = Array.from({ length: N }, (_, i) => (i % 3 === 0 ? [i, i] : [i])).flat();
  const doubled = fitBoosted(
    {
      features: takeFeatures(learned.features, twice),
      targets: alike(Float64Array.from(twice, (i) => learned.signal[i]!)), // ! i < n
      objective: { kind: 'squared' },
    }, // ! rows
    few,
  );
  const weight = Float64Array.from({ length: N }, (_, i) => (i % 3 === 0 ? 2 : 1));
  const weighted = fitBoosted(
    { features: learned.features, targets: { target: learned.signal, weight }, objective: { kind: 'squared' } },
    few,
  );
  const [one] = answer(weighted, later.features);
  const [other] = answer(doubled, later.features);
  // Cuts are at other places, since one sees the row twice.
  assert.ok(errorOf(one!, other!) < 0.08, `${errorOf(one!, other!)}`); // ! one output
});

test('what is missing has a side of its own, where it tells something', () => {
  const random = makeRandom(8);
  const values = Float64Array.from({ length: N }, () =>
    random() < 0.3 ? Number.NaN : Math.floor(100 * random()) / 100,
  );
  const features: Features = { n: N, columns: [{ kind: 'number', name: 'x', values }] };
  const target = values.map((x) => (Number.isNaN(x) ? 5 : x < 0.5 ? 1 : 0));
  const [said] = answer(
    fitBoosted({ features, targets: alike(target), objective: { kind: 'squared' } }, { ...few, rounds: 200 }),
    features,
  );
  assert.ok(errorOf(said!, target) < 0.02); // ! one output
});

test('a level that was not seen is answered as what is missing', () => {
  const model = fitted({ kind: 'squared' }, learned.signal);
  const [number, other] = later.features.columns;
  const unseen = { kind: 'level', name: 'c', codes: new Int32Array(N), levels: ['zebra'] } as const;
  const missing = { kind: 'level', name: 'c', codes: new Int32Array(N).fill(-1), levels: [] } as const;
  const saidOf = (level: typeof unseen | typeof missing) =>
    answer(model, { n: N, columns: [number!, other!, level] })[0]!; // ! there are three columns, and one output
  assert.deepEqual(saidOf(unseen), saidOf(missing));
});

test('answers never fall with a feature that they may only rise with', () => {
  const random = makeRandom(9);
  const target = learned.signal.map((x) => x + 2 * random());
  const free = fitted({ kind: 'squared' }, target);
  const held = fitted({ kind: 'squared' }, target, { ...few, monotone: Int8Array.of(1, -1, 0) });
  const falls = (model: typeof free, column: number, sign: number): number => {
    let count = 0;
    for (let row = 0; row < 40; row++) {
      const grid = takeFeatures(later.features, new Array<number>(50).fill(row));
      const columns = grid.columns.map((own, f) =>
        f === column
          ? { kind: 'number' as const, name: own.name, values: Float64Array.from({ length: 50 }, (_, k) => k / 50) }
          : own,
      );
      const said = answer(model, { n: 50, columns })[0]!; // ! one output
      for (let k = 1; k < 50; k++) if (sign * (said[k]! - said[k - 1]!) < -1e-12) count++; // ! k < 50
    }
    return count;
  };
  assert.ok(falls(free, 0, 1) > 0);
  assert.equal(falls(held, 0, 1), 0);
  assert.equal(falls(held, 1, -1), 0);
});

test('rounds end where other rows are no better off, and the best are kept', () => {
  const random = makeRandom(10);
  const noise = (signal: Float64Array) => signal.map((x) => x + 4 * (random() - 0.5));
  const seen: (number | null)[] = [];
  const sample: BoostSample = {
    features: learned.features,
    targets: alike(noise(learned.signal)),
    objective: { kind: 'squared' },
    stop: { features: later.features, targets: alike(noise(later.signal)), patience: 10 },
  };
  const rules = { ...few, rounds: 500, rate: 0.3 };
  const model = fitBoosted({ ...sample, onRound: ({ stopLoss }) => seen.push(stopLoss) }, rules);
  assert.ok(seen.length < 200);
  assert.equal(model.rounds.length, seen.indexOf(Math.min(...seen.map(Number))) + 1);
  assert.equal(fitBoosted(sample, rules).rounds.length, model.rounds.length, 'the same where nobody listens');
});

test('one row, one value and no features give the mean', () => {
  const one: Features = { n: 1, columns: [{ kind: 'number', name: 'x', values: Float64Array.of(3) }] };
  const modelOf = (features: Features, target: Float64Array) =>
    // ! one output
    answer(fitBoosted({ features, targets: alike(target), objective: { kind: 'squared' } }, few), features)[0]!; // !
  assert.deepEqual([...modelOf(one, Float64Array.of(7))], [7]);
  assert.deepEqual([...modelOf({ n: 2, columns: [] }, Float64Array.of(1, 3))], [2, 2]);
  const level: Features = {
    n: 60,
    columns: [{ kind: 'level', name: 'x', codes: new Int32Array(60).fill(-1), levels: [] }],
  };
  assert.ok(modelOf(level, new Float64Array(60).fill(4)).every((x) => x === 4));
});
