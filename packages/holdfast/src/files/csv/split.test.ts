import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Cutting, EMPTY_ROWS, makeSplitter, type Row, splitText } from './split.ts';

const comma: Cutting = { delimiter: ',', quote: '"', escape: 'doubled' };
const cells = (text: string, cutting: Cutting = comma): readonly (readonly string[])[] =>
  splitText(text, cutting, { path: 'x.csv' }).map((row) => row.cells);

describe('cutting text into rows', () => {
  test('what is written with quotes is read back, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '\\', "'"), maxLength: 6 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), fc.integer({ min: 1, max: 7 }), (rows, end, size) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',') + end).join('');
        const found: string[][] = [];
        const splitter = makeSplitter(comma, (row) => found.push(row.cells), { path: 'x.csv' });
        for (let at = 0; at < text.length; at += size) splitter.add(text.slice(at, at + size));
        splitter.end();
        assert.deepEqual(found, rows);
      }),
    );
  });

  test('lines are counted over quoted line ends', () => {
    const rows = splitText('a,b\r\n"1\n2\r\n3",x\n4,5\n', comma, { path: 'x.csv' });
    assert.deepEqual(
      rows.map((row) => row.line),
      [1, 2, 5],
    );
  });

  test('a quote that is not doubled stays in its cell, and the row says so', () => {
    const [row] = splitText('"a "big" cat",2\n', comma, { path: 'x.csv' });
    assert.deepEqual([row?.cells, row?.isMended], [['a "big" cat', '2'], true]);
  });

  test('a quote in the middle of a cell is a letter', () => {
    assert.deepEqual(cells('5" disk,a\n'), [['5" disk', 'a']]);
  });

  test('blanks around quotes are no part of the cell, others are', () => {
    assert.deepEqual(cells('1, "x" , y \n'), [['1', 'x', ' y ']]);
  });

  test('backslashes escape quotes and themselves, and nothing else', () => {
    const cutting: Cutting = { delimiter: ',', quote: '"', escape: 'backslash' };
    assert.deepEqual(cells('"a\\"b","c\\\\","d\\n"\n', cutting), [['a"b', 'c\\', 'd\\n']]);
  });

  test('limits are problems that name the line', () => {
    const options = { path: 'x.csv', cellMax: 10, rowMax: 30, cellsMax: 4 };
    const split = (text: string) => () => splitText(text, comma, options);
    assert.throws(split(`a,b\n${'x'.repeat(11)},1\n`), {
      code: 'FILE_LIMIT',
      details: { path: 'x.csv', what: 'a cell', limit: '10', found: 'more', line: 2 },
    });
    assert.throws(split('1,2,3,4,5\n'), { code: 'FILE_LIMIT' });
    assert.throws(split(`${'123456789,'.repeat(4)}\n`), { code: 'FILE_LIMIT' });
    assert.throws(split('a,b\n1,"2\n'), { code: 'CSV_QUOTE_OPEN', details: { path: 'x.csv', line: 2 } });
    assert.throws(split('a,b\n1,\0\n'), { code: 'CSV_NUL', details: { path: 'x.csv', line: 2 } });
  });
});

test('of many empty lines in a row the first are rows and the others are counted', () => {
  const run = fc.tuple(fc.constantFrom('\n', '\r\n', '\r'), fc.integer({ min: 0, max: 700 }));
  const law = (runs: [string, number][], size: number): void => {
    const text = runs.map(([end, times]) => end.repeat(times)).join('x,"y\n"\n');
    const all: Row[] = [];
    const some: Row[] = [];
    let skipped = 0;
    const path = 'x.csv';
    const splitters = [
      makeSplitter(comma, (row) => all.push(row), { path }),
      makeSplitter(comma, (row) => some.push(row), { path, takeEmpty: (lines) => (skipped += lines) }),
    ];
    for (const splitter of splitters) {
      for (let at = 0; at < text.length; at += size) splitter.add(text.slice(at, at + size));
      splitter.end();
    }
    const isFilled = ({ cells }: Row): boolean => cells[0] !== '';
    assert.deepEqual(some.filter(isFilled), all.filter(isFilled));
    assert.equal(some.length + skipped, all.length);
    // A CR at the end of the text could have been half of a CRLF and is a row of its own.
    assert.ok(some.length - some.filter(isFilled).length <= runs.length * EMPTY_ROWS + 1);
  };
  const several = fc.array(run, { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(several, fc.integer({ min: 1, max: 900 }), law), { numRuns: 50 });
  law([['\n', 300]], 1);
});
