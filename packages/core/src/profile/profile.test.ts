import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { moments } from '../stats/sum.ts';
import type { Column, Table } from '../table/table.ts';
import { takeTable } from '../table/table.ts';
import { slotNames } from './bins.ts';
import { addDelays, DELAY_EDGES, delayQuantile, emptyDelays } from './delays.ts';
import { type Moments, mergeMoments, momentsOfBlock, NO_MOMENTS } from './moments.ts';
import {
  addDelayed,
  addRows,
  differencesOf,
  emptyWindow,
  mergeProfiles,
  type Profile,
  profileReference,
} from './profile.ts';

const numbers = (name: string, cells: readonly (number | null)[]): Column => ({
  name,
  kind: 'number',
  type: 'number',
  values: Float64Array.from(cells, (cell) => cell ?? 0),
  missing: cells.includes(null) ? Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0)) : null,
});
const texts = (name: string, cells: readonly (string | null)[]): Column => {
  const levels = [...new Set(cells.filter((cell) => cell !== null))];
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(cell)));
  return { name, kind: 'text', type: 'text', codes, levels };
};
const tableOf = (...columns: readonly Column[]): Table => {
  const [first] = columns;
  return { n: first === undefined ? 0 : first.kind === 'text' ? first.codes.length : first.values.length, columns };
};

/** Every count of a profile, one after the other. */
const countsOf = (profile: Profile): number[] => [
  profile.rows,
  ...profile.columns.flatMap(({ counts }) => [...counts]),
  ...profile.pairs.flatMap(({ counts }) => [...counts]),
  ...(profile.delays ?? []),
];
const named = (profile: Profile, name: string): Record<string, number> => {
  const column = profile.columns.find((one) => one.name === name);
  assert.ok(column);
  return Object.fromEntries(slotNames(column.bins).map((slot, k) => [slot, column.counts[k] ?? 0]));
};

const cells = fc.record({
  price: fc.option(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: -9, max: 9, noNaN: true }))),
  city: fc.option(fc.constantFrom('Rome', ' Rome', 'Oslo', 'Bern')),
  delay: fc.constantFrom(Number.NaN, -5, 0, 999, 1000, 1e6, 1e15),
});
type Cells = { price: number | null; city: string | null; delay: number };
const rowsOf = fc.array(cells, { maxLength: 40 });
const made = (rows: readonly Cells[]): Table =>
  tableOf(
    numbers(
      'price',
      rows.map(({ price }) => price),
    ),
    texts(
      'city',
      rows.map(({ city }) => city),
    ),
  );

const reference = profileReference(
  made([
    { price: 1, city: 'Rome', delay: 0 },
    { price: 2.5, city: 'Oslo', delay: 0 },
    { price: 2.5, city: null, delay: 0 },
    { price: null, city: 'Rome ', delay: 0 },
  ]),
  { pairs: [['price', 'city']], hasDelays: true },
);
const profileOf = (rows: readonly Cells[]): Profile =>
  addDelayed(
    addRows(emptyWindow(reference), made(rows)),
    rows.map(({ delay }) => delay),
  );

test('counts add up in any order and grouping, and a window cut in two is the window', () => {
  fc.assert(
    fc.property(rowsOf, rowsOf, rowsOf, (a, b, c) => {
      const [x, y, z] = [profileOf(a), profileOf(b), profileOf(c)];
      const whole = countsOf(profileOf([...a, ...b, ...c]));
      assert.deepEqual(countsOf(mergeProfiles(mergeProfiles(x, y), z)), whole);
      assert.deepEqual(countsOf(mergeProfiles(z, mergeProfiles(y, x))), whole);
      assert.deepEqual(countsOf(mergeProfiles(x, emptyWindow(reference))), countsOf(x));
    }),
  );
});

test('rows that are named are counted as a table of them would be', () => {
  fc.assert(
    fc.property(rowsOf, fc.nat(), (rows, salt) => {
      const table = made(rows);
      const places = Int32Array.from(rows.keys()).filter((i) => (i * 7 + salt) % 3 > 0);
      const taken = addRows(emptyWindow(reference), takeTable(table, places));
      assert.deepEqual(countsOf(addRows(emptyWindow(reference), table, places)), countsOf(taken));
    }),
  );
});

test('every row is in one place of each column', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      for (const { counts } of profileOf(rows).columns)
        assert.equal(
          counts.reduce((a, b) => a + b),
          rows.length,
        );
    }),
  );
});

