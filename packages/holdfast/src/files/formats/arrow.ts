import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@holdfast/core/std/problem.ts';
import { startEngine } from '../engine/engine.ts';
import { privateFolder } from '../engine/private-folder.ts';
import type { LocatedFile } from '../locate.ts';
import { engineOptions, type OpenedFiles } from '../reader.ts';
import { quoteText, type Relation } from '../relation/relation.ts';
import { type ArrowChunk, arrowCells } from './arrow-cells.ts';
import { arrowChunks, arrowMessages, storedType } from './arrow-messages.ts';
import { type ArrowField, arrowFields } from './arrow-schema.ts';
import { COLUMNS_MAX } from './parquet.ts';
import { readingsOf } from './typed.ts';

/** More rows than any writer puts into one batch; a column without values could claim any number. */
const BATCH_ROWS_MAX = 2 ** 27;

/** How the copy is written; an empty text stands in quotes, a missing one does not. */
const PLAIN = `auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false,
  max_line_size = ${2 ** 24}`;

/**
 * Arrow files and streams (Feather 2) of flat columns as one relation. DuckDB reads Arrow only with an extension from
 * the network, so the batches are written as a plain copy, cell by cell, and read from there under the stated types;
 * a double is written in the shortest form that reads back the same. Memory: one batch.
 */
export async function openArrow(files: OpenedFiles): Promise<Relation> {
  const { located, pins } = files;
  const folder = privateFolder();
  try {
    const copies: string[] = [];
    let fields: readonly ArrowField[] | null = null;
    for (const [i, file] of located.files.entries()) {
      const target = join(folder.path, `${i}.csv`);
      const here = await writeCopy(file, target);
      fields ??= here;
      checkSame(file.path, here, fields, located.files[0]?.path ?? '');
      copies.push(target);
    }
    const engine = await startEngine(copies, engineOptions(files));
    try {
      const all = fields ?? [];
      const scan = `read_csv([${copies.map(quoteText).join(', ')}], ${PLAIN}, columns = {${columnTypes(all)}})`;
      await engine.run(`CREATE TABLE t AS SELECT ${all.map(storedAs).join(', ')} FROM ${scan}`);
      return await readingsOf({ engine, from: 't', names: all.map((field) => field.name), path: located.path, pins });
    } catch (error) {
      await engine.close();
      throw error;
    }
  } finally {
    folder.remove();
  }
}

function checkSame(path: string, here: readonly ArrowField[], first: readonly ArrowField[], firstPath: string): void {
  const isSame =
    here.length === first.length &&
    here.every((field, j) => field.name === first[j]?.name && field.type.is === first[j]?.type.is);
  if (!isSame)
    throw new Problem('FILES_DIFFER', {
      path,
      first: firstPath,
      found: `columns ${here
        .slice(0, 6)
        .map((field) => field.name)
        .join(', ')}`,
    });
}

/** The first cell of a row is a mark: a row of one missing value would be an empty line. */
const columnTypes = (fields: readonly ArrowField[]): string =>
  `'r': 'VARCHAR'${fields.map((field, j) => `, 'c${j}': '${csvType(field)}'`).join('')}`;

function csvType({ type }: ArrowField): string {
  if (type.is === 'int') return type.bits === 64 ? 'HUGEINT' : 'BIGINT';
  if (type.is === 'float' || type.is === 'decimal') return 'DOUBLE';
  return type.is === 'text' || type.is === 'long-text' || type.is === 'null' ? 'VARCHAR' : 'BIGINT';
}

function storedAs({ type }: ArrowField, j: number): string {
  if (type.is === 'bool') return `(c${j} = 1) AS c${j}`;
  if (type.is === 'timestamp' && type.hasZone) return `to_timestamp(c${j} / 1000.0) AS c${j}`;
  return type.is === 'timestamp' || type.is.startsWith('date') ? `make_timestamp(c${j} * 1000) AS c${j}` : `c${j}`;
}

