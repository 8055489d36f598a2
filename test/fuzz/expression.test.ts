import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskOf, parseExpression } from '../../packages/core/src/table/expression.ts';
import type { Table } from '../../packages/core/src/table/table.ts';
import { fuzz } from './mutate.ts';

const table: Table = {
  n: 3,
  columns: [
    { name: 'a', kind: 'number', type: 'integer', values: new Float64Array([1, 2, 3]), missing: null },
    {
      name: 'b',
      kind: 'number',
      type: 'boolean',
      values: new Float64Array([0, 1, 0]),
      missing: new Uint8Array([0, 0, 1]),
    },
    { name: 't', kind: 'number', type: 'timestamp', values: new Float64Array([0, 1e9, 1e12]), missing: null },
    { name: 'c', kind: 'text', type: 'text', codes: new Int32Array([0, -1, 1]), levels: [' x', 'y '] },
    { name: 'd', kind: 'text', type: 'big-integer', codes: new Int32Array([0, 0, -1]), levels: ['9007199254740993'] },
  ],
};

test('any text as a condition gives rows or a typed problem, in bounded time', () => {
  const outcomes = fuzz({
    seed: 11,
    seeds: [
      "a >= 17 and c in ('N', 'S')",
      'not (a between 1 and 2 or b = true) and c is not missing',
      "a % 4 = 0 or d = 9007199254740993 or t >= '2024-01-02T03:04:05Z'",
      `"c" = 'it''s' and \`a\` != -1.5e3 and c not in ('x')`,
    ],
    pieces: [
      '(',
      ')',
      ' and ',
      ' or ',
      ' not ',
      ' in ',
      ' is ',
      ' missing ',
      ' between ',
      "'",
      '"',
      '`',
      '=',
      '!=',
      '<',
      '>',
      '%',
      ',',
      '-',
      '.',
      '1e999',
      '9'.repeat(400),
      '\0',
      '\u202e',
      '𝒳',
      '\ud800',
      'constructor',
      '__proto__',
      'constructor.constructor("return process")()',
      '[0]',
      '${',
      ';',
      '--',
      '/*',
      '\\',
      'true',
      'a',
      'b',
      'c',
      'd',
      't',
      '(a=1)',
      ' or a = 1',
      "('x')",
    ],
    read(text) {
      const mask = maskOf(parseExpression(text), table);
      assert.ok(mask.length === 3 && mask.every((bit) => bit === 0 || bit === 1), text);
    },
  });
  // A fuzzer that only meets one outcome does not reach the code that it is for.
  for (const outcome of ['value', 'EXPRESSION_SYNTAX', 'EXPRESSION_COLUMN', 'EXPRESSION_TYPE']) {
    assert.ok((outcomes.get(outcome) ?? 0) > 10, `${outcome}: ${JSON.stringify([...outcomes])}`);
  }
});
