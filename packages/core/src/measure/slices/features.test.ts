import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { maskOf, parseExpression } from '../../table/expression.ts';
import type { Column, NumberColumn, TextColumn } from '../../table/table.ts';
import { roundNumber } from './bins.ts';
import { featureOf } from './features.ts';

const number = (
  values: readonly (number | null)[],
  type: NumberColumn['type'] = 'number',
  name = 'x',
): NumberColumn => ({
  name,
  kind: 'number',
  type,
  values: Float64Array.from(values, (value) => value ?? 0),
  missing: values.includes(null) ? Uint8Array.from(values, (value) => Number(value === null)) : null,
});

function text(values: readonly (string | null)[], name = 'x'): TextColumn {
  const levels = [...new Set(values.filter((value) => value !== null))];
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : (codeOf.get(value) ?? -1)));
  return { name, kind: 'text', type: 'text', codes, levels };
}

const NAMES = ['x', 'education-num', 'a b', 'and', 'is "it"', '5', 'größe', 'x-', 'a.b'];
const columns: fc.Arbitrary<Column> = fc.oneof(
  fc
    .tuple(fc.array(fc.option(fc.integer({ min: -3, max: 3 })), { minLength: 1 }), fc.constantFrom(...NAMES))
    .map(([values, name]) => number(values, 'integer', name)),
  fc
    .tuple(
      fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 30, maxLength: 200 }),
      fc.constantFrom(...NAMES),
    )
    .map(([values, name]) => number(values, 'number', name)),
  fc
    .array(fc.option(fc.integer({ min: 0, max: 1e13 })), { minLength: 30, maxLength: 200 })
    .map((values) => number(values, 'timestamp')),
  fc.array(fc.option(fc.nat(1)), { minLength: 2 }).map((values) => number(values, 'boolean')),
  fc
    .tuple(
      fc.array(fc.option(fc.constantFrom('a', ' a', "it's", 'x and y', '', 'é "q"')), { minLength: 1 }),
      fc.constantFrom(...NAMES),
    )
    .map(([values, name]) => text(values, name)),
);

describe('features as items', () => {
  test('every item is the rows of its condition, in the grammar of where', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 10 }), (column, fewest, bins) => {
        const feature = featureOf(column, { fewest, bins });
        if (feature === null) return;
        const n = feature.codes.length;
        feature.labels.forEach((label, k) => {
          const mask = maskOf(parseExpression(label), { n, columns: [column] });
          assert.deepEqual(
            Array.from(mask),
            Array.from(feature.codes, (code) => Number(code === k + 1)),
            label,
          );
          assert.ok(mask.reduce((a, b) => a + b, 0) >= fewest);
        });
        assert.equal(new Set(feature.labels).size, feature.labels.length);
      }),
      { numRuns: 150 },
    );
  });

  test('a number is cut at round numbers near its quantiles, a frequent value by itself', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => (i < 5000 ? 0 : (i - 4999) * 1.234567));
    const feature = featureOf(number(many), { fewest: 100, bins: 5 });
    assert.deepEqual(feature?.labels, ['x = 0', 'x > 0 and x < 2000', 'x >= 2000 and x < 4000', 'x >= 4000']);
    const days = Array.from({ length: 1000 }, (_, i) => Date.UTC(2024, 0, 1) + i * 3.7e7);
    const times = featureOf(number([...days, ...days], 'timestamp'), { fewest: 10, bins: 2 });
    assert.match(times?.labels[0] ?? '', /^x < '2024-\d\d-\d\d'$/);
  });

  test('columns in which nothing can be told apart are no features', () => {
    const cutting = { fewest: 2, bins: 5 };
    const ids = Array.from({ length: 50 }, (_, i) => i);
    assert.equal(featureOf(number(ids, 'integer'), cutting), null);
    assert.equal(featureOf(number(ids, 'timestamp'), cutting), null);
    assert.equal(featureOf(text(ids.map((id) => `id ${id}`)), cutting), null);
    assert.equal(featureOf(number(ids.map(() => 7)), cutting), null);
    assert.equal(featureOf(number(ids.map(() => null)), cutting), null);
    assert.equal(featureOf(text(ids.map(() => null)), cutting), null);
    assert.equal(featureOf(text([]), cutting), null);
    const levels = featureOf(text(Array.from({ length: 20_000 }, (_, i) => `level ${i % 10_000}`)), {
      fewest: 2,
      bins: 5,
    });
    assert.equal(levels?.labels.length, 10_000);
    assert.equal(
      featureOf(text(Array.from({ length: 20_000 }, (_, i) => `level ${i % 10_000}`)), { fewest: 3, bins: 5 }),
      null,
    );
  });
});

describe('items by hand', () => {
  test('missing values are an item', () => {
    const values = Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? null : 1));
    assert.deepEqual(featureOf(number(values), { fewest: 5, bins: 5 })?.labels, ['x = 1', 'x is missing']);
  });

  test('a round number is above the low end and at most the high one', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (a, b) => {
          fc.pre(a !== b);
          const [low, high] = a < b ? [a, b] : [b, a];
          const value = roundNumber(low, high);
          assert.ok(value > low && value <= high, `${low} ${value} ${high}`);
        },
      ),
    );
    assert.equal(roundNumber(101_234, 112_345), 110_000);
    assert.equal(roundNumber(25, 26), 26);
    assert.equal(roundNumber(-7, 3), 0);
  });
});