test('what is below, above, between, other, new and missing is told apart', () => {
  const rows = ['Rome', 'Oslo', 'Paris', null];
  const window = made([0, 1, 2, 2.5, 3, null].map((price, i) => ({ price, city: rows[i % 4] ?? null, delay: 0 })));
  const profile = addRows(emptyWindow(reference), window);
  assert.deepEqual(named(profile, 'price'), { '= 1': 1, '[1, 2.5)': 1, '= 2.5': 1, below: 1, above: 1, missing: 1 });
  assert.deepEqual(named(profile, 'city'), { '"Rome"': 2, '"Oslo"': 2, other: 0, new: 1, missing: 1 });
});

const isNear = (a: number, b: number, scale: number): boolean => Math.abs(a - b) <= 1e-10 * Math.max(scale, 1e-300);

const assertNear = (got: Moments, values: readonly number[]): void => {
  const want = moments(values);
  if (want === null) {
    assert.deepEqual(got, NO_MOMENTS);
    return;
  }
  const size = Math.max(...values.map(Math.abs));
  assert.equal(got.n, want.n);
  assert.ok(isNear(got.mean, want.mean, size), `mean ${got.mean} ${want.mean}`);
  for (const [power, key] of [
    [2, 'm2'],
    [3, 'm3'],
    [4, 'm4'],
  ] as const) {
    assert.ok(isNear(got[key], want[key], want.n * size ** power), `${key} ${got[key]} ${want[key]}`);
  }
  assert.deepEqual([got.least, got.greatest], [Math.min(...values), Math.max(...values)]);
};

test('moments of two parts are those of the whole to 1e-10 of the scale of the numbers', () => {
  const list = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 30 });
  const block = (values: readonly number[]): Moments => momentsOfBlock(Float64Array.from(values), values.length);
  fc.assert(
    fc.property(list, list, list, (a, b, c) => {
      const [x, y, z] = [block(a), block(b), block(c)];
      assertNear(mergeMoments(mergeMoments(x, y), z), [...a, ...b, ...c]);
      assertNear(mergeMoments(x, mergeMoments(z, y)), [...a, ...b, ...c]);
    }),
  );
});

test('moments far from 0 keep their digits, and those beyond a double are the greatest', () => {
  const far = Float64Array.from([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4]);
  assert.equal(momentsOfBlock(far, 4).m2, 5);
  const huge = mergeMoments(momentsOfBlock(Float64Array.of(1.7e308), 1), momentsOfBlock(Float64Array.of(-1.7e308), 1));
  for (const moment of Object.values(huge)) assert.ok(Number.isFinite(moment));
});

test('a column that is gone, new or of another kind is told, and not counted', () => {
  const changed = tableOf(texts('price', ['1', '2']), numbers('size', [1, 2]));
  assert.deepEqual(differencesOf(reference, changed.columns), [
    { column: 'price', what: 'other-kind' },
    { column: 'city', what: 'missing' },
    { column: 'size', what: 'new' },
  ]);
  const profile = addRows(emptyWindow(reference), changed);
  assert.equal(profile.rows, 2);
  assert.ok(profile.columns.every(({ counts }) => counts.every((count) => count === 0)));
});

test('delays are known to a factor of 1.42', () => {
  const counts = addDelays(emptyDelays(), [Number.NaN, -1, 0, 999, 1000, 90_000, 90_000, 1e13]);
  assert.deepEqual([counts[0], counts[1], counts[2], counts.at(-1), counts.at(-2)], [1, 2, 1, 1, 1]);
  const middle = delayQuantile(counts, 0.6) ?? 0;
  assert.ok(middle >= 90_000 && middle <= 90_000 * 1.42, `${middle}`);
  assert.deepEqual([delayQuantile(emptyDelays(), 0.5), delayQuantile(counts, 1)], [null, Infinity]);
  for (let k = 3; k < DELAY_EDGES.length; k++) assert.ok((DELAY_EDGES[k] ?? 0) / (DELAY_EDGES[k - 1] ?? 1) < 1.42);
});

test('windows reach from the earlier start to the later end', () => {
  const at = (start: number, end: number): Profile => emptyWindow(reference, { start, end });
  const { start, end } = mergeProfiles(at(5, 9), mergeProfiles(at(2, 3), emptyWindow(reference)));
  assert.deepEqual([start, end], [2, 9]);
});
