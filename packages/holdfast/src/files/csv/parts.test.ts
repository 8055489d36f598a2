import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeRandom } from '@holdfast/core/std/random.ts';
import type { Decision } from '../types/decide.ts';
import type { Form } from '../types/form.ts';
import type { Streamed } from '../types/streamed-table.ts';
import { streamParts } from './parts.ts';
import { splitText } from './split.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-parts-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const TEXT: Form = { as: 'text' };
const decision = (form: Form): Decision => ({
  form,
  assumed: [],
  mixed: null,
  ambiguous: null,
  evidence: { decimal: null, dates: null },
  seen: 100,
});

interface Given {
  readonly text: string;
  readonly width: number;
  readonly partBytes: number;
  readonly forms?: readonly Form[];
  readonly isCrlf?: boolean;
}

let files = 0;

async function streamed({ text, width, partBytes, forms, isCrlf = false }: Given) {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, text);
  const stream = streamParts({
    marks: { delimiter: 44, quote: 34, isCrlf, width },
    isUtc: true,
    files: [{ path, begin: 0, size: Buffer.byteLength(text) }],
    rowsMax: 1e6,
    signal: undefined,
    onProgress: () => {},
    partBytes,
    partsByThread: 8,
  });
  return stream((forms ?? Array.from({ length: width }, () => TEXT)).map(decision));
}

const cellOf = (one: Streamed, i: number): string =>
  one.kind === 'text' ? (one.column.levels[one.column.codes[i]!] ?? '') : String(one.column.values[i]); // ! i < rows

const rowsOf = (found: NonNullable<Awaited<ReturnType<typeof streamed>>>): readonly (readonly string[])[] =>
  Array.from({ length: found.rows }, (_, i) => found.columns.map((one) => cellOf(one, i)));

const split = (text: string): readonly (readonly string[])[] =>
  splitText(text, { delimiter: ',', quote: '"', escape: 'doubled' }, { path: 'x' }).map(({ cells }) => cells);

/** Cells in which a line looks like a row, so that a part that begins inside one begins wrongly. */
const CELLS = [
  '',
  'a',
  '12',
  '"b,c"',
  '"""q"""',
  '"\n1,2,3\n"',
  '"x\n"',
  '"é\n,\n"',
  'ü',
  '"a,b,c\n1,2,3\n4,5,6"',
  '"\n""\n"',
];

test('rows are the same wherever the parts of a file begin, in one thread and in several', async () => {
  const random = makeRandom(21);
  const pick = (): string => CELLS[Math.floor(random() * CELLS.length)] ?? '';
  for (let round = 0; round < 150; round++) {
    const end = round % 3 === 0 ? '\r\n' : '\n';
    const rows = Array.from({ length: 1 + Math.floor(random() * 30) }, () => [pick(), pick(), pick()].join(','));
    const text = rows.join(end) + (round % 2 === 0 ? end : '');
    // Small parts are many, and then a second thread is started, which takes longer than all else.
    const partBytes = round % 5 === 0 ? 1 + Math.floor(random() * 20) : 40 + Math.floor(random() * 400);
    const found = await streamed({ text, width: 3, partBytes, isCrlf: end === '\r\n' });
    assert.ok(found !== null, JSON.stringify({ text, partBytes }));
    assert.deepEqual(rowsOf(found), split(text), JSON.stringify({ text, partBytes }));
  }
});

test('what readers of CSV do not agree on is not read', async () => {
  const irregular = [
    'a,b\n1\n',
    'a,b\n1,2,3\n',
    'a,b\n\n1,2\n',
    'a,b\n1,"2\n',
    'a,b\n1,2"3\n',
    'a,b\n1,"2"3\n',
    'a,b\n1,"2" \n',
    'a,b\n1, "2"\n',
    'a,b\r\n1,2\n',
    'a,b\n1,2\r\n',
    'a,b\n1\r,2\n',
    'a,b\n1,2\r',
    'a,b\n1,2\n3',
    `a,b\n1,"${'x'.repeat(2 ** 20)}"\n`,
  ];
  for (const text of irregular) {
    for (const partBytes of [3, 1 << 20]) assert.equal(await streamed({ text, width: 2, partBytes }), null, text);
  }
});

test('a text that is read by the engine alone stops the reading, also in the last part', async () => {
  const plain: Form = { as: 'number', style: { decimal: '.', thousands: '' }, unit: '', isRough: false };
  const text = `${'1.5,x\n'.repeat(500)}NA,y\n`;
  const found = await streamed({ text, width: 2, partBytes: 100, forms: [plain, TEXT] });
  assert.ok(found?.columns[0]?.kind === 'number');
  assert.deepEqual([found.rows, found.columns[0].left], [501, [['NA', 1]]]);
  assert.equal(await streamed({ text: `${text}1_000,z\n`, width: 2, partBytes: 100, forms: [plain, TEXT] }), null);
});
