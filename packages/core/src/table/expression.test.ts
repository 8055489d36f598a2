import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem, type ProblemCode } from '../std/problem.ts';
import { maskOf, parseExpression } from './expression.ts';
import type { Column, NumberColumn, Table } from './table.ts';

const numbers = (name: string, type: NumberColumn['type'], values: readonly (number | null)[]): Column => ({
  name,
  kind: 'number',
  type,
  values: Float64Array.from(values, (value) => value ?? 0),
  missing: Uint8Array.from(values, (value) => (value === null ? 1 : 0)),
});
const texts = (name: string, values: readonly (string | null)[], type: 'text' | 'big-integer' = 'text'): Column => {
  const levels = [...new Set(values.filter((value) => value !== null))];
  return {
    name,
    kind: 'text',
    type,
    codes: Int32Array.from(values, (v) => (v === null ? -1 : levels.indexOf(v))),
    levels,
  };
};
const day = 86_400_000;
const table: Table = {
  n: 5,
  columns: [
    numbers('age', 'integer', [17, 40, null, 65, -3]),
    numbers('rate', 'number', [0.5, 1.25, 2, null, -0.1]),
    numbers('open', 'boolean', [1, 0, 1, null, 0]),
    numbers('sold_at', 'timestamp', [0, day, 2 * day, null, 1.5 * day]),
    texts('sex', [' Female', 'Male ', 'Female', null, '']),
    texts('note', ["it's", 'a "b"', 'or', 'x', null]),
    texts('id', ['9007199254740993', '9007199254740994', '9007199254740995', null, '-4'], 'big-integer'),
    numbers('hours-per-week', 'integer', [1, 2, 3, 4, 5]),
    numbers('emp.var.rate', 'number', [1, 2, 3, 4, 5]),
    numbers('two words', 'integer', [1, 2, 3, 4, 5]),
    numbers('größe', 'integer', [1, 2, 3, 4, 5]),
    numbers('__proto__', 'integer', [1, 2, 3, 4, 5]),
  ],
};
const rows = (text: string): string => [...maskOf(parseExpression(text), table)].join('');
const problem = (text: string, code: ProblemCode): Record<string, unknown> => {
  try {
    rows(text);
  } catch (error) {
    assert(error instanceof Problem, `${text}: ${error}`);
    assert.equal(error.code, code, text);
    return { ...error.details };
  }
  return assert.fail(`no problem in ${text}`);
};

test('numbers compare, and a missing one satisfies nothing', () => {
  assert.equal(rows('age >= 18'), '01010');
  assert.equal(rows('age < 18'), '10001');
  assert.equal(rows('age = 40.0'), '01000');
  assert.equal(rows('age != 40'), '10011');
  assert.equal(rows('age <> 40'), '10011');
  assert.equal(rows('rate > -.5 and rate <= 1.25e0'), '11001');
});

test('"not" turns a comparison round and leaves missing values out', () => {
  assert.equal(rows('not age >= 18'), '10001');
  assert.equal(rows('not (age >= 18 or age = 17)'), '00001');
  assert.equal(rows('not not age >= 18'), '01010');
  assert.equal(rows('not (age between 0 and 50 and open = true)'), '01011');
});

test('"and" binds before "or", and parentheses before both', () => {
  assert.equal(rows('age = 17 or age = 40 and open = true'), '10000');
  assert.equal(rows('(age = 17 or age = 40) and open = false'), '01000');
});

test('text compares without outer blanks', () => {
  assert.equal(rows("sex = 'Female'"), '10100');
  assert.equal(rows("sex != ' Female '"), '01001');
  assert.equal(rows("sex in ('Male', '')"), '01001');
  assert.equal(rows("sex not in ('Male', '')"), '10100');
  assert.equal(rows("sex >= 'M'"), '01000');
});

test('quotes inside text are written twice, and words of the grammar are only words inside quotes', () => {
  assert.equal(rows("note = 'it''s'"), '10000');
  assert.equal(rows(`note = 'a "b"'`), '01000');
  assert.equal(rows("note = 'or' OR note = 'x'"), '00110');
});

test('missing is asked for by name', () => {
  assert.equal(rows('age is missing'), '00100');
  assert.equal(rows('age is not missing'), '11011');
  assert.equal(rows('not age is missing'), '11011');
  assert.equal(rows('sex is missing'), '00010');
});

test('"between" takes both ends', () => {
  assert.equal(rows('age between 17 and 40'), '11000');
  assert.equal(rows('age not between 17 and 40'), '00011');
  assert.equal(rows('age between 17 and 40 or age = 65'), '11010');
});

test('a remainder tells rows apart by a number', () => {
  assert.equal(rows('age % 5 = 0'), '01010');
  assert.equal(rows('hours-per-week % 2 in (0)'), '01010');
  assert.equal(rows('id % 2 = 1'), '10100');
});

test('whole numbers beyond 2^53 keep their digits', () => {
  assert.equal(rows('id = 9007199254740993'), '10000');
  assert.equal(rows("id = '9007199254740993'"), '10000');
  assert.equal(rows('id > 9007199254740993'), '01100');
  assert.equal(rows('id < 0'), '00001');
});

test('times compare with ISO text, in UTC where no zone is written', () => {
  assert.equal(rows("sold_at >= '1970-01-02'"), '01101');
  assert.equal(rows("sold_at = '1970-01-02T12:00:00Z'"), '00001');
  assert.equal(rows("sold_at = '1970-01-02 14:00+02:00'"), '00001');
});

