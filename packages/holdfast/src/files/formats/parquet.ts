import { closeSync, openSync, readSync } from 'node:fs';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Engine, startEngine } from '../engine/engine.ts';
import { withEngineProblems } from '../engine/problems.ts';
import type { Located, LocatedFile } from '../locate.ts';
import { engineOptions, type OpenedFiles } from '../reader.ts';
import { quoteText, type Relation } from '../relation/relation.ts';
import { checkFooter } from './parquet-footer.ts';
import { readingsOf } from './typed.ts';

/** The most columns of a table: beyond it names were mistaken for rows, or the file means harm. */
export const COLUMNS_MAX = 4096;
/** A footer is read at once and before anything else: hostile files end here. */
const FOOTER_MS = 2000;
const FOOTER_BYTES_MAX = 64 * 1024 * 1024;

/** Parquet files as one relation; columns that are not flat come as JSON text. */
export async function openParquet(files: OpenedFiles): Promise<Relation> {
  const { located, pins } = files;
  for (const file of located.files) checkFooter(footerOf(file), file.path);
  const start = (): Promise<Engine> =>
    startEngine(
      located.files.map((file) => file.bytes),
      { ...engineOptions(files), ...(files.use === 'fold' && { threads: 1 }) },
    );
  const engine = await start();
  try {
    const names = await namesOf(engine, located);
    const files = located.files.map((file) => quoteText(file.bytes)).join(', ');
    const scan = `read_parquet([${files}], union_by_name = ${located.files.length > 1}, hive_partitioning = false)`;
    const from = `${scan} AS t(${names.map((_, i) => `c${i}`).join(', ')})`;
    return { ...(await readingsOf({ engine, from, names, path: located.path, pins })), twin: start };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Before any library sees the bytes: the marks at both ends, and the footer that fits between them. */
function footerOf(file: LocatedFile): Buffer {
  const { head, tail, size, path } = file;
  const magic = head.subarray(0, 4).toString('latin1');
  const end = tail.subarray(-4).toString('latin1');
  const broken = (found: string): Problem => new Problem('FILE_DAMAGED', { path, found });
  if (magic === 'PARE' || end === 'PARE') throw broken('an encrypted footer, which cannot be read');
  if (size < 12 || magic !== 'PAR1' || end !== 'PAR1')
    throw broken('no PAR1 mark at both ends: the file is cut or is no Parquet');
  const footer = tail.readUInt32LE(tail.length - 8);
  if (footer > size - 12) throw broken(`a footer of ${footer} bytes in a file of ${size}`);
  if (footer > FOOTER_BYTES_MAX) {
    throw new Problem('FILE_LIMIT', {
      path,
      what: 'a footer',
      limit: `${FOOTER_BYTES_MAX} bytes`,
      found: `${footer} bytes`,
    });
  }
  if (footer <= tail.length - 8) return tail.subarray(-8 - footer, -8);
  const bytes = Buffer.alloc(footer);
  const opened = openSync(file.bytes, 'r');
  try {
    if (readSync(opened, bytes, 0, footer, size - 8 - footer) !== footer) throw broken('a footer that is cut');
  } finally {
    closeSync(opened);
  }
  return bytes;
}

/** Names of the top columns, as the footer has them: the engine would rename those that differ in case only. */
async function namesOf(engine: Engine, located: Located): Promise<readonly string[]> {
  let first: readonly string[] | null = null;
  for (const file of located.files) {
    const names = await withEngineProblems(file.path, () => topNames(engine, file));
    if (names.length > COLUMNS_MAX) {
      throw new Problem('FILE_LIMIT', {
        path: file.path,
        what: 'columns',
        limit: String(COLUMNS_MAX),
        found: String(names.length),
      });
    }
    first ??= names;
    checkSame(file.path, names, located, first);
  }
  return first ?? [];
}

async function topNames(engine: Engine, file: LocatedFile): Promise<readonly string[]> {
  const rows = await engine.rows(
    `SELECT name, coalesce(num_children, 0)::DOUBLE FROM parquet_schema(${quoteText(file.bytes)})`,
    FOOTER_MS,
  );
  const names: string[] = [];
  // The schema is a tree written in depth-first order, the root first. `open` counts the nodes that the current top
  // column still has.
  for (let at = 1, open = 0; at < rows.length; at++) {
    if (open === 0) {
      names.push(String(rows[at]?.[0] ?? ''));
      open = 1;
    }
    open += Number(rows[at]?.[1] ?? 0) - 1;
  }
  return names;
}

/** Columns may stand in another order, but they must be the same. */
function checkSame(path: string, names: readonly string[], located: Located, first: readonly string[]): void {
  const here = new Set(names);
  const there = new Set(first);
  const gone = first.filter((name) => !here.has(name));
  const extra = names.filter((name) => !there.has(name));
  if (gone.length + extra.length === 0) return;
  const found = [
    gone.length > 0 && `without ${gone.slice(0, 5).join(', ')}`,
    extra.length > 0 && `with ${extra.slice(0, 5).join(', ')}`,
  ];
  throw new Problem('FILES_DIFFER', {
    path,
    first: located.files[0]?.path ?? '',
    found: found.filter(Boolean).join('; '),
  });
}
