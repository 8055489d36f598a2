import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSource } from '../../packages/holdfast/src/files/source.ts';
import { needsShared, shared } from '../shared.ts';
import { opened } from './opened.ts';

/**
 * Expectations were written from looking at the bytes of each file with other programs, not from what this reader
 * gave.
 */
const nasty = (name: string): string => shared(`data/nasty_csv/${name}.gz`) ?? '';
const times = (n: number, type: string): string[] => new Array<string>(n).fill(type);

test(
  'CR-only lines in a single-byte encoding: 2,132 rows of 96 columns, commas inside quotes',
  needsShared,
  async () => {
    const file = await opened(nasty('cr_only_lineends_211.csv'));
    assert.equal(file.table.n, 2132);
    assert.equal(file.names.length, 96);
    assert.equal(file.description.dialect?.line_end, 'CR');
    assert.ok(file.codes.includes('CSV_ENCODING_ASSUMED'));
    const last = new Map(file.names.map((name, j) => [name, file.row(2131)[j]]));
    assert.equal(last.get('ResourceAgencyNum'), 373132);
    assert.equal(last.get('PhysicalAddress1'), '4817 Blagden Avenue, NW');
    assert.equal(last.get('Latitude'), 38.952387);
    assert.equal(last.get('Longitude'), -77.017836);
    assert.equal(last.get('UpdatedOn'), '2011-12-09T14:14:00.000Z');
    assert.equal(last.get('MailingPostalCode'), '20011');
  },
);

test('UTF-16LE with a mark: padded text keeps its blanks and numbers lose their commas', needsShared, async () => {
  const file = await opened(nasty('utf16le_padded.csv'));
  assert.equal(file.table.n, 327);
  assert.deepEqual(file.types, [...times(4, 'text'), ...times(15, 'integer')]);
  assert.equal(file.description.dialect?.encoding, 'utf-16le');
  assert.deepEqual(file.row(0).slice(0, 6), ['5C1', 'Enfield PCT', `NHS Facilities${' '.repeat(36)}`, '2010-11', 2, 1]);
  assert.equal(file.row(326)[0], 'NYA04');
  assert.ok(file.description.columns[2]?.assumed.includes('padded'));
});

test('Spanish latin-1: thousands with commas, blank cells, and a source line that is no row', needsShared, async () => {
  const file = await opened(nasty('latin1_thousands_spanish.csv'));
  assert.deepEqual(file.names.slice(6), ['Gasto total 2011', 'Descripción']);
  assert.equal(file.description.dialect?.encoding, 'latin-1');
  assert.equal(file.description.dialect?.footer_rows, 2);
  assert.equal(file.table.n + (file.description.dialect?.footer_rows ?? 0), 116);
  assert.deepEqual(file.row(0).slice(0, 7), [1, null, null, 'Gobierno', null, null, 229932.5]);
  assert.deepEqual(file.row(1).slice(0, 7), [null, 0, null, null, 'Legislación', null, 10105.4]);
  assert.ok(file.codes.includes('CSV_FOOTER'));
});

test(
  'German latin-1 without quotes: 2,237 rows, the nameless last column kept, semicolons are text',
  needsShared,
  async () => {
    const file = await opened(nasty('latin1_unquoted_german.csv'));
    assert.equal(file.table.n, 2237);
    assert.deepEqual(file.names, ['LP', 'Bezeichnung', 'Kapitel/Titel', 'column4']);
    assert.deepEqual(file.types, times(4, 'text'));
    assert.match(String(file.row(0)[1]), /^Trägerorganisationen; Umstrukturierung .* überwiegend /);
    assert.deepEqual(file.row(2), ['A100', 'Grundfinanzierung MPG', '300368540', null]);
    assert.deepEqual(file.row(3), [null, null, '300389440', null]);
    assert.equal(file.column('LP').filter((cell) => cell === null).length, 341);
    assert.ok(file.column('column4').includes('090268321'), 'codes keep their leading zeros');
  },
);

test(
  'a table inside a printed page: 11 lines before it, 60 rows, German thousands, notes after it',
  needsShared,
  async () => {
    const file = await opened(nasty('preamble_padded_german.csv'));
    assert.equal(file.table.n, 60);
    assert.deepEqual(file.names, [
      'column1',
      '1985',
      '1993',
      '2000',
      '2005',
      '2006',
      '2007',
      '2008',
      '2009',
      '2010',
      'column11',
    ]);
    assert.equal(file.description.dialect?.delimiter, ';');
    assert.equal(file.description.dialect?.skipped_rows, 11);
    assert.equal(file.description.dialect?.thousands, '.');
    assert.deepEqual(file.row(1).slice(0, 4), ['      Gefäßchirurgie', '.', 379, 575]);
    assert.deepEqual(file.row(7).slice(1), ['.', 1613, 2003, 2221, 2279, 2369, 2466, 2535, 2590, null]);
    assert.ok(file.codes.includes('COLUMN_DECIMAL') && file.codes.includes('CSV_FOOTER'));
  },
);