test('columns have names with dashes, dots, letters of any script, and any name in quotes', () => {
  assert.equal(rows('hours-per-week > 4'), '00001');
  assert.equal(rows('emp.var.rate > 4'), '00001');
  assert.equal(rows('"two words" > 4'), '00001');
  assert.equal(rows('`two words` > 4'), '00001');
  assert.equal(rows('größe > 4'), '00001');
  assert.equal(rows('__proto__ > 4'), '00001');
});

test('what it cannot read is a problem that says where and what was expected', () => {
  const cases: readonly [text: string, at: number, expected: string, found: string][] = [
    ['', 1, 'column', ''],
    ['age', 4, 'comparison', ''],
    ['age >', 6, 'value', ''],
    ['age == 3', 5, 'single-equals', '=='],
    ['age > 3 && rate > 1', 9, 'word-and', '&&'],
    ['sex = Female', 7, 'single-quotes', 'Female'],
    ['sex = "Female"', 7, 'single-quotes', 'Female'],
    ["sex = 'Female", 7, 'closing-quote', "'"],
    ['(age > 3', 9, 'close', ''],
    ['age > 3)', 8, 'no-close', ')'],
    ['age > 3 rate > 1', 9, 'and-or-end', 'rate'],
    ['age in 3', 8, 'open', '3'],
    ['age in (3 4)', 11, 'comma-or-close', '4'],
    ['age is 3', 8, 'missing', '3'],
    ['age between 3 or 4', 15, 'and', 'or'],
    ['age % 0 = 1', 7, 'whole', '0'],
    ['age > 1e999', 7, 'number', '1e999'],
    ['age > 3x', 7, 'number', '3x'],
    ['age; drop', 4, 'known-character', ';'],
    ['constructor.constructor("return process")()', 24, 'comparison', '('],
    ['age["x"] > 1', 4, 'known-character', '['],
    ['and > 1', 1, 'column', 'and'],
  ];
  for (const [text, at, expected, found] of cases) {
    assert.deepEqual(problem(text, 'EXPRESSION_SYNTAX'), { text, at, expected, found });
  }
});

test('a place in a file stays with the problem', () => {
  const place = { path: 'holdfast.yaml', line: 7, column: 12 };
  assert.throws(
    () => parseExpression('age >', place),
    (error) => error instanceof Problem && error.details.place === place,
  );
  const expression = parseExpression('agee > 1', place);
  assert.throws(
    () => maskOf(expression, table),
    (error) => error instanceof Problem && error.details.place === place,
  );
});

test('an unknown column suggests the nearest', () => {
  assert.equal(problem('hours_per_weak > 1', 'EXPRESSION_COLUMN')['nearest'], 'hours-per-week');
  assert.equal(problem('zebra > 1', 'EXPRESSION_COLUMN')['nearest'], null);
  problem('constructor = 1', 'EXPRESSION_COLUMN');
});

test('a value that does not fit its column is a problem, not an empty slice', () => {
  for (const text of [
    "age = '17'",
    'sex = 1',
    'sold_at = 5',
    "sold_at = '1970-02-30'",
    'age = true',
    'sex % 2 = 1',
    "id = 'x'",
  ]) {
    problem(text, 'EXPRESSION_TYPE');
  }
});

test('size and depth are bounded', () => {
  assert.equal(problem(`age > 1${' or age > 1'.repeat(1000)}`, 'EXPRESSION_TOO_LONG')['what'], 'words');
  assert.equal(problem(`age > 1${' or age > 1'.repeat(1e5)}`, 'EXPRESSION_TOO_LONG')['what'], 'characters');
  assert.equal(problem(`${'('.repeat(1000)}age > 1`, 'EXPRESSION_TOO_LONG')['what'], 'parentheses');
  assert.equal(rows(`${'not ('.repeat(60)}age = 17${')'.repeat(60)}`), '10000');
});

test('the rows are those that a plain reading of the condition gives', () => {
  const leaf = fc.record({
    column: fc.constantFrom('age', 'hours-per-week'),
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    value: fc.integer({ min: -5, max: 70 }),
  });
  type Node = { readonly text: string; readonly holds: Holds };
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf.map(({ column, operator, value }) => ({
        text: `${column} ${operator} ${value}`,
        holds: plainTest(column, operator, value),
      })),
      tie('node').map((of) => ({ text: `not (${of.text})`, holds: (row: number) => negation(of.holds(row)) })),
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({
        text: `(${a.text}) and (${b.text})`,
        holds: (row: number) => negation(either(negation(a.holds(row)), negation(b.holds(row)))),
      })),
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({
        text: `(${a.text}) or (${b.text})`,
        holds: (row: number) => either(a.holds(row), b.holds(row)),
      })),
    ),
  }));
  fc.assert(
    fc.property(node, ({ text, holds }) => {
      assert.equal(rows(text), [0, 1, 2, 3, 4].map((row) => (holds(row) === true ? '1' : '0')).join(''), text);
    }),
    { seed: 3, numRuns: 300 },
  );
});

type Holds = (row: number) => boolean | null;

/** SQL's three values; null is unknown. */
const negation = (value: boolean | null): boolean | null => (value === null ? null : !value);
const either = (a: boolean | null, b: boolean | null): boolean | null =>
  a === true || b === true ? true : a === null || b === null ? null : false;

function plainTest(column: string, operator: string, value: number): Holds {
  const source = column === 'age' ? [17, 40, null, 65, -3] : [1, 2, 3, 4, 5];
  return (row) => {
    const x = source[row] ?? null;
    if (x === null) return null;
    if (operator === '=') return x === value;
    if (operator === '!=') return x !== value;
    if (operator === '<') return x < value;
    if (operator === '<=') return x <= value;
    return operator === '>' ? x > value : x >= value;
  };
}
