import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGap } from '../catalogue/define.ts';
import { WINDOW_ENTRIES, windowEntryById } from '../catalogue/index.ts';
import { addRows, emptyWindow, type Profile, profileReference } from '../profile/profile.ts';
import { makeRandom } from '../std/random.ts';
import type { Column, Table } from '../table/table.ts';
import { measureWindow, type WindowMeasurement } from './window.ts';

const CITIES = ['Rome', 'Oslo', 'Bern', 'Kyiv', 'Riga'];

/** Numbers, whole numbers with ties, and words; `shift` moves all of them. */
function tableOf(n: number, seed: number, shift = 0): Table {
  const random = makeRandom(seed);
  const numbers = (name: string, make: () => number): Column => ({
    name,
    kind: 'number',
    type: 'number',
    values: Float64Array.from({ length: n }, make),
    missing: null,
  });
  const codes = Int32Array.from({ length: n }, () => Math.min(4, Math.floor((random() + shift) * 5)));
  return {
    n,
    columns: [
      numbers('price', () => -Math.log(1 - random()) + shift),
      numbers('count', () => Math.floor(4 * random() + 2 * shift)),
      { name: 'city', kind: 'text', type: 'text', codes, levels: CITIES },
    ],
  };
}

const reference = profileReference(tableOf(4000, 1));
const SAID = [
  'psi',
  'jensen-shannon',
  'hellinger',
  'total-variation',
  'chi-squared',
  'kolmogorov-smirnov',
  'wasserstein',
];

const kept = new Map<string, Profile>();
/** The profile of fresh rows; made once. */
function freshWindow(rows: number, seed: number, shift: number): Profile {
  const key = [rows, seed, shift].join();
  const window = kept.get(key) ?? addRows(emptyWindow(reference), tableOf(rows, seed, shift));
  kept.set(key, window);
  return window;
}

/** The measurements of a column over windows of fresh rows. */
function windows(id: string, name: string, { rows = 300, shift = 0, times = 150 } = {}): WindowMeasurement[] {
  const entry = windowEntryById(id);
  const at = reference.columns.findIndex((one) => one.name === name);
  const before = reference.columns[at];
  assert.ok(entry && before);
  return Array.from({ length: times }, (_, k) => {
    const found = measureWindow(entry, before, freshWindow(rows, 100 + k, shift).columns[at] ?? before);
    return isGap(found) ? assert.fail(`${id} ${name}: ${found.gap}`) : found;
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('the seven entries of drift are in the catalogue', () => {
  assert.deepEqual(WINDOW_ENTRIES.map(({ id }) => id).sort(), [...SAID].sort());
});

for (const id of SAID) {
  test(`${id}: when nothing changed the value is its noise on average, to a quarter`, () => {
    for (const name of id === 'kolmogorov-smirnov' || id === 'wasserstein'
      ? ['price', 'count']
      : ['price', 'count', 'city']) {
      const found = windows(id, name);
      const ratio = mean(found.map(({ value }) => value)) / mean(found.map(({ noise }) => noise));
      // From bins, the greatest difference is a little less than from rows, and ties make it less again.
      const least = id === 'kolmogorov-smirnov' ? 0.6 : 0.75;
      assert.ok(ratio > least && ratio < 1.25, `${name}: ${ratio}`);
    }
  });

  test(`${id}: a shift is severe, and nothing is not`, () => {
    for (const { severity } of windows(id, 'price', { rows: 2000, shift: 0.5, times: 3 }))
      assert.equal(severity, 'severe');
    for (const { severity } of windows(id, 'price', { rows: 2000, times: 3 })) assert.equal(severity, 'none');
  });
}

test('parts say which bins moved, and which way', () => {
  const [found] = windows('total-variation', 'city', { rows: 1000, shift: 0.2, times: 1 });
  const parts = new Map(found?.parts?.map(({ of, value }) => [of, value]));
  assert.ok((parts.get('"Rome"') ?? 0) < -0.15 && (parts.get('"Riga"') ?? 0) > 0.15);
});

test('text has no order, a constant reference no spread, an empty window no rows', () => {
  const flat = (n: number, value: number): Table => ({
    n,
    columns: [{ name: 'x', kind: 'number', type: 'number', values: new Float64Array(n).fill(value), missing: null }],
  });
  const constant = profileReference(flat(500, 3));
  const [before] = constant.columns;
  const [moved] = addRows(emptyWindow(constant), flat(100, 4)).columns;
  const [empty] = emptyWindow(constant).columns;
  const [ks, area] = [windowEntryById('kolmogorov-smirnov'), windowEntryById('wasserstein')];
  const city = reference.columns[2];
  assert.ok(before && moved && empty && ks && area && city);
  assert.deepEqual(measureWindow(area, before, moved), { gap: 'no-variance', n: 100 });
  assert.deepEqual(measureWindow(ks, city, city), { gap: 'not-ordered', n: 4000 });
  assert.deepEqual(measureWindow(ks, before, empty), { gap: 'too-few-rows', n: 0 });
  const found = measureWindow(ks, before, moved);
  assert.ok(!isGap(found) && found.value === 1 && found.severity === 'severe');
});
