import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addRows, emptyWindow, profileReference } from '../profile/profile.ts';
import { makeRandom } from '../std/random.ts';
import type { Column, Table } from '../table/table.ts';
import { columnStream, shareOf } from './column-streams.ts';

const numbers = (values: readonly (number | null)[]): Column => ({
  name: 'x',
  kind: 'number',
  type: 'number',
  values: Float64Array.from(values, (value) => value ?? 0),
  missing: Uint8Array.from(values, (value) => Number(value === null)),
});
const words = (values: readonly string[]): Column => {
  const levels = [...new Set(values)];
  return {
    name: 'x',
    kind: 'text',
    type: 'text',
    codes: Int32Array.from(values, (value) => levels.indexOf(value)),
    levels,
  };
};
const tableOf = (column: Column, n: number): Table => ({ n, columns: [column] });
const streamOf = (column: Column, n: number) => {
  const reference = profileReference(tableOf(column, n));
  const [profile] = reference.columns;
  assert.ok(profile);
  const stream = columnStream(profile, { group: 'inputs', id: 'inputs:x' });
  const read = (window: Column, rows: number) => {
    const [seen] = addRows(emptyWindow(reference), tableOf(window, rows)).columns;
    assert.ok(seen);
    return { reading: stream.reading(seen), shares: stream.parts.map((part) => shareOf(part, seen)) };
  };
  return { stream, read };
};

test('a number is watched by its deciles, by what lies outside, and by what is missing', () => {
  const random = makeRandom(3);
  const values = Array.from({ length: 4000 }, () => random());
  const { stream, read } = streamOf(numbers(values), values.length);
  const kinds = stream.parts.map(({ of }) => of.kind);
  assert.deepEqual(kinds, [...Array<string>(9).fill('below'), 'under', 'over', 'missing']);
  const { reading, shares } = read(numbers([...values.slice(0, 500), ...Array<null>(100).fill(null)]), 600);
  assert.equal(reading.n, 600);
  shares.slice(0, 9).forEach((share, k) => {
    assert.ok(Math.abs((share ?? 0) - (k + 1) / 10) < 0.07);
  });
  assert.deepEqual(shares.slice(9), [0, 0, 1 / 6]);
});

test('a constant has no deciles, and anything else than it is seen beside it', () => {
  const { stream, read } = streamOf(numbers(Array<number>(300).fill(0.4)), 300);
  assert.deepEqual(
    stream.parts.map(({ of }) => of.kind),
    ['under', 'over', 'missing'],
  );
  assert.deepEqual(read(numbers([0.4, 0.5, 0.5, 0.1]), 4).shares, [1 / 4, 2 / 4, 0]);
  assert.ok(stream.spec.materiality.every((least) => least > 0 && Number.isFinite(least)));
});

test('text is watched by its levels, by rare and by new ones', () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 'b' : i === 1 ? 'rare' : 'a'));
  const { stream, read } = streamOf(words(values), values.length);
  assert.deepEqual(
    stream.parts.map(({ of }) => (of.kind === 'level' ? of.level : of.kind)),
    ['a', 'b', 'other', 'new', 'missing'],
  );
  assert.deepEqual(read(words(['a', 'a', 'new', 'rare']), 4).shares, [2 / 4, 0, 1 / 4, 1 / 4, 0]);
});

test('a window without rows has nothing to say', () => {
  const { read } = streamOf(words(['a', 'b']), 2);
  assert.deepEqual(read(words([]), 0).reading, { stream: 'inputs:x', n: 0, y: null, reason: 'no-rows' });
});
