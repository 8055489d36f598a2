import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Engine, startEngine } from '../engine/engine.ts';
import { quoteText } from '../relation/relation.ts';
import { type ParsedDate, parseDate } from './date-form.ts';
import { convertSql, type Form } from './form.ts';
import { NUMBER_STYLES, parseNumber } from './number-form.ts';

let engine: Engine;
before(async () => {
  engine = await startEngine([]);
});
after(() => engine.close());

async function converted(form: Form, texts: readonly string[]): Promise<readonly (number | null)[]> {
  const rows = texts.map((text, i) => `(${i}, ${quoteText(text)})`).join(', ');
  const found = await engine.rows(`SELECT ${convertSql(form, 'c')} FROM (VALUES ${rows}) AS v(i, c) ORDER BY i`);
  return found.map(([value]) => value as number | null); // as: convertSql gives a DOUBLE
}

/** Texts that are nearly numbers, in all styles. */
function texts(seed: number, count: number): readonly string[] {
  const random = makeRandom(seed);
  const parts = [
    '1',
    '12',
    '123',
    '1234',
    '0',
    '007',
    '000',
    ',',
    '.',
    "'",
    '’',
    ' ',
    '\u00a0',
    '\u202f',
    '-',
    '+',
    '−',
    'e3',
    'E-2',
    '€',
    '%',
    '_',
    'x',
    'nan',
    'inf',
    '(',
    ')',
  ];
  const pick = (): string => parts[Math.floor(random() * parts.length)] ?? '';
  return Array.from({ length: count }, () => Array.from({ length: 1 + Math.floor(random() * 5) }, pick).join(''));
}

test('for every style the query takes the texts that the parser takes, and gives the same numbers', async () => {
  const all = [
    ...texts(1, 4000),
    '1,234.5',
    '1.234,5',
    "1'234.5",
    '1 234,5',
    '1,23,456',
    '€ -5',
    '-€5',
    '5 €',
    '.5',
    '5.',
    '1e5',
    '12,5',
    '-1,234',
    '1\u00a0234',
  ];
  let taken = 0;
  for (const style of NUMBER_STYLES) {
    for (const unit of ['', '€', '%']) {
      const form: Form = { as: 'number', style, unit, isRough: true };
      const values = await converted(form, all);
      for (const [i, text] of all.entries()) {
        const value = parseNumber(text, style);
        const hasUnit = /[€%]/.exec(text)?.[0] ?? '';
        const expected = value !== null && (hasUnit === '' || hasUnit === unit) ? value : null;
        assert.equal(values[i], expected, `${JSON.stringify(text)} as ${JSON.stringify(form)}`);
        if (expected !== null) taken++;
      }
    }
  }
  assert.ok(taken > 3000, `${taken} were numbers`);
});

test('the quick way for plain numbers takes nothing that the parser does not take', async () => {
  const all = [
    ...texts(2, 4000),
    '1',
    '-1',
    '1.5',
    '9007199254740991',
    '9007199254740993',
    '1_000',
    '0x1F',
    ' 5',
    '5.0',
  ];
  const plain = NUMBER_STYLES[0]!; // ! there are styles
  const numbers = await converted({ as: 'number', style: plain, unit: '', isRough: false }, all);
  const integers = await converted({ as: 'integer', style: plain, unit: '', isRough: false }, all);
  for (const [i, text] of all.entries()) {
    if (numbers[i] !== null) assert.equal(numbers[i], parseNumber(text, plain), JSON.stringify(text));
    if (integers[i] !== null) assert.match(text, /^(0|-?[1-9]\d*)$/);
    const isPlain = /^(0|-?[1-9]\d{0,14})$/.test(text);
    if (isPlain) assert.equal(integers[i], Number(text), text);
  }
});

test('dates by pattern are those of the calendar, and no other text is taken', async () => {
  const cases: readonly (readonly [text: string, iso: string | null])[] = [
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2023-02-29', null],
    ['2024-1-2', '2024-01-02T00:00:00.000Z'],
    ['2024/01/02', '2024-01-02T00:00:00.000Z'],
    ['2024-01-02T03:04', '2024-01-02T03:04:00.000Z'],
    ['2024-01-02 03:04:05', '2024-01-02T03:04:05.000Z'],
    ['2024-01-02 03:04:05.678901', '2024-01-02T03:04:05.678Z'],
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05.000Z'],
    ['2024-01-02 03:04+02', '2024-01-02T01:04:00.000Z'],
    ['2024-01-02T03:04:05-05:30', '2024-01-02T08:34:05.000Z'],
    ['24-01-02', null],
    ['epoch', null],
    ['infinity', null],
    ['2024-01-02 (BC)', null],
    ['2024-13-01', null],
    ['20240102', null],
  ];
  const date: ParsedDate = { order: 'iso', separator: '-', yearDigits: 4, name: null, time: '', hasZone: false };
  for (const time of ['', ' %H:%M:%S']) {
    const values = await converted(
      { as: 'timestamp', dates: [{ ...date, time }], isPadded: false },
      cases.map(([text]) => text),
    );
    for (const [i, [text, iso]] of cases.entries())
      assert.equal(values[i], iso === null ? null : Date.parse(iso), text);
  }
  for (const [text, iso] of cases) {
    // The parser reads what the query reads, but for years of four digits that start a compact date.
    assert.equal(parseDate(text).length > 0, iso !== null, text);
  }
});
