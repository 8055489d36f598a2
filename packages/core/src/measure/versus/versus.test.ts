import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../../catalogue/define.ts';
import { compareAreas, delong } from '../../stats/delong.ts';
import { tango } from '../../stats/paired.ts';
import { makeRandom } from '../../std/random.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { measure, TWO_SIDED } from '../interval.ts';
import { churnOf, movesOf, netBetter, scoreChange } from './churn.ts';
import { pairedTests } from './tests.ts';

const numbers = (...values: number[]): Float64Array => Float64Array.from(values);

function twoModels(n: number): Rows {
  const random = makeRandom(4);
  const label = Float64Array.from({ length: n }, () => Number(random() < 0.4));
  const scoreOf = (): Float64Array => label.map((y) => Math.min(0.999, Math.max(0.001, 0.3 * y + 0.7 * random())));
  const [score, other] = [scoreOf(), scoreOf()];
  const yes = (scores: Float64Array): Float64Array => scores.map((s) => Number(s > 0.5));
  return makeRows(n, {
    roles: { label, score, prediction: yes(score) },
    against: { score: other, prediction: yes(other) },
    classes: ['no', 'yes'],
  });
}

test('answers that changed are counted by whether they became right or wrong, and by where they went', () => {
  const rows = makeRows(5, {
    roles: { label: numbers(0, 1, 1, 2, 0), prediction: numbers(0, 1, 0, 1, 2) },
    against: { prediction: numbers(0, 0, 1, 0, 1) },
    classes: ['a', 'b', 'c'],
  });
  assert.deepEqual(churnOf(rows), { n: 5, changed: 4, better: 1, worse: 1 });
  assert.deepEqual(
    movesOf(rows).map(({ from, to, n, better, worse }) => [from, to, n, better, worse]),
    [
      ['a', 'b', 2, 1, 0],
      ['b', 'a', 1, 0, 1],
      ['b', 'c', 1, 0, 0],
    ],
  );
});

test('for numbers better is nearer to the label', () => {
  const rows = makeRows(4, {
    roles: { label: numbers(1, 2, 3, 4), prediction: numbers(1, 3, 3, 9) },
    against: { prediction: numbers(2, 1, 3, 5) },
  });
  assert.deepEqual(churnOf(rows), { n: 4, changed: 3, better: 1, worse: 1 });
  assert.deepEqual(movesOf(rows), []);
});

test('the net effect of rows that stand alone has the interval of Tango', () => {
  const rows = twoModels(400);
  const churn = churnOf(rows);
  const net = measure(netBetter, rows, { seed: 1 });
  assert.ok(churn && !isGap(net));
  assert.equal(net.method, 'tango');
  const [low, high] = net.boundsAt(TWO_SIDED) ?? [0, 0];
  const [tangoLow, tangoHigh] = tango(churn.better, churn.worse, 400, 1.959963984540054);
  assert.ok(Math.abs(net.value - (churn.better - churn.worse) / 400) < 1e-12);
  assert.ok(Math.abs(low - tangoLow) < 1e-9 && Math.abs(high - tangoHigh) < 1e-9, `${low} ${tangoLow}`);
});

test('rows that hang together have the interval of their clusters, and no test that counts them as many', () => {
  const rows = { ...twoModels(400), cluster: Int32Array.from({ length: 400 }, (_, i) => i % 40) };
  const net = measure(netBetter, rows, { seed: 1 });
  assert.ok(!isGap(net));
  assert.deepEqual([net.by, net.method], ['cluster', 'cluster-hall']);
  assert.deepEqual(
    pairedTests(rows, null).map(({ gap, p }) => [gap, p]),
    [
      ['dependent-rows', null],
      ['dependent-rows', null],
    ],
  );
});

test('McNemar counts pairs, DeLong compares the areas', () => {
  const rows = twoModels(400);
  const [pairs, areas] = pairedTests(rows, null);
  assert.deepEqual(
    [pairs?.test, pairs?.better, pairs?.worse],
    ['mcnemar-mid-p', churnOf(rows)?.better, churnOf(rows)?.worse],
  );
  const { label = numbers(), score = numbers() } = rows.roles;
  const expected = compareAreas(
    delong(label, [score, rows.against.score ?? numbers()]) ?? { areas: [], covariance: null },
  );
  assert.deepEqual([areas?.difference, areas?.p], [expected?.difference, expected?.p]);
  assert.ok((scoreChange(rows) ?? 0) > 0);
});

test('forecasts are compared at each horizon, in the order of their origins, a mean over what has one origin', () => {
  const n = 60;
  const at = Float64Array.from({ length: n }, (_, i) => 59 - Math.floor(i / 2));
  const horizon = at.map((_, i) => 1 + (i % 2));
  const label = at.map((t) => Math.sin(t));
  const random = makeRandom(2);
  const off = (size: number): Float64Array => label.map((y) => y + size * (random() - 0.5));
  const rows = makeRows(n, { roles: { label, prediction: off(1) }, against: { prediction: off(3) } });
  const found = pairedTests(rows, { at, horizon, loss: 'absolute' });
  assert.deepEqual(
    found.map(({ test, n: origins, horizon: steps }) => [test, origins, steps]),
    [
      ['diebold-mariano', 30, 1],
      ['diebold-mariano', 30, 2],
    ],
  );
  assert.ok(found.every(({ difference, p }) => (difference ?? 0) > 0.2 && (p ?? 1) < 0.01));
  assert.equal(pairedTests(rows, { at: null, horizon: null, loss: 'absolute' })[0]?.gap, 'no-times');
});

test('one row, and two models that answer alike, are no error', () => {
  const one = twoModels(1);
  const net = measure(netBetter, one, { seed: 1 });
  assert.ok(!isGap(net));
  const alike = { ...twoModels(50), against: twoModels(50).roles };
  assert.equal(churnOf(alike)?.changed, 0);
  const [pairs, areas] = pairedTests(alike, null);
  assert.deepEqual([pairs?.p, areas?.p], [1, null]);
  assert.deepEqual(pairedTests(one, null)[1]?.gap, 'one-class');
});
