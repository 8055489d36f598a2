import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Groups } from '../groups.ts';
import { cellsOf, cross } from './groupings.ts';

const groups = (column: string, codes: readonly number[], names: readonly string[]): Groups => ({
  column,
  names,
  codes: Int32Array.from(codes),
  sizes: names.map((_, code) => codes.filter((c) => c === code).length),
});

test('columns are looked at one by one, then what two and three say together', () => {
  const codes = Array.from({ length: 400 }, (_, i) => i % 2);
  const columns = ['a', 'b', 'c'].map((name) => groups(name, codes, ['no', 'yes']));
  const [cells] = cellsOf(columns);
  const names = cells?.groupings.map(({ columns: of }) => of.join(' and '));
  assert.deepEqual(names, ['a', 'b', 'c', 'a and b', 'a and c', 'b and c', 'a and b and c']);
});

test('small groups are listed and never compared, a row that lacks a value is in none', () => {
  const sex = groups('sex', [...Array(70).fill(0), ...Array(50).fill(1), -1], ['f', 'm']);
  const race = groups('race', [...Array(60).fill(0), ...Array(61).fill(1)], ['x', 'y']);
  const { groups: compared, suppressed, codes, leftOut } = cross([sex, race]);
  assert.deepEqual(compared, [
    { values: ['f', 'x'], n: 60 },
    { values: ['m', 'y'], n: 50 },
  ]);
  assert.deepEqual(suppressed, [{ values: ['f', 'y'], n: 10 }]);
  assert.deepEqual([codes[0], codes[65], codes[100], codes[120], leftOut], [0, -1, 1, -1, 0]);
});

test('no more than sixty groups are compared', () => {
  const of = (name: string, stride: number): Groups => {
    const codes = Array.from({ length: 6000 }, (_, i) => Math.floor(i / stride) % 10);
    return groups(
      name,
      codes,
      Array.from({ length: 10 }, (_, k) => `${k}`),
    );
  };
  const { groups: compared, leftOut, suppressed } = cross([of('a', 1), of('b', 10)]);
  assert.deepEqual([compared.length, leftOut, suppressed.length], [60, 40, 0]);
});

test('groups made of cells are those of rows', () => {
  const codes = (stride: number): number[] => Array.from({ length: 3000 }, (_, i) => ((i * i + i) % stride) - 1);
  const columns = [
    groups('a', codes(5), ['1', '2', '3', '4']),
    groups('b', codes(4), ['x', 'y', 'z']),
    groups('c', codes(7), ['p', 'q', 'r', 's', 't', 'u']),
  ];
  const [cells] = cellsOf(columns);
  const sets = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];
  const byRows = sets.map((set) => cross(set.flatMap((k) => columns[k] ?? [])));
  cells?.groupings.forEach((found, k) => {
    const { codes: ofRow, ...same } = byRows[k]!; // ! seven
    const { codes: ofCell, ...rest } = found;
    assert.deepEqual(rest, same);
    const made = cells.codes.map((cell) => ofCell[cell] ?? -2);
    assert.deepEqual(made, ofRow);
  });
});
