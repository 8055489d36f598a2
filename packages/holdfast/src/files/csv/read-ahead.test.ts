import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeSpares } from '../engine/reader-process.ts';
import { openSource, readSource } from '../source.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-ahead-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const spares = makeSpares();
after(() => spares.close());

const ROWS = 40_000;
/** Long, because few rows are read in less time than many. */
const NOTE = ' and so on'.repeat(20);

const half = (from: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: ROWS / 2 },
      (_, i) => `${from + i},${i % 7}.5,2024-01-0${(i % 9) + 1},"a, ${i % 5}${NOTE}"\n`,
    ).join(''),
  );
const [HEAD, REST] = [Buffer.concat([Buffer.from('id,value,day,note\n'), half(0)]), half(ROWS)];

/** Nine megabytes of rows, with these bytes in the place of one row in their middle, far from both ends. */
function large(name: string, middle: Buffer): { readonly path: string; readonly bytes: Buffer } {
  const bytes = Buffer.concat([HEAD, middle, REST]);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, bytes };
}

const MIDDLES: readonly (readonly [what: string, middle: Buffer])[] = [
  ['a row like the others', Buffer.from('7,NA,2024-02-29,"two\nlines"\n')],
  ['a letter that is no UTF-8', Buffer.from('7,1.5,2024-02-29,caf\xe9\n', 'latin1')],
  ['an empty line', Buffer.from('\n7,1.5,2024-02-29,x\n')],
  ['a word among numbers', Buffer.from('7,broken,2024-02-29,x\n')],
  ['a number as programs write it', Buffer.from('7,1_000,2024-02-29,x\n')],
  ['a short row', Buffer.from('7,1.5\n')],
];

for (const [what, middle] of MIDDLES) {
  test(`a large file is the same read ahead and read for questions: ${what}`, async () => {
    const { path, bytes } = large('one.csv', middle);
    const read = await readSource([path]);
    assert.equal(read.digest, `sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    const source = await openSource([path], {}, () => {}, undefined, spares);
    try {
      assert.deepEqual(read.table, await source.read());
    } finally {
      await source.close();
    }
  });
}

test('a large file with a NUL, or with more cells than names, is refused as a small one is', async () => {
  await assert.rejects(readSource([large('nul.csv', Buffer.from('7,\0,x,y\n')).path]), { code: 'CSV_NUL' });
  await assert.rejects(readSource([large('wide.csv', Buffer.from('7,1,x,y,z\n')).path]), { code: 'CSV_CELLS' });
  const stop = new AbortController();
  const reading = readSource([large('stop.csv', Buffer.from('')).path], {}, () => stop.abort(), stop.signal);
  await assert.rejects(reading, { code: 'FILE_STOPPED' });
});
