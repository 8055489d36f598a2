import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isGap } from '../../catalogue/define.ts';
import { makeRandom } from '../../std/random.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { type Chosen, chooseLine, type Lines } from './choose.ts';
import { cheapest, limitAt, outcomes, tally } from './lines.ts';
import { GROUPS, scoreCells } from './score-cells.ts';

const PRICES = { falsePositive: 2, falseNegative: 10, truePositive: -1, trueNegative: 0 };

/** Rows with honest scores, decided at .5. */
function honest(n: number, seed: number): Rows {
  const random = makeRandom(seed);
  const score = Float64Array.from({ length: n }, random);
  const label = score.map((p) => Number(random() < p));
  return makeRows(n, {
    roles: { label, score, prediction: score.map((p) => Number(p > 0.5)) },
    classes: ['no', 'yes'],
  });
}

function linesOf(rows: Rows, shareMax = 1): Lines & { readonly chosen: Chosen } {
  const lines = chooseLine(rows, { prices: PRICES, shareMax, seed: 1 });
  assert.ok(!isGap(lines) && lines.chosen !== null);
  return { ...lines, chosen: lines.chosen };
}

const priceOf = (y: number, isYes: boolean, prices: typeof PRICES): number =>
  y === 1 ? (isYes ? prices.truePositive : prices.falseNegative) : isYes ? prices.falsePositive : prices.trueNegative;

test('the cheapest line is that of trying every score', () => {
  const row = fc.record({ s: fc.integer({ min: 0, max: 20 }), y: fc.integer({ min: 0, max: 1 }) });
  const rows = fc.array(row, { minLength: 1, maxLength: 60 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(rows, fc.integer({ min: -3, max: 9 }), share, (given, falseNegative, shareMax) => {
      const prices = { ...PRICES, falseNegative };
      const [label, score] = [Float64Array.from(given, ({ y }) => y), Float64Array.from(given, ({ s }) => s / 20)];
      const cells = scoreCells(makeRows(given.length, { roles: { label, score } }), 1);
      const lines = outcomes(tally(cells, new Uint8Array(GROUPS).fill(1)), prices);
      const found = lines.cost[cheapest(lines, shareMax)]!; // ! a line
      const tried = [...new Set([...score, 2])].flatMap((limit) => {
        const yes = [...score].filter((s) => s >= limit).length;
        if (yes > shareMax * given.length) return [];
        return [given.map(({ y }, i) => priceOf(y, score[i]! >= limit, prices)).reduce((a, b) => a + b, 0)]; // ! i < n
      });
      assert.ok(Math.abs(found - Math.min(...tried)) < 1e-9);
    }),
  );
});

test('the cheapest line by prices of the row is that of trying every score', () => {
  const money = fc.integer({ min: -5, max: 40 });
  const row = fc.record({
    s: fc.integer({ min: 0, max: 9 }),
    y: fc.integer({ min: 0, max: 1 }),
    no: money,
    yes: money,
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (given) => {
      const column = (of: (one: (typeof given)[number]) => number) => Float64Array.from(given, of);
      const rows = makeRows(given.length, {
        roles: {
          label: column(({ y }) => y),
          score: column(({ s }) => s / 10),
          costOfNo: column(({ no }) => no),
          costOfYes: column(({ yes }) => yes),
        },
      });
      const lines = outcomes(tally(scoreCells(rows, 1), new Uint8Array(GROUPS).fill(1)), null);
      const tried = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((limit) =>
        given.map(({ s, no, yes }) => (s >= limit ? yes : no)).reduce((a, b) => a + b, 0),
      );
      assert.equal(lines.cost[cheapest(lines, 1)], Math.min(...tried));
    }),
  );
});

test('prices of the row that are the same in every row choose what one price for all chooses', () => {
  const rows = honest(3000, 4);
  const { label, score, prediction } = rows.roles;
  assert.ok(label && score && prediction);
  const at = (answer: number): Float64Array => label.map((y) => priceOf(y, answer === 1, PRICES));
  const [no, yes] = [at(0), at(1)];
  const cost = prediction.map((answer, i) => (answer === 1 ? yes[i]! : no[i]!)); // ! i < n
  const own = chooseLine(
    { ...rows, roles: { label, score, prediction, cost, costOfNo: no, costOfYes: yes } },
    { prices: null, shareMax: 0.4, seed: 1 },
  );
  const same = linesOf(rows, 0.4);
  assert.ok(!isGap(own) && own.chosen !== null && !isGap(own.chosen.saving) && !isGap(same.chosen.saving));
  assert.equal(own.chosen.limit, same.chosen.limit);
  assert.deepEqual(own.chosen.range, same.chosen.range);
  assert.ok(Math.abs((own.now.cost ?? 0) - (same.now.cost ?? 0)) < 1e-6);
  assert.ok(Math.abs(own.chosen.saving.value - same.chosen.saving.value) < 1e-9);
  const [a, b] = [own, same].map(({ chosen }) => (chosen && !isGap(chosen.saving) ? chosen.saving : null));
  const [low, high] = a?.boundsAt([0.025, 0.975]) ?? [0, 0];
  const [from, to] = b?.boundsAt([0.025, 0.975]) ?? [1, 1];
  assert.ok(Math.abs(low - from) < 1e-9 && Math.abs(high - to) < 1e-9);
});

test('a line is written with few digits and parts the same rows', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 }),
      (given) => {
        const score = Float64Array.from(given).sort();
        const cells = scoreCells(makeRows(score.length, { roles: { label: score.map(() => 1), score } }), 1);
        for (let k = 0; k < cells.count; k++) {
          const yes = score.filter((s) => s >= limitAt(cells, k)).length;
          assert.equal(yes, score.length - k);
        }
      },
    ),
  );
});

