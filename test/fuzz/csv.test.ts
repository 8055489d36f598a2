import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { problemLine } from '../../packages/core/src/report/words/problems.ts';
import { Problem } from '../../packages/core/src/std/problem.ts';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { detectCutting, isBlank } from '../../packages/holdfast/src/files/csv/dialect.ts';
import { footerLength } from '../../packages/holdfast/src/files/csv/footer.ts';
import { findLayout } from '../../packages/holdfast/src/files/csv/layout.ts';
import { makeSplitter, type Row, splitText } from '../../packages/holdfast/src/files/csv/split.ts';
import { decide } from '../../packages/holdfast/src/files/types/decide.ts';
import { convertSql } from '../../packages/holdfast/src/files/types/form.ts';
import { nullWords } from '../../packages/holdfast/src/files/types/null-words.ts';
import { valuesOf } from '../../packages/holdfast/src/files/types/sample.ts';
import { openInTurn, readInTurn } from '../files/in-turn.ts';
import { DIALECTS } from '../files/kinds.ts';
import { LAYOUTS } from '../files/kinds-layouts.ts';
import { VALUES } from '../files/kinds-values.ts';
import { FUZZ_INPUTS, fuzz, mutations } from './mutate.ts';

const seeds = [...DIALECTS, ...LAYOUTS, ...VALUES].map((kind) => Buffer.from(kind.bytes).toString('utf8'));
const pieces = [
  '"',
  '""',
  '\\"',
  "'",
  ',',
  ';',
  '\t',
  '|',
  ' ',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '\0',
  '#',
  '% ',
  'sep=;\n',
  'NA',
  '\\N',
  '1,234.5',
  '1.234,5',
  '007',
  '1e999',
  '99999999999999999999',
  '2024-02-30',
  '31/12/2024',
  '12:61',
  '€',
  '%',
  '__proto__',
  'Total',
  'Source: x\n',
  '\ufeff',
  '\u2028',
  '\ud800',
  '−1',
];
const words = nullWords(undefined);

/** All that is decided before the engine sees a file. */
function understand(text: string): void {
  const path = 'fuzz.csv';
  const cutting = detectCutting(text, undefined, path);
  const rows = splitText(text, cutting, { path });
  assert.deepEqual(inPieces(text, cutting, path), rows, 'rows do not depend on how the bytes arrive');
  const layout = findLayout(rows, cutting, {}, path);
  assert.equal(new Set(layout.names).size, layout.names.length, 'names are unique');
  const data = rows.filter((row) => row.line >= layout.firstLine && !isBlank(row));
  const footer = footerLength(data, layout.names.length, false);
  assert.ok(footer === 0 || footer < data.length, 'a footer leaves rows');
  for (const values of valuesOf(data, layout.names.length)) {
    const { form } = decide(values, { words, hints: { decimal: null, dates: null } });
    assert.match(convertSql(form, 'c0'), /c0/);
  }
}

function inPieces(text: string, cutting: ReturnType<typeof detectCutting>, path: string): readonly Row[] {
  const random = makeRandom(text.length);
  const rows: Row[] = [];
  const splitter = makeSplitter(cutting, (row) => rows.push(row), { path, takeEmpty: () => {} });
  for (let at = 0; at < text.length; ) {
    const size = 1 + Math.floor(random() * 50);
    splitter.add(text.slice(at, at + size));
    at += size;
  }
  splitter.end();
  return rows;
}

test('any text as CSV gives a layout and types or a typed problem that has its words, in bounded time', () => {
  const outcomes = fuzz({
    seed: 31,
    seeds,
    pieces,
    read(text) {
      try {
        understand(text);
      } catch (error) {
        if (error instanceof Problem)
          assert.match(problemLine(error.code, error.details), new RegExp(`^${error.code}: `));
        throw error;
      }
    },
  });
  assert.ok((outcomes.get('value') ?? 0) > 100, JSON.stringify([...outcomes]));
  assert.ok(outcomes.size > 2, `problems were met too: ${JSON.stringify([...outcomes])}`);
});

const folder = mkdtempSync(join(tmpdir(), 'holdfast-fuzz-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Each takes a process: a hundredth of the others. */
const OPENED = Math.max(20, Math.ceil(FUZZ_INPUTS / 200));

test('any bytes as a file give a table or a typed problem, through the whole reader', {
  timeout: 3_600_000,
}, async () => {
  let tables = 0;
  const random = makeRandom(77);
  for (let i = 0; i < OPENED; i++) {
    const text = mutations(random, seeds, pieces);
    const encoding = (['utf8', 'latin1', 'utf16le'] as const)[i % 3] ?? 'utf8';
    const path = join(folder, `${i}.csv`);
    writeFileSync(path, Buffer.from(text, encoding));
    try {
      const source = await openInTurn([path]);
      try {
        const table = await source.read();
        assert.equal(table.n, source.rows);
        assert.deepEqual((await readInTurn([path])).table, table);
        assert.equal((await source.describe()).columns.length, table.columns.length);
        tables++;
      } finally {
        await source.close();
      }
    } catch (error) {
      if (!(error instanceof Problem))
        throw new Error(`input ${i} (${encoding}): ${JSON.stringify(text)}`, { cause: error });
      assert.match(problemLine(error.code, error.details), new RegExp(`^${error.code}: `));
    }
  }
  assert.ok(tables > OPENED / 4, `${tables} of ${OPENED} gave a table`);
});
