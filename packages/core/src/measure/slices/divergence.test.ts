import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Coded } from './coded.ts';
import { contributionsOf, divergenceOf, everyDivergence, outcomeOf, rateOf, rowsBy } from './divergence.ts';

const feature = (name: string, codes: readonly number[]): Coded => ({
  name,
  codes: Uint16Array.from(codes),
  labels: ['a', 'b'],
});

const tables = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 2 }), fc.nat(3)),
    {
      minLength: 1,
      maxLength: 80,
    },
  )
  .map((rows) => ({
    features: [0, 1, 2].map((f) =>
      feature(
        `x${f}`,
        rows.map((row) => Number(row[f])),
      ),
    ),
    values: Float64Array.from(rows, (row) => row[3]),
    rates: Float64Array.from(rows, (row) => Number(row[3] > 1)),
    isAsked: Uint8Array.from(rows, (row) => Number(row[3] !== 3)),
  }));

describe('divergence', () => {
  test('a rate in a slice is that of its rows, also where it is not asked of all', () => {
    fc.assert(
      fc.property(tables, ({ features, values, rates, isAsked }) => {
        for (const [outcome, of] of [
          [outcomeOf(rates, isAsked), rates],
          [outcomeOf(values, isAsked), values],
        ] as const) {
          const rowsOf = rowsBy(features, values.length);
          const items = [
            { feature: 0, code: 1 },
            { feature: 2, code: 2 },
          ];
          const rows = [...values.keys()].filter(
            (i) => isAsked[i] === 1 && features[0]?.codes[i] === 1 && features[2]?.codes[i] === 2,
          );
          const rate = rateOf(rowsOf(items), outcome);
          assert.equal(rate?.n ?? 0, rows.length);
          if (rate === null) continue;
          const mean = rows.reduce((sum, i) => sum + (of[i] ?? 0), 0) / rows.length;
          assert.ok(Math.abs(rate.mean - mean) < 1e-12);
        }
      }),
    );
  });

  test('contributions of items add up to the divergence, and an item that changes nothing adds nothing', () => {
    fc.assert(
      fc.property(tables, ({ features, values }) => {
        const all = [
          ...features,
          feature(
            'all',
            Array.from(values, () => 1),
          ),
        ];
        const rowsOf = rowsBy(all, values.length);
        const outcome = outcomeOf(values, null);
        const items = [
          { feature: 0, code: 1 },
          { feature: 1, code: 2 },
          { feature: 3, code: 1 },
        ];
        const parts = contributionsOf(items, rowsOf, outcome);
        const { divergence } = divergenceOf(items, rowsOf, outcome);
        if (parts === null || divergence === null) return;
        assert.ok(Math.abs(parts.reduce((a, b) => a + b, 0) - divergence) < 1e-9);
        assert.ok(Math.abs(parts[2] ?? 1) < 1e-12);
      }),
    );
  });
});

describe('divergence by hand', () => {
  test('a weight of 2 is the row twice', () => {
    const [values, twice] = [Float64Array.of(0, 1, 0, 1, 5), Float64Array.of(0, 1, 1, 0, 1, 5)];
    const weighted = outcomeOf(values, null, Float64Array.of(1, 2, 1, 1, 1));
    const rowsOf = rowsBy([], 5);
    assert.equal(rateOf(rowsOf([]), weighted)?.mean, rateOf(rowsBy([], 6)([]), outcomeOf(twice, null))?.mean);
  });

  test('every slice of enough rows is there once, all rows first', () => {
    const codes = [1, 1, 1, 2, 2, 2, 1, 2];
    const features = [feature('x', codes), feature('y', [1, 2, 1, 2, 1, 2, 1, 2])];
    const found = everyDivergence(features, outcomeOf(new Float64Array(8), null), { depth: 2, rowsMin: 2 });
    assert.deepEqual(
      found.map(({ items, rows }) => [items.map((item) => `${item.feature}${item.code}`).join(), rows]),
      [
        ['', 8],
        ['01', 4],
        ['01,11', 3],
        ['02', 4],
        ['02,12', 3],
        ['11', 4],
        ['12', 4],
      ],
    );
  });
});
