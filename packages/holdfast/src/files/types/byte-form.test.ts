import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Engine, startEngine } from '../engine/engine.ts';
import { quoteText } from '../relation/relation.ts';
import { byteFormOf } from './byte-form.ts';
import { type ParsedDate, parseDate } from './date-form.ts';
import { convertSql, type Form } from './form.ts';
import { NUMBER_STYLES } from './number-form.ts';

let engine: Engine;
before(async () => {
  engine = await startEngine([]);
});
after(() => engine.close());

/** What the engine makes of each text. */
async function byEngine(form: Form, texts: readonly string[]): Promise<readonly (number | null)[]> {
  const rows = texts.map((text, i) => `(${i}, ${quoteText(text)})`).join(', ');
  const found = await engine.rows(`SELECT ${convertSql(form, 'c')} FROM (VALUES ${rows}) AS v(i, c) ORDER BY i`);
  return found.map(([value]) => value as number | null); // as: convertSql gives a DOUBLE
}

/** Says how many texts were read here, and how many were left to the engine; where both read they must agree. */
async function compare(form: Form, texts: readonly string[]) {
  const here = byteFormOf(form, { isUtc: true });
  assert.ok(here !== null, 'a form that is read here');
  const expected = await byEngine(form, texts);
  const counts = { read: 0, left: 0, unsure: 0 };
  for (const [i, text] of texts.entries()) {
    const bytes = Buffer.from(`"${text}"`);
    const values = new Float64Array(1);
    const places = Int32Array.of(1, bytes.length - 1);
    here.quick({ bytes, places, rows: 1, width: 1, doubled: [] }, 0, values);
    const quick = values[0]!; // ! one cell
    const slow = here.slow(text);
    const what = `${JSON.stringify(form)} of ${JSON.stringify(text)}`;
    if (!Number.isNaN(quick)) assert.ok(Object.is(quick, expected[i]), `${what}: ${quick} for ${expected[i]}`);
    if (slow !== 'unsure') assert.ok(Object.is(slow, expected[i]), `${what}, slowly: ${slow} for ${expected[i]}`);
    if (!Number.isNaN(quick) || typeof slow === 'number') counts.read++;
    else counts[slow === null ? 'left' : 'unsure']++;
  }
  return counts;
}

/** Texts of one to five of these parts. */
function made(seed: number, count: number, parts: readonly string[]): readonly string[] {
  const random = makeRandom(seed);
  const pick = (): string => parts[Math.floor(random() * parts.length)] ?? '';
  return Array.from({ length: count }, () => Array.from({ length: 1 + Math.floor(random() * 5) }, pick).join(''));
}

const NUMBER_PARTS =
  "1 2 123 1234 0 00 007 000 5. .5 1.25 123456789 9007199254740993 0.1 , . ' ’ - + − e3 E-2 e400 € $ % _ x nan inf NA ( ) é"
    .split(' ')
    .concat([' ', '\u00a0', '\u202f', '\t']);

test('numbers of every style are those of the engine, or left to it', async () => {
  const texts = [
    ...made(1, 1200, NUMBER_PARTS),
    ...'0.1 -0 -0.0 9007199254740991 9007199254740992 123456789012345 0.123456789012345 4.35 1e22 1e23'.split(' '),
    ...'- -- ... 1.2.3'.split(' '),
    ...'1,234.56 12,34 1,234,567.5 1.234.567,5 $1,234.50 -$5 $-5 5% +5 2.2250738585072011e-308 1e-400'.split(' '),
    ...['12.5 %', '  7', '7  '],
  ];
  const sum = { read: 0, left: 0, unsure: 0 };
  for (const style of NUMBER_STYLES.filter((one) => one.thousands !== 'indian')) {
    for (const type of ['number', 'integer'] as const) {
      for (const unit of ['', '%', '$', '€']) {
        for (const isRough of [false, true]) {
          const counts = await compare({ as: type, style, unit, isRough }, texts);
          for (const key of ['read', 'left', 'unsure'] as const) sum[key] += counts[key];
        }
      }
    }
  }
  assert.ok(sum.read > 8000 && sum.unsure * 20 < sum.read + sum.left, JSON.stringify(sum));
});

