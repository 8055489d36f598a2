import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ASSUMED_CODES, assumedWords } from '@holdfast/core/report/words/assumed.ts';
import type { ColumnDescription, Description } from '../files/description.ts';
import { renderDescription } from './description.ts';
import { columnsOf } from './plain.ts';

const column = (given: Partial<ColumnDescription>): ColumnDescription => ({
  name: 'price',
  type: 'number',
  missing: 0,
  distinct: 3,
  min: 0.5,
  max: 12345678,
  mean: 2,
  examples: ['0.5'],
  assumed: [],
  ...given,
});

const dialect = {
  encoding: 'utf-8',
  delimiter: ';',
  quote: '"',
  escape: 'doubled',
  header_rows: 1,
  skipped_rows: 2,
  footer_rows: 1,
  decimal: ',',
  thousands: null,
  null_words: ['NA'],
  comment: null,
  line_end: 'CRLF',
};

const description = (given: Partial<Description>): Description => ({
  rows: 1000,
  columns: [column({})],
  dialect,
  problems: [],
  ...given,
});
const rendered = (given: Partial<Description>, path = 'sales.csv'): string =>
  renderDescription(path, description(given), { isColored: false });

test('a description says size, reading, columns, assumptions, doubts and the next command', () => {
  const text = rendered({
    columns: [
      column({ assumed: ['decimal:,', 'missing:NA,?'], missing: 12 }),
      column({
        name: 'sold',
        type: 'timestamp',
        min: '2024-01-01T00:00:00.000Z',
        max: '2024-12-31T00:00:00.000Z',
        assumed: ['date-order:day-first'],
      }),
      column({ name: 'city', type: 'text', min: 'A', max: 'Z', examples: ['Bern', ' Ulm'] }),
      column({ name: 'flat', min: 7, max: 7 }),
      column({ name: 'void', min: null, max: null, missing: 1000 }),
    ],
    problems: [{ code: 'CSV_QUOTE_MENDED', line: 17, column: null, message: 'Quotes were mended.' }],
  });
  const flat = text.replace(/\s+/g, ' ');
  for (const part of [
    'sales.csv  1,000 rows, 5 columns',
    'cells apart by a semicolon',
    '2 lines before it left out',
    '1 line at the end left out',
    'decimals after a comma',
    '0.5 to 12345678',
    '1.2 %',
    '2024-01-01 to 2024-12-31',
    'Bern, " Ulm"',
    'always 7',
    'no value',
    'price: the decimal mark is a comma',
    'price: these mean missing: NA, ?',
    'sold: dates begin with the day',
    'CSV_QUOTE_MENDED: Quotes were mended. (line 17)',
    'holdfast init sales.csv',
  ]) {
    assert.ok(flat.includes(part.replace(/ +/g, ' ')), `${part} in\n${text}`);
  }
});

test('a description fits 80 columns whatever names, values and paths are long', () => {
  const long = 'x'.repeat(300);
  const text = rendered(
    {
      columns: [
        column({ name: long, assumed: [`missing:${long}`] }),
        column({ name: `${long}2`, type: 'text', examples: [long] }),
      ],
      problems: [{ code: 'COLUMN_MIXED', line: null, column: long, message: long }],
    },
    `${long}.csv`,
  );
  for (const line of text.split('\n')) assert.ok(columnsOf(line) <= 80, line);
});

test('names and values cannot move the cursor, colour the screen or turn a line around', () => {
  const evil = 'a\u001b[31m\u001b]0;title\u0007b\u202e\r\nc\u009b2J';
  const text = rendered(
    {
      columns: [column({ name: evil, type: 'text', examples: [evil], assumed: [`missing:${evil}`] })],
      problems: [{ code: 'COLUMN_MIXED', line: 1, column: evil, message: evil }],
      dialect: { ...dialect, comment: evil },
    },
    evil,
  );
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
});

test('of notes of one kind two are told, and of the rest the columns', () => {
  const problems = ['a', 'b', 'c', 'd'].map((name) => ({
    code: 'COLUMN_MIXED',
    line: null,
    column: name,
    message: `It is ${name}.`,
  }));
  const text = rendered({ problems });
  assert.match(text, /It is a\.[\s\S]*It is b\.[\s\S]*the same 2 more times, in c, d/);
  assert.doesNotMatch(text, /It is c\./);
});

test('everything that a reader assumes has words', () => {
  const folder = new URL('../files/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  const text = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  for (const code of ASSUMED_CODES) {
    const mark = code.replaceAll('-', '\\-');
    assert.match(text, new RegExp(`['\`]${mark}[:'\`]`), `${code} is no code of the readers`);
    assert.notEqual(assumedWords(`${code}:x`), `${code}:x`);
  }
  assert.equal(assumedWords('unheard-of:x'), 'unheard-of:x', 'what has no words is shown, not hidden');
});
