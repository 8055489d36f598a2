import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap, type Metric } from '../../catalogue/define.ts';
import { ENTRIES } from '../../catalogue/index.ts';
import { makeRandom } from '../../std/random.ts';
import { makeRows } from '../../table/rows.ts';
import { quantity } from '../entry-quantity.ts';
import { chancesOf, fitChances } from './chances.ts';
import { expectedRows, expectedValue } from './expected-rows.ts';

const given = (score: readonly number[]) =>
  makeRows(score.length, {
    roles: { score: Float64Array.from(score), prediction: Float64Array.from(score, (s) => Number(s > 0.5)) },
    classes: ['no', 'yes'],
  });
const entryOf = (id: string): Metric => ENTRIES.find((entry) => entry.id === id)!; // ! in the catalogue
const [accuracy, f1, rocAuc] = [entryOf('accuracy'), entryOf('f1'), entryOf('roc-auc')];
const chances = (yes: readonly number[]) => [Float64Array.from(yes, (c) => 1 - c), Float64Array.from(yes)];

test('entries on expected rows are what the confusion of chances gives by hand', () => {
  const rows = expectedRows(given([0.2, 0.4, 0.6, 0.8]), chances([0.1, 0.5, 0.5, 0.9]));
  const value = (entry: Metric): number => {
    const found = expectedValue(quantity(entry), rows, 2);
    assert.ok(!isGap(found), 'it has a value');
    return found.value;
  };
  assert.ok(Math.abs(value(accuracy) - (0.9 + 0.5 + 0.5 + 0.9) / 4) < 1e-12, 'accuracy: chances of being right');
  // TP .5 + .9, FP .5 + .1, FN .1 + .5.
  assert.ok(Math.abs(value(f1) - 1.4 / (1.4 + 0.6)) < 1e-12, 'F1 of expected counts');
  // Pairs in order, of 2 x 2 expected ones, ties of a row with itself half.
  const pairs = 0.5 * 0.9 + 0.5 * (0.9 + 0.5) + 0.9 * (0.9 + 0.5 + 0.5);
  const ties = (0.1 * 0.9 + 0.5 * 0.5 + 0.5 * 0.5 + 0.9 * 0.1) / 2;
  assert.ok(Math.abs(value(rocAuc) - (pairs + ties) / 4) < 1e-12, 'area by expected pairs');
});

test('the noise is the spread of the value over labels drawn by the chances', () => {
  const random = makeRandom(3);
  const yes = Array.from({ length: 400 }, random);
  const rows = given(yes);
  for (const entry of [accuracy, f1, rocAuc]) {
    const expected = expectedValue(quantity(entry), expectedRows(rows, chances(yes)), 2);
    assert.ok(!isGap(expected) && expected.noise !== null, 'it has a noise');
    const drawn = Array.from({ length: 300 }, () => {
      const label = Float64Array.from(yes, (c) => Number(random() < c));
      const found = quantity(entry).of({ ...rows, roles: { ...rows.roles, label } }, 'value');
      assert.ok(!isGap(found), 'both classes are drawn');
      return found.value;
    });
    const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
    const spread = Math.sqrt(drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length);
    assert.ok(Math.abs(expected.noise / spread - 1) < 0.15, `${entry.id}: ${expected.noise} for ${spread}`);
  }
});

test('chances of several classes add up to 1, and follow the order of scores alone', () => {
  const scores = [
    [5, 1, 0, 4],
    [0, 6, 1, 1],
    [1, 0, 7, 2],
  ].map((own) => Float64Array.from(own));
  const rows = makeRows(4, { roles: { scores, label: Float64Array.of(0, 1, 2, 0) }, classes: ['a', 'b', 'c'] });
  const found = chancesOf(fitChances(rows), rows);
  for (let i = 0; i < 4; i++) {
    const sum = found.reduce((total, own) => total + own[i]!, 0); // ! 4 rows
    assert.ok(Math.abs(sum - 1) < 1e-12, 'sum 1');
  }
  assert.equal(found[0]?.[0], 1);
});