test('honest scores are cut where the prices say, and the saving is what it is on other rows', () => {
  // A miss costs 11 more than a hit, a false alarm 2: yes pays from 2 / 13 on.
  const { chosen, now } = linesOf(honest(40_000, 7));
  const [low, high] = chosen.range;
  assert.ok(low !== null && high !== null && low < 2 / 13 && 2 / 13 < high && high - low < 0.15);
  assert.ok(!isGap(chosen.saving));
  const truth = (now.cost! - chosen.cost!) / 40_000; // ! prices are given
  const [from, to] = chosen.saving.boundsAt([0.025, 0.975]) ?? [0, 0];
  assert.ok(from > 0 && from < truth && truth < to);
  assert.ok(chosen.saving.value <= truth + 1e-9);
});

test('what people can follow up caps the line', () => {
  const { chosen, n } = linesOf(honest(5000, 3), 0.1);
  assert.ok(chosen.isCapped);
  assert.ok(chosen.outcome.found + chosen.outcome.falseAlarms <= 0.1 * n);
});

test('too few cases are a gap; without prices there are lines and none is chosen', () => {
  const few = makeRows(30, {
    roles: {
      label: Float64Array.from({ length: 30 }, (_, i) => Number(i < 5)),
      score: Float64Array.from({ length: 30 }, (_, i) => i / 30),
      prediction: new Float64Array(30),
    },
  });
  assert.deepEqual(chooseLine(few, { prices: PRICES, shareMax: 1, seed: 1 }), { gap: 'too-few-rows', n: 30 });
  const lines = chooseLine(honest(500, 2), { prices: null, shareMax: 1, seed: 1 });
  assert.ok(!isGap(lines));
  assert.equal(lines.chosen, null);
  assert.deepEqual(
    lines.byFound.map(({ share, line }) => line.outcome.found >= share * (line.outcome.found + line.outcome.missed)),
    [true, true, true, true],
  );
});

test('rows of one cluster are on one side, and the order of rows changes nothing that matters', () => {
  const rows = honest(3000, 5);
  const cluster = Int32Array.from({ length: 3000 }, (_, i) => i % 100);
  const { groupOfRow } = scoreCells({ ...rows, cluster }, 1);
  for (let i = 0; i < 3000; i++) assert.equal(groupOfRow[i], groupOfRow[i % 100]);
  const { chosen } = linesOf({ ...rows, cluster });
  assert.ok(!isGap(chosen.saving));
  assert.equal(chosen.saving.by, 'cluster');
});
