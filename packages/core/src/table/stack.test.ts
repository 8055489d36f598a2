import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stackTables } from './stack.ts';
import type { Column } from './table.ts';

const text = (name: string, levels: readonly string[], codes: readonly number[]): Column => ({
  name,
  kind: 'text',
  type: 'text',
  levels,
  codes: Int32Array.from(codes),
});
const numbers = (name: string, values: readonly (number | null)[]): Column => ({
  name,
  kind: 'number',
  type: 'number',
  values: Float64Array.from(values, (v) => v ?? 0),
  missing: values.includes(null) ? Uint8Array.from(values, (v) => Number(v === null)) : null,
});

test('two tables stand below one another: words meet by what they say, missing stays missing', () => {
  const reference = { n: 2, columns: [text('city', ['Rome', 'Oslo'], [0, 1]), numbers('price', [1, 2])] };
  const window = { n: 3, columns: [numbers('price', [3, null, 5]), text('city', ['Oslo', 'Lima'], [1, 0, -1])] };
  const { n, columns, side, unmatched } = stackTables(reference, window, ['city', 'price', 'colour']);
  assert.equal(n, 5);
  assert.deepEqual([...side], [0, 0, 1, 1, 1]);
  assert.deepEqual(unmatched, ['colour']);
  const [city, price] = columns;
  assert.ok(city?.kind === 'text' && price?.kind === 'number');
  assert.deepEqual(
    Array.from(city.codes, (code) => city.levels[code] ?? null),
    ['Rome', 'Oslo', 'Lima', 'Oslo', null],
  );
  assert.deepEqual([...price.values], [1, 2, 3, 0, 5]);
  assert.deepEqual([...(price.missing ?? [])], [0, 0, 0, 1, 0]);
});

test('numbers here and text there are not one column', () => {
  const reference = { n: 1, columns: [numbers('code', [1])] };
  const window = { n: 1, columns: [text('code', ['a'], [0])] };
  assert.deepEqual(stackTables(reference, window, ['code']).unmatched, ['code']);
});
