import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../std/random.ts';
import { nextLabels, PART, partByDoubt } from './next-labels.ts';

const doubtOf = (n: number, random: () => number): Float64Array =>
  Float64Array.from({ length: n }, () => (random() < 0.1 ? 0.5 : 0.05 * random()));

test('as many rows as are paid for, each once, with the chance that it had', () => {
  const random = makeRandom(3);
  for (const [n, budget] of [
    [1000, 1],
    [1000, 37],
    [1000, 999],
    [50, 50],
    [20, 40],
  ] as const) {
    const chosen = nextLabels(doubtOf(n, random), budget, { part: PART, random });
    assert.equal(chosen.length, Math.min(n, budget), `${budget} of ${n}`);
    assert.equal(new Set(chosen.map(({ row }) => row)).size, chosen.length);
    for (const { chance } of chosen) assert.ok(chance > 0 && chance <= 1, `${chance}`);
  }
});

test('rows are chosen as often as their chance says, doubtful ones more often, and none never', () => {
  const random = makeRandom(5);
  const doubt = Float64Array.of(0.5, 0.5, ...Array<number>(18).fill(0));
  const times = new Float64Array(20);
  const chances = new Float64Array(20);
  const draws = 4000;
  for (let draw = 0; draw < draws; draw++) {
    for (const { row, chance } of nextLabels(doubt, 4, { part: PART, random })) {
      times[row]!++; // ! a row, here and below
      chances[row] = chance;
    }
  }
  for (let row = 0; row < 20; row++) {
    const often = times[row]! / draws; // ! as above
    assert.ok(Math.abs(often - chances[row]!) < 0.03, `${row}: ${often}`); // ! as above
  }
  assert.ok(chances[0]! > 4 * chances[5]!, 'doubt'); // ! as above
  assert.ok(Math.abs(chances[5]! - (0.75 * 4) / 20) < 1e-12, 'by lot'); // ! as above
});

test('a total that is estimated from chosen rows is right on average', () => {
  const random = makeRandom(7);
  const doubt = doubtOf(400, random);
  const values = doubt.map((own) => 10 * own + random());
  const truth = values.reduce((sum, own) => sum + own, 0);
  let total = 0;
  for (let draw = 0; draw < 500; draw++) {
    const chosen = nextLabels(doubt, 40, { part: PART, random });
    for (const { row, chance } of chosen) total += values[row]! / chance / 500; // ! a row
  }
  assert.ok(Math.abs(total / truth - 1) < 0.01, `${total} of ${truth}`);
});

test('the part of doubt is what would have been best: much where it tells errors, none where not', () => {
  const random = makeRandom(9);
  const doubt = doubtOf(2000, random);
  const told = { doubt, error: doubt.map((own) => own * own), weight: null };
  assert.equal(partByDoubt(told), 0.75);
  // Wrong where it is sure: each tenth row in which it has no doubt.
  const sure = doubt.map((own) => (own < 0.1 && random() < 0.1 ? 1 : 0.1));
  assert.equal(partByDoubt({ doubt, error: sure, weight: null }), 0);
  // Labels that were drawn by doubt show more of it than there is; their weights undo that.
  const chosen = nextLabels(doubt, 600, { part: 0.75, random });
  const of = (values: Float64Array): Float64Array => Float64Array.from(chosen, ({ row }) => values[row]!); // ! a row
  const weight = Float64Array.from(chosen, ({ chance }) => 1 / chance);
  assert.equal(partByDoubt({ doubt: of(doubt), error: of(sure), weight }), 0);
  const few = (values: Float64Array): Float64Array => values.slice(0, 99);
  assert.equal(partByDoubt({ doubt: few(doubt), error: few(told.error), weight: null }), PART);
});
