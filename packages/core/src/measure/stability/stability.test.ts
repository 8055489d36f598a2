import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../../catalogue/define.ts';
import { entryById } from '../../catalogue/index.ts';
import { makeRandom } from '../../std/random.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { quantity } from '../entry-quantity.ts';
import { ONE_SIDED } from '../interval.ts';
import { excessOf, instability, meanOver, multiplicity } from './disagreement.ts';
import { seedSpread } from './spread.ts';

const numbers = (...values: number[]): Float64Array => Float64Array.from(values);
const answers = (label: Float64Array, prediction: Float64Array): Rows =>
  makeRows(label.length, { roles: { label, prediction }, classes: ['no', 'yes'] });

function accuracy() {
  const entry = entryById('accuracy');
  assert.ok(entry);
  return quantity(entry);
}

test('the spread over seeds is the standard deviation of their figures, with the bounds of a normal sample', () => {
  const label = numbers(1, 1, 1, 1);
  const runs = [numbers(1, 1, 1, 1), numbers(1, 1, 1, 0), numbers(1, 1, 0, 0)].map((p) => answers(label, p));
  const found = seedSpread(accuracy(), runs);
  assert.ok(!isGap(found));
  assert.deepEqual([found.values, found.mean, found.deviation.value], [[1, 0.75, 0.5], 0.75, 0.25]);
  // χ² with 2 degrees: quantiles -2 ln(1 - p), so .25 √(2 / 5.991) and .25 √(2 / .1026).
  const [low, high] = found.deviation.boundsAt(ONE_SIDED) ?? [0, 0];
  assert.ok(Math.abs(low - 0.25 * Math.sqrt(2 / (-2 * Math.log(0.05)))) < 1e-9, `${low}`);
  assert.ok(Math.abs(high - 0.25 * Math.sqrt(2 / (-2 * Math.log(0.95)))) < 1e-9, `${high}`);
  const one = seedSpread(accuracy(), runs.slice(0, 1));
  assert.deepEqual(isGap(one) && one.gap, 'too-few-seeds');
});

test('the parts of the variance find what was put in: seeds that shift all rows, or rows that differ', () => {
  const random = makeRandom(5);
  const n = 4000;
  const label = new Float64Array(n).fill(1);
  const seeds = (rightOf: (seed: number) => number): Rows[] =>
    [0, 1, 2, 3, 4].map((seed) =>
      answers(
        label,
        label.map(() => Number(random() < rightOf(seed))),
      ),
    );
  const shifted = seedSpread(
    accuracy(),
    seeds((seed) => 0.5 + 0.1 * seed),
  );
  assert.ok(!isGap(shifted) && shifted.parts);
  assert.ok(shifted.parts.seed > 0.95, `${shifted.parts.seed}`);
  const hard = label.map(() => Number(random() < 0.7));
  const same = seedSpread(
    accuracy(),
    [0, 1, 2].map(() => answers(label, hard)),
  );
  assert.ok(!isGap(same) && same.parts);
  assert.deepEqual([same.parts.seed, same.parts.residual], [0, 0]);
  assert.equal(same.deviation.boundsAt(ONE_SIDED), null);
});

test('the instability of a row is the share of pairs of seeds that disagree, for numbers how far they lie', () => {
  const label = numbers(1, 0, 1);
  const runs = [numbers(1, 0, 1), numbers(1, 0, 0), numbers(1, 1, 0)].map((p) => answers(label, p));
  assert.deepEqual([...(instability(runs) ?? [])], [0, 2 / 3, 2 / 3]);
  const runsOfNumbers = [numbers(1, 5), numbers(3, 5)];
  const regression = runsOfNumbers.map((p) => makeRows(2, { roles: { label: numbers(0, 0), prediction: p } }));
  const [first = 0, second] = instability(regression) ?? [];
  assert.deepEqual([first.toFixed(6), second], [Math.SQRT2.toFixed(6), 0]);
  assert.equal(instability(runs.slice(0, 1)), null);
});

test('excess churn is what changed against the other model beyond what a seed changes', () => {
  const own = { ...answers(numbers(1, 0, 1, 1), numbers(1, 0, 1, 1)), against: { prediction: numbers(0, 1, 0, 1) } };
  const unstable = numbers(0.5, 0, 0, 0.5);
  const values = excessOf(own, unstable);
  assert.deepEqual([...(values ?? [])], [0.5, 1, 1, -0.5]);
  const mean = meanOver({ values: values ?? numbers(), rows: own }, 1);
  assert.ok(!isGap(mean) && mean.value === 0.5);
  assert.equal(excessOf(answers(numbers(1), numbers(1)), numbers(0)), null);
});

test('ambiguity counts rows that any good seed flips, discrepancy those of the one that flips most', () => {
  const label = numbers(1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
  const own = answers(label, numbers(1, 1, 1, 1, 1, 0, 0, 0, 0, 0));
  const alike = answers(label, numbers(0, 1, 1, 1, 1, 1, 0, 0, 0, 0));
  const other = answers(label, numbers(1, 1, 1, 1, 1, 1, 1, 0, 0, 0));
  const bad = answers(
    label,
    label.map((y) => 1 - y),
  );
  const found = multiplicity(own, [alike, other, bad]);
  assert.equal(found?.models, 2);
  assert.equal(
    found?.flipped.reduce((a, b) => a + b),
    3,
  );
  assert.equal(
    found?.flippedByOne.reduce((a, b) => a + b),
    2,
  );
});
