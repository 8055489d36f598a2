import assert from 'node:assert/strict';
import test from 'node:test';
import { makeRandom } from '../std/random.ts';
import { orderOf } from './order.ts';
import { areaInfluence, placements } from './placements.ts';

interface Given {
  readonly positive: number[];
  readonly score: Float64Array;
  readonly weight: Float64Array;
}

/** Rows with many ties and weights that need not be whole; row 0 is positive, row 1 negative. */
function givenOf(seed: number, n: number): Given {
  const random = makeRandom(seed);
  return {
    positive: Array.from({ length: n }, (_, i) => (i < 2 ? 1 - i : Number(random() < 0.4))),
    score: Float64Array.from({ length: n }, () => Math.floor(random() * 8) / 8),
    weight: Float64Array.from({ length: n }, (_, i) => (i < 2 ? 1 : Math.floor(random() * 4) / 2)),
  };
}

/** Each row against each row of the other class. */
function slowPlacement({ positive, score, weight }: Given, row: number): number {
  let won = 0;
  let total = 0;
  for (let j = 0; j < score.length; j++) {
    if (positive[j] === positive[row]) continue;
    const gap = ((score[row] ?? 0) - (score[j] ?? 0)) * (positive[row] ? 1 : -1);
    won += (weight[j] ?? 0) * (gap > 0 ? 1 : gap === 0 ? 0.5 : 0);
    total += weight[j] ?? 0;
  }
  return won / total;
}

const near = (got: number | undefined, want: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - want) <= tolerance, `got ${got}, want ${want}`);

test('placements by sorting are those of comparing each row with each of the other class', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const given = givenOf(seed, 30 + seed);
    const { area, placement, total } = placements(given.positive, given.score, given.weight);
    let sum = 0;
    given.score.forEach((_, row) => {
      near(placement[row], slowPlacement(given, row));
      if (given.positive[row]) sum += (given.weight[row] ?? 0) * slowPlacement(given, row);
    });
    near(area, sum / total[1]);
  }
});

test('a weight of 2 is the row twice and a weight of 0 is no row', () => {
  const { positive, score } = givenOf(3, 40);
  const weight = score.map((_, i) => (i % 3 === 0 ? 2 : i % 3 === 1 ? 1 : 0));
  const rows = Array.from(weight).flatMap((times, i) => new Array<number>(times).fill(i));
  const repeated = placements(
    rows.map((i) => positive[i] ?? 0),
    Float64Array.from(rows, (i) => score[i] ?? 0),
    new Float64Array(rows.length).fill(1),
  );
  near(placements(positive, score, weight).area, repeated.area);
});

test('a ready order gives the same as sorting again', () => {
  const { positive, score, weight } = givenOf(4, 50);
  assert.deepEqual(placements(positive, score, weight, orderOf(score)), placements(positive, score, weight));
});

test('the influence is n times the derivative of the area by the weight of the row', () => {
  const { positive, score, weight } = givenOf(5, 25);
  const influence = areaInfluence(positive, score, weight);
  const step = 1e-6;
  score.forEach((_, row) => {
    const areaAt = (change: number) =>
      placements(
        positive,
        score,
        weight.map((w, i) => (i === row ? w * (1 + change) : w)),
      ).area;
    near(influence[row], (score.length * (areaAt(step) - areaAt(-step))) / (2 * step), 1e-6);
  });
  near(
    influence.reduce((a, b) => a + b),
    0,
    1e-9,
  );
});

test('with one class the area is the middle, the totals say why, and no row has influence', () => {
  const score = Float64Array.of(0.1, 0.9);
  const { area, total } = placements([1, 1], score, Float64Array.of(1, 1));
  assert.deepEqual([area, total], [0.5, [0, 2]]);
  assert.deepEqual(areaInfluence([1, 1], score, Float64Array.of(1, 1)), new Float64Array(2));
});
