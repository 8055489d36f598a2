import type { Kind } from './kinds.ts';

/** A column of text values, with a column of row numbers beside it so that the file has two. */
function column(
  says: string,
  cells: readonly string[],
  type: string,
  values: readonly (number | string | null)[],
  more: Partial<Kind> = {},
): Kind {
  const quoted = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`);
  return {
    says,
    bytes: `n,v\n${quoted.map((cell, i) => `${i},${cell}\n`).join('')}`,
    names: ['n', 'v'],
    types: ['integer', type],
    rows: values.map((value, i) => [i, value]),
    ...more,
  };
}

const at = (text: string): string => new Date(text).toISOString();

export const VALUES: readonly Kind[] = [
  column('a currency before the number', ['€1.50', '€2.75', '€3', '-€4'], 'number', [1.5, 2.75, 3, -4], {
    assumed: { 1: 'currency:€' },
  }),
  column('a currency after the number', ['10 €', '20 €', '1.000 €'], 'number', [10, 20, 1], {
    assumed: { 1: 'currency:€' },
  }),
  column('currencies that differ', ['$1', '€2', '$3'], 'text', ['$1', '€2', '$3'], { codes: ['COLUMN_MIXED'] }),
  column('Indian groups', ['1,23,456', '12,34,567.5', '999'], 'number', [123456, 1234567.5, 999], {
    assumed: { 1: 'thousands:indian' },
  }),
  column('Swiss groups', ["1'234.50", '12’000.00', '500.25'], 'number', [1234.5, 12000, 500.25], {
    assumed: { 1: "thousands:'" },
  }),
  column('French groups', ['1 234,50', '12\u202f000,00', '1\u00a0500,25'], 'number', [1234.5, 12000, 1500.25], {
    assumed: { 1: 'decimal:,' },
  }),
  column('American groups', ['1,234.50', '12,000', '7'], 'number', [1234.5, 12000, 7], {
    assumed: { 1: 'thousands:,' },
  }),
  column('German groups', ['1.234.567,8', '12,5'], 'number', [1234567.8, 12.5], { assumed: { 1: 'thousands:.' } }),
  column(
    'a point before three digits, always, with bare numbers beside',
    ['1.142', '2.003', '379'],
    'number',
    [1.142, 2.003, 379],
    { codes: ['COLUMN_DECIMAL'] },
  ),
  column('the same with a pinned decimal comma', ['1.142', '2.003', '379'], 'integer', [1142, 2003, 379], {
    pins: { decimal: ',' },
    codes: ['!COLUMN_DECIMAL'],
  }),
  column('groups that contradict each other', ['1,234.5', '1.234,5'], 'text', ['1,234.5', '1.234,5'], {
    codes: ['COLUMN_MIXED'],
  }),
  column('percent', ['5%', '-13.6%', '0%'], 'number', [5, -13.6, 0], { assumed: { 1: 'percent' } }),
  column('percent beside bare numbers', ['5%', '13', '7%'], 'text', ['5%', '13', '7%'], { codes: ['COLUMN_MIXED'] }),
  column('exponents', ['3363e3', '996300', '-5E-1'], 'number', [3363000, 996300, -0.5]),
  column('signs and the real minus', ['+5', '−3', '2'], 'integer', [5, -3, 2]),
  column('leading zeros', ['007', '010', '123'], 'text', ['007', '010', '123'], { assumed: { 1: 'leading-zeros' } }),
  column('leading zeros pinned as integers', ['007', '010', '123'], 'integer', [7, 10, 123], {
    pins: { types: { v: 'integer' } },
  }),
  column('ids of twenty digits', ['12345678901234567890', '9007199254740993', '3'], 'big-integer', [
    '12345678901234567890',
    '9007199254740993',
    '3',
  ]),
  column('words for missing', ['1', 'NA', 'n/a', '', '-', 'null', 'None', '?', '\\N', '.', 'NaN', '2.5'], 'number', [
    1,
    ...new Array<null>(10).fill(null),
    2.5,
  ]),
  column(
    'words for missing among text',
    ['a', 'NA', 'None', '-', '', '?'],
    'text',
    ['a', null, 'None', '-', null, null],
    { assumed: { 1: 'kept:None,-' } },
  ),
  column('pinned words for missing', ['1', 'unknown', '3'], 'integer', [1, null, 3], {
    pins: { nullWords: ['unknown'] },
    assumed: { 1: 'missing:unknown' },
  }),
  column('NaN and infinity', ['1.5', 'NaN', 'inf', '-Infinity'], 'number', [1.5, null, null, null], {
    codes: ['COLUMN_NOT_FINITE'],
  }),
  column('underscores are no digits', ['1_000', '2_000'], 'text', ['1_000', '2_000']),
  column('hexadecimal is text', ['0x1F', '0x2A'], 'text', ['0x1F', '0x2A']),
  column('yes and no', ['yes', 'No', 'YES', ''], 'boolean', [1, 0, 1, null]),
  column('true and false', ['TRUE', 'false'], 'boolean', [1, 0]),
  column('0 and 1 are whole numbers', ['0', '1', '1'], 'integer', [0, 1, 1]),
  column('one and a half makes numbers', ['1', '2', '1.5'], 'number', [1, 2, 1.5]),
  column('nothing at all', ['', '', ''], 'text', [null, null, null]),
  column(
    'ISO times with zones',
    ['2024-01-01T10:00:00+02:00', '2024-01-01T10:00:00Z', '2024-07-01 10:00:00.5-0500'],
    'timestamp',
    [at('2024-01-01T08:00Z'), at('2024-01-01T10:00Z'), at('2024-07-01T15:00:00.5Z')],
  ),
  column(
    'ISO times in a pinned zone',
    ['2024-07-01 12:00:00', '2024-01-01'],
    'timestamp',
    [at('2024-07-01T10:00Z'), at('2023-12-31T23:00Z')],
    { pins: { timeZone: 'Europe/Paris' } },
  ),
  column('days that do not exist', ['2024-02-28', '2024-02-30'], 'text', ['2024-02-28', '2024-02-30'], {
    codes: ['COLUMN_MIXED'],
  }),
  column('day first by evidence', ['01/02/2024', '25/12/2024'], 'timestamp', [at('2024-02-01'), at('2024-12-25')], {
    codes: ['!COLUMN_DATE_ORDER'],
  }),
  column('month first by evidence', ['01/02/2024', '12/25/2024'], 'timestamp', [at('2024-01-02'), at('2024-12-25')], {
    codes: ['!COLUMN_DATE_ORDER'],
  }),
  column('either order', ['01/02/2024', '03/04/2024'], 'timestamp', [at('2024-01-02'), at('2024-03-04')], {
    codes: ['COLUMN_DATE_ORDER'],
  }),
  column('both orders', ['25/12/2024', '12/25/2024'], 'text', ['25/12/2024', '12/25/2024'], {
    codes: ['COLUMN_MIXED'],
  }),
  column('a clock of twelve hours', ['1/13/2024 3:04 PM', '2/1/2024 12:00 AM', '2/1/2024 12:30 pm'], 'timestamp', [
    at('2024-01-13T15:04Z'),
    at('2024-02-01'),
    at('2024-02-01T12:30Z'),
  ]),
  column('months by name', ['January 7, 2018', 'May 1, 2018'], 'timestamp', [at('2018-01-07'), at('2018-05-01')]),
  column('short months by name', ['07-Jan-2018', '1-Dec-2017'], 'timestamp', [at('2018-01-07'), at('2017-12-01')]),
  column('months without days', ['Oct-2016', 'Jan-2017'], 'timestamp', [at('2016-10-01'), at('2017-01-01')]),
  column('times by the minute and the second', ['13.02.2024 10:30', '14.02.2024 10:30:15'], 'timestamp', [
    at('2024-02-13T10:30Z'),
    at('2024-02-14T10:30:15Z'),
  ]),
  column('numbers of versions are no dates', ['1.0.0', '4.0.3', '10.1.12'], 'text', ['1.0.0', '4.0.3', '10.1.12']),
  column('dates without marks are whole numbers', ['20240131', '20240201'], 'integer', [20240131, 20240201]),
  column('dates without marks, pinned', ['20240131', '20240201'], 'timestamp', [at('2024-01-31'), at('2024-02-01')], {
    pins: { types: { v: 'timestamp' } },
  }),
  {
    says: 'seconds since 1970 under a name that says time',
    bytes: 'timestamp,v\n1700000000,1\n1700000060,2\n',
    names: ['timestamp', 'v'],
    types: ['timestamp', 'integer'],
    rows: [
      ['2023-11-14T22:13:20.000Z', 1],
      ['2023-11-14T22:14:20.000Z', 2],
    ],
    assumed: { 0: 'epoch-seconds' },
  },
];
