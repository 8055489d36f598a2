import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFileSync as append, createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { problemLine } from '@holdfast/core/report/words/problems.ts';
import { Problem, type ProblemCode } from '@holdfast/core/std/problem.ts';
import { spool } from '../../packages/holdfast/src/files/look.ts';
import { openSource } from '../../packages/holdfast/src/files/source.ts';
import { needsShared, shared } from '../shared.ts';
import { opened, testFolder } from './opened.ts';

const folder = testFolder();

interface Refusal {
  readonly code: ProblemCode;
  readonly line?: number;
  readonly ms?: number;
}

/** The file is refused with this code, in time, with words, and without growing this process much. */
async function refused(path: string, { code, line, ms = 20_000 }: Refusal): Promise<Problem> {
  const start = performance.now();
  const error = await openSource([path]).then(
    async (source) => {
      await source.close();
      return null;
    },
    (problem: unknown) => problem,
  );
  const took = performance.now() - start;
  assert.ok(error instanceof Problem, `expected ${code}, got ${error}`);
  assert.equal(error.code, code);
  if (line !== undefined) assert.equal((error.details as { line?: number }).line, line); // as: looked at
  assert.ok(took < ms, `${code} took ${took} ms`);
  assert.match(problemLine(error.code, error.details), new RegExp(`^${code}: .{20,}`));
  return error;
}

/** A long file, written in pieces so that the test itself stays small. */
async function long(name: string, head: string, piece: string, times: number): Promise<string> {
  const path = join(folder.path, name);
  const out = createWriteStream(path);
  out.write(head);
  for (let i = 0; i < times; i++) if (!out.write(piece)) await once(out, 'drain');
  await new Promise<void>((resolve) => out.end(() => resolve()));
  return path;
}

test('a quote that is never closed names the line where it opens', async () => {
  await refused(folder.write('open.csv', 'a,b\n1,"x\n2,y\n3,z\n'), { code: 'CSV_QUOTE_OPEN', line: 2 });
});

test('a quote that is never closed in a long file ends at the limit of a cell', async () => {
  const path = await long('open-long.csv', `a,b\n${'1,2\n'.repeat(1000)}5,"`, 'x,y\n'.repeat(20_000), 100);
  const problem = await refused(path, { code: 'FILE_LIMIT' });
  assert.equal((problem.details as { line?: number }).line, 1002); // as: looked at
});

test('a row of 200 MB without a delimiter ends at the limit of a cell, in bounded memory', async () => {
  const path = await long('row.csv', 'a,b\n1,2\n', 'x'.repeat(1 << 20), 200);
  const before = process.memoryUsage().rss;
  await refused(path, { code: 'FILE_LIMIT', line: 3 });
  assert.ok(process.memoryUsage().rss - before < 200e6);
});

/** So many bytes of one line below a header, made while they are read; `read` counts them. */
function endless(bytes: number) {
  const counted = { read: 0 };
  const piece = Buffer.alloc(1 << 20, 'x,');
  async function* pieces(): AsyncGenerator<Buffer> {
    yield Buffer.from('a,b\n1,2\n');
    for (; counted.read < bytes; counted.read += piece.length) yield piece;
  }
  return { counted, stream: Readable.from(pieces(), { objectMode: false, highWaterMark: 1 << 20 }) };
}

test('a row of 1 GB from a stream is refused before it is read, and nothing grows with it', async () => {
  const { counted, stream } = endless(2 ** 30);
  const before = process.memoryUsage().rss;
  await assert.rejects(
    spool(stream, folder.path, undefined),
    (error: unknown) =>
      error instanceof Problem && error.code === 'FILE_LIMIT' && 'line' in error.details && error.details.line === 3,
  );
  assert.ok(counted.read < 100e6, `${counted.read} bytes were read`);
  assert.ok(process.memoryUsage().rss - before < 200e6);
});

test('such a row in a packed file is refused as well, and a line of JSON may be as long', async () => {
  const x = gzipSync(Buffer.alloc(100 << 20, 'x,'));
  await refused(folder.write('row.csv.gz', Buffer.concat([gzipSync('a,b\n1,2\n'), x])), {
    code: 'FILE_LIMIT',
    line: 3,
  });
  const path = await long('row.json', '[{"a":1}', `,{"a":"${'y'.repeat(1000)}"}`.repeat(1000), 70);
  append(path, ']');
  const source = await openSource([path]);
  assert.equal(source.rows, 70_001);
  await source.close();
});

test('a million columns are too many', async () => {
  const path = folder.write('wide.csv', `${'a,'.repeat(1e6)}a\n${'1,'.repeat(1e6)}1\n`);
  await refused(path, { code: 'FILE_LIMIT', line: 1 });
});

test('ten million empty lines are no table', async () => {
  const path = await long('empty.csv', '', '\n'.repeat(1e5), 100);
  await refused(path, { code: 'FILE_EMPTY' });
});

test('ten million empty lines below a table are passed over', async () => {
  const path = await long('padded.csv', 'a,b\n1,2\n', '\n'.repeat(1e5), 100);
  assert.equal((await opened(path)).table.n, 1);
});

test('NUL bytes name their line, also far from the start', async () => {
  await refused(folder.write('nul.csv', 'a,b\n1,\0x\n'), { code: 'CSV_NUL', line: 2 });
  const late = await long('nul-late.csv', 'a,b\n', '1,2\n'.repeat(100_000), 4);
  append(late, '3,\0\n');
  await refused(late, { code: 'CSV_NUL', line: 400_002 });
});

test('a row with more cells than names is no row of the table', async () => {
  await refused(folder.write('cells.csv', 'a,b,c\n1,2,3\n4,5,6,7\n6,7,8\n'), { code: 'CSV_CELLS', line: 3 });
});