/** Writes the rows of a file and returns its columns. */
async function writeCopy({ bytes, path }: LocatedFile, target: string): Promise<readonly ArrowField[]> {
  const output = createWriteStream(target, { mode: 0o600 });
  const failed = once(output, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  let fields: readonly ArrowField[] | null = null;
  const dictionaries = new Map<number, string[]>();
  try {
    for await (const { is, header, body } of arrowMessages(bytes, path)) {
      if (is === 'schema') {
        fields = arrowFields(header, path);
        if (fields.length > COLUMNS_MAX)
          throw new Problem('FILE_LIMIT', {
            path,
            what: 'columns',
            limit: String(COLUMNS_MAX),
            found: String(fields.length),
          });
      } else if (fields === null) throw new Problem('FILE_DAMAGED', { path, found: 'Arrow rows before their schema' });
      else if (is === 'dictionary') {
        const id = header.long(0, 0);
        const field = fields.find((one) => one.dictionary?.id === id);
        const batch = header.table(1);
        if (field === undefined || batch === null) continue;
        const [chunk] = arrowChunks(batch, body, [field.type], path);
        if (chunk === undefined) continue;
        const at = arrowCells(chunk, path);
        const words = Array.from({ length: chunk.length }, (_, i) => at(i) ?? '');
        dictionaries.set(id, header.byte(2, 0) === 1 ? [...(dictionaries.get(id) ?? []), ...words] : words);
      } else if (is === 'rows') {
        const rows = header.long(0, 0);
        if (rows < 0 || rows > BATCH_ROWS_MAX)
          throw new Problem('FILE_LIMIT', {
            path,
            what: 'rows in a batch',
            limit: String(BATCH_ROWS_MAX),
            found: String(rows),
          });
        const chunks = arrowChunks(header, body, fields.map(storedType), path);
        await writeRows(rows, cellsOf(fields, { rows, chunks, dictionaries }, path), (text) =>
          output.write(text) ? null : Promise.race([once(output, 'drain'), failed]),
        );
      }
    }
  } finally {
    output.end();
    await Promise.race([once(output, 'close'), failed.catch(() => {})]);
  }
  if (fields === null) throw new Problem('FILE_DAMAGED', { path, found: 'Arrow without a schema' });
  return fields;
}

type Cells = (i: number) => string | null;

interface Batch {
  readonly rows: number;
  readonly chunks: readonly ArrowChunk[];
  readonly dictionaries: ReadonlyMap<number, readonly string[]>;
}

function cellsOf(fields: readonly ArrowField[], { rows, chunks, dictionaries }: Batch, path: string): readonly Cells[] {
  return fields.map((field, j): Cells => {
    const chunk = chunks[j]!; // ! one chunk a field
    if (chunk.length !== rows)
      throw new Problem('FILE_DAMAGED', { path, found: 'columns of Arrow of different lengths' });
    const at = arrowCells(chunk, path);
    if (field.dictionary === null) return at;
    const words = dictionaries.get(field.dictionary.id) ?? [];
    return (i) => {
      const position = at(i);
      if (position === null) return null;
      const word = words[Number(position)];
      if (word === undefined)
        throw new Problem('FILE_DAMAGED', { path, found: 'a position outside a dictionary of Arrow' });
      return word;
    };
  });
}

async function writeRows(
  rows: number,
  cells: readonly Cells[],
  write: (text: string) => Promise<unknown> | null,
): Promise<void> {
  let text = '';
  for (let i = 0; i < rows; i++) {
    text += 'r';
    for (const at of cells) {
      const cell = at(i);
      text += cell === null ? ',' : /^$|[",\r\n]/.test(cell) ? `,"${cell.replaceAll('"', '""')}"` : `,${cell}`;
    }
    text += '\n';
    if (text.length > 1 << 18 || i === rows - 1) {
      await write(text);
      text = '';
    }
  }
}
