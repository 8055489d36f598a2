import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../../catalogue/define.ts';
import { makeRandom } from '../../std/random.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { scoreCells } from '../threshold/score-cells.ts';
import { cross, type Grouping } from './groupings.ts';
import { proposeThresholds, type Stakes } from './thresholds.ts';

const STAKES: Stakes = {
  prices: { falsePositive: 1, falseNegative: 1, truePositive: 0, trueNegative: 0 },
  shareMax: 1,
  seed: 1,
};

/** Honest scores; in the second group they are drawn together, so that one threshold finds fewer of its cases. */
function people(sizes: readonly number[], seed: number): { rows: Rows; grouping: Grouping } {
  const random = makeRandom(seed);
  const codes = Int32Array.from(sizes.flatMap((n, g) => new Array<number>(n).fill(g)));
  const score = Float64Array.from(codes, (g) => (g === 0 ? random() : 0.2 + 0.4 * random()));
  const label = score.map((p) => Number(random() < p));
  const roles = { label, score, prediction: score.map((s) => Number(s > 0.5)) };
  const names = sizes.map((_, g) => `g${g}`);
  const grouping = cross([{ column: 'g', names, codes, sizes }]);
  return { rows: makeRows(codes.length, { roles, classes: ['no', 'yes'] }), grouping };
}

function proposals(sizes: readonly number[], seed: number, stakes = STAKES) {
  const { rows, grouping } = people(sizes, seed);
  const found = proposeThresholds(rows, grouping, scoreCells(rows, 1), stakes);
  const of = (aim: string) => found?.proposals.find((one) => one.aim === aim);
  return { found, of };
}

test('thresholds of their own make cases found, or yes answers, equal on rows that did not choose them', () => {
  const { of } = proposals([4000, 4000], 3);
  const [now, recall, selection] = ['now', 'equal-recall', 'equal-selection'].map(of);
  assert.ok(now && recall && selection);
  assert.ok(
    now.recallGap.value > 0.2 && recall.recallGap.value < 0.06,
    `${now.recallGap.value} to ${recall.recallGap.value}`,
  );
  assert.ok(selection.selectionGap.value < 0.05 && now.selectionGap.value > 0.1);
  assert.notEqual(recall.limits[0], recall.limits[1]);
  // Far apart for sure as it is decided now, and maybe not at all by thresholds of their own.
  assert.ok((now.recallGap.bounds?.[0] ?? 0) > 0.15 && recall.recallGap.bounds?.[0] === 0);
});

test('the price is that of other rows: honest scores lose by it, and the interval says so', () => {
  const { of } = proposals([4000, 4000], 4);
  const price = of('equal-recall')?.price;
  assert.ok(price && !isGap(price));
  const bounds = price.boundsAt([0.025, 0.975]);
  assert.ok(price.value > 0 && bounds && bounds[0] > 0);
  assert.equal(of('now')?.price, null);
  const over = of('equal-recall')?.overOne;
  assert.ok(over && !isGap(over) && over.value > 0);
  assert.equal(of('one-threshold')?.overOne, null);
});

test('a group with too few of a class stays as it is; fewer than two groups are no proposal', () => {
  const { found, of } = proposals([2000, 2000, 40], 5);
  assert.deepEqual(found?.asNow, [2]);
  assert.equal(of('equal-recall')?.limits[2], null);
  assert.equal(proposals([2000, 32], 5).found, null);
});

test('people cannot follow up more than they can', () => {
  const { rows, grouping } = people([3000, 3000], 6);
  const found = proposeThresholds(rows, grouping, scoreCells(rows, 1), { ...STAKES, shareMax: 0.1 });
  const limits = found?.proposals.find(({ aim }) => aim === 'equal-selection')?.limits ?? [];
  const yes = [...rows.roles.score!].filter((s, i) => s >= (limits[grouping.codes[i]!] ?? 2)).length; // ! made above
  assert.ok(yes <= 0.105 * rows.n, `${yes}`);
});

test('prices of the row that are the same in every row propose what one price for all proposes', () => {
  const { rows, grouping } = people([1500, 1000], 6);
  const { label, score, prediction } = rows.roles;
  assert.ok(label && score && prediction);
  const [costOfNo, costOfYes] = [label.map((y) => y), label.map((y) => 1 - y)];
  const cost = prediction.map((answer, i) => (answer === 1 ? costOfYes[i]! : costOfNo[i]!)); // ! i < n
  const own = { ...rows, roles: { label, score, prediction, cost, costOfNo, costOfYes } };
  const [one, each] = [
    proposeThresholds(rows, grouping, scoreCells(rows, 1), STAKES),
    proposeThresholds(own, grouping, scoreCells(own, 1), { ...STAKES, prices: null }),
  ];
  assert.deepEqual(
    each?.proposals.map(({ limits }) => limits),
    one?.proposals.map(({ limits }) => limits),
  );
  for (const [k, { price }] of (each?.proposals ?? []).entries()) {
    const same = one?.proposals[k]?.price;
    if (!price || !same) continue;
    assert.ok(!isGap(price) && !isGap(same) && Math.abs(price.value - same.value) < 1e-12);
  }
});