test('such a row far beyond the sample is found as well', async () => {
  const path = await long('cells-late.csv', 'a,b,c\n', '1,2,3\n'.repeat(100_000), 4);
  append(path, '1,2,3,4\n1,2,3\n1,2,3\n');
  await refused(path, { code: 'CSV_CELLS', line: 400_002 });
});

test('a value far beyond the sample changes the type, and is said', async () => {
  const path = await long('late.csv', 'a,b\n', '1,2\n'.repeat(100_000), 4);
  append(path, '1,x\n1,2\n');
  const file = await opened(path);
  assert.deepEqual(file.types, ['integer', 'text']);
  assert.equal(file.table.n, 400_002);
  const note = file.description.problems.find((problem) => problem.code === 'COLUMN_MIXED');
  assert.match(note?.message ?? '', /1 row of 400002 that are no number/);
});

test('a column of two styles says how many rows are not of the commoner, of all rows', async () => {
  const path = await long('styles.csv', 'a,b\n', '1,1.5\n2,5%\n3,2.5\n4,NA\n', 50_000);
  const file = await opened(path);
  assert.deepEqual(file.types, ['integer', 'text']);
  const note = file.description.problems.find((problem) => problem.code === 'COLUMN_MIXED');
  assert.match(note?.message ?? '', /50000 rows of 150000 that are no number/);
});

test('a column that is empty in the sample gets its type from the rest', async () => {
  const path = await long('sparse.csv', 'a,b\n', '1,\n'.repeat(100_000), 3);
  append(path, '1,2024-02-29\n1,2024-03-01\n');
  assert.deepEqual((await opened(path)).types, ['integer', 'timestamp']);
});

test('empty files and blanks are empty', async () => {
  await refused(folder.write('nothing.csv', ''), { code: 'FILE_EMPTY' });
  await refused(folder.write('blank.csv', '   \n \n'), { code: 'FILE_EMPTY' });
});

test('what is no table is named', async () => {
  await refused(folder.write('a.csv', 'PK\x03\x04rest of a zip'), { code: 'FILE_KIND' });
  await refused(folder.write('b.csv', '<!DOCTYPE html><html></html>'), { code: 'FILE_KIND' });
  await refused(folder.write('c.csv', Buffer.from([0x80, 4, 0x95, 1, 2, 3])), { code: 'FILE_KIND' });
  await refused(join(folder.path, 'nowhere.csv'), { code: 'FILE_MISSING' });
  await refused(join(folder.path, '*.nothing'), { code: 'FILE_MISSING' });
});

test('an unknown encoding and a wrong one are refused', async () => {
  const path = folder.write('latin.csv', Buffer.from('a,b\n1,é\n', 'latin1'));
  await assert.rejects(openSource([path], { encoding: 'utf-8' }), { code: 'CSV_ENCODING' });
  await assert.rejects(openSource([path], { encoding: 'klingon' }), { code: 'CSV_ENCODING' });
});

test('a pinned type that the rows do not have, and a pinned name that is not there, are refused', async () => {
  const path = folder.write('pins.csv', 'a,b\n1,x\n2,y\n');
  await assert.rejects(openSource([path], { types: { b: 'number' } }), { code: 'PIN_TYPE' });
  await assert.rejects(openSource([path], { types: { c: 'number' } }), { code: 'PIN_COLUMN' });
});

test('a gzip that unpacks to a thousand times its size is stopped', async () => {
  const piece = gzipSync(Buffer.alloc(8 << 20, '1,2\n'));
  // Members of gzip may follow each other: 64 of 8 MB.
  await refused(folder.write('bomb.csv.gz', Buffer.concat(new Array<Buffer>(64).fill(piece))), { code: 'FILE_LIMIT' });
});

test('a gzip that breaks off is damaged', async () => {
  const whole = gzipSync('a,b\n1,2\n'.repeat(1000));
  await refused(folder.write('cut.csv.gz', whole.subarray(0, whole.length - 10)), { code: 'FILE_DAMAGED' });
});

const bytes = (): Buffer => readFileSync(shared('data/adult/test.parquet') ?? '');
const write = (name: string, change: (bytes: Buffer) => Buffer): string => folder.write(name, change(bytes()));

test('a file that is cut', needsShared, async () => {
  await refused(
    write('cut.parquet', (all) => all.subarray(0, all.length >> 1)),
    { code: 'FILE_DAMAGED', ms: 2000 },
  );
  await refused(
    write('tiny.parquet', (all) => all.subarray(0, 6)),
    { code: 'FILE_DAMAGED', ms: 2000 },
  );
});

test('a footer longer than the file', needsShared, async () => {
  const path = write('footer.parquet', (all) => {
    all.writeUInt32LE(0x7fffffff, all.length - 8);
    return all;
  });
  await refused(path, { code: 'FILE_DAMAGED', ms: 2000 });
});

test('a footer of noise', needsShared, async () => {
  const path = write('noise.parquet', (all) =>
    all.fill(0xff, all.length - 8 - all.readUInt32LE(all.length - 8), all.length - 8),
  );
  await refused(path, { code: 'FILE_DAMAGED', ms: 5000 });
});

test('an encrypted footer', needsShared, async () => {
  await refused(
    write('secret.parquet', (all) => {
      all.write('PARE', all.length - 4, 'latin1');
      return all;
    }),
    { code: 'FILE_DAMAGED', ms: 2000 },
  );
});

test('pages of noise are found when they are read', needsShared, async () => {
  const path = write('pages.parquet', (all) => all.fill(0xff, 4, 4 + 50_000));
  await assert.rejects(opened(path), { code: 'FILE_DAMAGED' });
});