test('two header rows of a survey become one, and yes-no answers and ranks their types', needsShared, async () => {
  const file = await opened(nasty('two_header_rows_starwars.csv'));
  assert.deepEqual([file.table.n, file.names.length], [1186, 38]);
  assert.equal(file.description.dialect?.header_rows, 2);
  assert.equal(file.names[0], 'RespondentID');
  assert.match(file.names[4] ?? '', /^Which of the following .* \/ Star Wars: Episode II {2}Attack of the Clones$/);
  assert.match(file.names[28] ?? '', / \/ Yoda$/);
  assert.equal(file.row(0)[0], 3292879998);
  assert.deepEqual(file.row(0).slice(9, 15), [3, 2, 1, 4, 5, 6]);
  assert.deepEqual(file.row(1).slice(0, 3), [3292879538, 0, null]);
  assert.equal(file.row(1)[35], '$0 - $24,999');
});

test('sixty columns of twelve names are told apart', needsShared, async () => {
  const file = await opened(nasty('duplicate_headers_titanic.csv'));
  assert.deepEqual([file.table.n, file.names.length, new Set(file.names).size], [891, 60, 60]);
  assert.deepEqual([file.names[3], file.names[15], file.names[51]], ['Name', 'Name_2', 'Name_5']);
  assert.deepEqual(file.row(0).slice(0, 6), [1, 0, 3, 'Braund, Mr. Owen Harris', 'male', 22]);
  assert.equal(file.column('Age_3').filter((cell) => cell === null).length, 177);
  assert.equal(file.description.problems.filter((problem) => problem.code === 'CSV_NAMES_REPEATED').length, 12);
});

test('an app store: numbers with words beside them stay text, prices and dates do not', needsShared, async () => {
  const file = await opened(nasty('mixed_types_googleplay.csv'));
  assert.deepEqual([file.table.n, file.names.length], [10841, 13]);
  const type = new Map(file.names.map((name, j) => [name, file.types[j]]));
  for (const name of ['Size', 'Installs', 'Current Ver', 'Android Ver']) assert.equal(type.get(name), 'text', name);
  assert.deepEqual(
    [type.get('Rating'), type.get('Reviews'), type.get('Price'), type.get('Last Updated')],
    ['number', 'integer', 'number', 'timestamp'],
  );
  assert.equal(file.column('Rating').filter((cell) => cell === null).length, 1474);
  assert.equal(file.column('Installs')[0], '10,000+');
  assert.equal(Math.max(...file.column('Price').map(Number)), 400);
  assert.equal(file.column('Last Updated')[0], '2018-01-07T00:00:00.000Z');
  assert.ok(file.column('Size').includes('Varies with device'));
});

test('names in the last of ten comments, tabs below', needsShared, async () => {
  const file = await opened(nasty('comment_header_bangkok_pm25.txt'));
  assert.equal(file.table.n, 30392);
  assert.deepEqual(file.names, ['Year', 'Month', 'Day', 'UTC Hour', 'PM2.5', 'PM10_mask', 'Retrospective']);
  assert.equal(file.description.dialect?.comment, '%');
  assert.deepEqual(file.row(0), [2016, 3, 3, 8, 62.9, 1, 0]);
  assert.deepEqual(file.row(30391), [2020, 1, 24, 7, 29.4, 0, 0]);
});

test('a budget in three styles: exponents, commas, percent', needsShared, async () => {
  const file = await opened(nasty('bom_scientific_gov_budget.csv'));
  assert.equal(file.table.n, 233);
  assert.equal(file.names[0], 'Rank');
  assert.deepEqual(file.row(0), [
    1,
    'United States',
    3363000,
    3893000,
    -530000,
    -13.6,
    '2016 est.',
    -530000,
    -0.13614179296172613,
  ]);
  const [, , , , surplus, percent] = file.description.columns;
  assert.ok(surplus?.assumed.includes('thousands:,') && percent?.assumed.includes('percent'));
  assert.equal(file.column('Rank').filter((cell) => cell === null).length, 5);
});

test('airlines: \\N is missing, names lose their leading blank, broken letters are told', needsShared, async () => {
  const file = await opened(nasty('backslash_n_airlines_openflights.csv'));
  assert.deepEqual([file.table.n, file.names.length], [6161, 8]);
  assert.deepEqual(file.names, ['AirlineID', 'Name', 'Alias', 'IATA', 'ICAO', 'Callsign', 'Country', 'Active']);
  assert.deepEqual(file.row(0), [1, 'Private flight', null, '-', null, null, null, 'Y']);
  assert.ok(!file.column('Alias').includes('\\N'));
  assert.ok(file.description.dialect?.null_words.includes('\\N'));
  assert.ok(file.codes.includes('CSV_ENCODING_ASSUMED') || file.codes.includes('CSV_STRAY_BYTES'));
});

test('years of two and of four digits in one column are read as the years that they are', needsShared, async () => {
  const source = await openSource([nasty('cr_only_lineends_211.csv')]);
  const updated = (await source.describe()).columns.find(({ name }) => name === 'UpdatedOn');
  await source.close();
  assert.equal(updated?.min, '2008-08-06T00:00:00.000Z');
  assert.equal(updated?.max, '2012-07-24T16:38:00.000Z');
});