test('decimal numbers of any length are rounded as the engine rounds them', async () => {
  const random = makeRandom(3);
  const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(random() * 10)).join('');
  const texts = Array.from({ length: 20_000 }, () => {
    const whole = digits(1 + Math.floor(random() * 9));
    return `${random() < 0.3 ? '-' : ''}${whole}.${digits(1 + Math.floor(random() * 18))}`;
  });
  const plain: Form = { as: 'number', style: { decimal: '.', thousands: '' }, unit: '', isRough: false };
  assert.deepEqual(await compare(plain, texts), { read: 20_000, left: 0, unsure: 0 });
});

const date = (text: string): ParsedDate => parseDate(text)[0]!; // ! each of them is a date
const TIME_PARTS = [
  ...'2024-02-29 2023-02-29 1969-12-31 0001-01-01 0000-01-01 9999-12-31 2024/03/01 24-01-02 2024-1-2'.split(' '),
  ...'12:30 12:30:59 23:59:60 24:00:00 .5 .123 .1239 .123456 .1234567 ,5'.split(' '),
  ...'T Z +01:00 -05:30 +0100 +15:59 (BC) NA x'.split(' '),
  ...[' ', ' UTC'],
];

test('times are those of the engine, or left to it', async () => {
  const texts = [
    ...made(5, 3000, TIME_PARTS),
    ...clocks(6, 2500, (y, m, d) => `${y}-${m}-${d}`),
    'abcd-',
    '1969-12-31T23:59:59.9999',
  ];
  const forms = [
    '2024-02-29',
    '2024-02-29 12:30:59',
    '2024-02-29T12:30:59Z',
    '2024-02-29 12:30',
    '2024-02-29 12:30:59.123',
  ];
  for (const isPadded of [false, true]) {
    for (const form of [...forms.map((one) => [one]), forms]) {
      const counts = await compare({ as: 'timestamp', dates: form.map(date), isPadded }, texts);
      assert.ok(counts.read > 500, JSON.stringify(counts));
    }
  }
});

test('days before or after months are those of the engine, or left to it', async () => {
  for (const [order, of] of [
    ['day-first', (y: string, m: string, d: string) => `${d}/${m}/${y}`],
    ['month-first', (y: string, m: string, d: string) => `${m}/${d}/${y}`],
  ] as const) {
    for (const times of [[''], [' %H:%M'], [' %H:%M:%S'], ['', ' %H:%M', ' %H:%M:%S']]) {
      const dates = times.map(
        (time): ParsedDate => ({ order, separator: '/', yearDigits: 4, name: null, time, hasZone: false }),
      );
      const texts = [
        ...clocks(8, 4000, of),
        '1/2/2024',
        '31/12/99',
        '31/02/2024',
        '10:30',
        'NA',
        '',
        '31-12-2024',
        ' 31/12/2024',
      ];
      const counts = await compare({ as: 'timestamp', dates, isPadded: false }, texts);
      assert.ok(counts.read > 200, JSON.stringify(counts));
    }
  }
});

/** Days of all years, many of them with a clock. */
function clocks(seed: number, count: number, day: (y: string, m: string, d: string) => string): readonly string[] {
  const random = makeRandom(seed);
  const two = (below: number): string => String(Math.floor(random() * below)).padStart(2, '0');
  const tails = ['', '', ' {c}', ' {c}', 'T{c}', ' {c}:{s}', 'T{c}:{s}', ' {c}:{s}.25', 'T{c}:{s}Z'];
  return Array.from({ length: count }, () => {
    const year = String(1 + Math.floor(random() * 3000)).padStart(4, '0');
    const tail = tails[Math.floor(random() * tails.length)] ?? '';
    return day(year, two(14), two(33)) + tail.replace('{c}', `${two(25)}:${two(61)}`).replace('{s}', two(62));
  });
}

test('yes and no are those of the engine', async () => {
  const texts = made(9, 500, [
    'yes',
    'no',
    'Yes',
    ' ',
    'NO',
    'true',
    'false',
    'True',
    '1',
    '0',
    'ſ',
    'y',
    'e',
    's',
    '\t',
  ]);
  for (const words of ['true', 'yes', '1'] as const) await compare({ as: 'boolean', words }, [...texts, '']);
});
