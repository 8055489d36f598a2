import type { InputFile } from '@holdfast/core/report/result.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { maskOf, parseExpression } from '@holdfast/core/table/expression.ts';
import { bring, partnersById } from '@holdfast/core/table/join.ts';
import { type Column, rowsOf, type Table, takeTable } from '@holdfast/core/table/table.ts';
import { makeSpares, type Spares } from '../files/engine/reader-process.ts';
import type { Pins } from '../files/pins.ts';
import { readSource } from '../files/source.ts';
import type { Request } from './request.ts';

/** A file that was read: what reports say of it, and its rows. */
export interface ReadFile {
  readonly input: InputFile;
  readonly table: Table;
}

export interface Opening {
  readonly pins: Pins;
  readonly onProgress: (share: number | null, what: string) => void;
  readonly signal: AbortSignal;
  readonly spares?: Spares;
}

/** What `body` gives, which reads several files one after the other: the same processes read them all. */
export async function readingSeveral<T>(opening: Opening, body: (opening: Opening) => Promise<T>): Promise<T> {
  const spares = makeSpares();
  try {
    return await body({ ...opening, spares });
  } finally {
    await spares.close();
  }
}

/** Reads files as one table. Problems: FILE_*, CSV_*, TABLE_EMPTY. */
export async function readFiles(
  paths: readonly string[],
  role: InputFile['role'],
  opening: Opening,
): Promise<ReadFile> {
  const name = paths.length === 1 ? (paths[0] ?? '') : `${paths[0]} and ${paths.length - 1} more`;
  const progress = (share: number) => opening.onProgress(share, `reading ${name}`);
  const { table, digest } = await readSource(paths, opening.pins, progress, opening.signal, opening.spares);
  if (table.n === 0) throw new Problem('TABLE_EMPTY', { table: name });
  return { table, input: { role, path: name, rows: table.n, digest, problems: [] } };
}

/** All tables that a request names. */
export interface Opened {
  readonly candidate: ReadFile;
  readonly labels: ReadFile | null;
  readonly against: ReadFile | null;
  readonly reference: ReadFile | null;
  readonly seeds: ReadFile | null;
}

/** Reads the tables one after the other; rows of the candidate by `--where`. Problems: FILE_*, CSV_*, EXPRESSION_*. */
export async function openAll(
  request: Request,
  pins: Pins,
  { reference, seeds }: { readonly reference: string | null; readonly seeds: string | null },
): Promise<Opened> {
  return readingSeveral({ pins, onProgress: request.onProgress, signal: request.signal }, async (opening) => {
    const one = (path: string | null, role: InputFile['role']): Promise<ReadFile | null> =>
      path === null ? Promise.resolve(null) : readFiles([path], role, opening);
    const candidate = await readFiles(request.files, 'candidate', opening);
    return {
      candidate: { ...candidate, table: selectRows(candidate, request.where) },
      labels: await one(request.labels, 'labels'),
      against: await one(request.against, 'against'),
      reference: await one(reference, 'reference'),
      seeds: await one(seeds, 'seeds'),
    };
  });
}

/** The rows of a file for which a condition holds; all without one. Problems: WHERE_EMPTY, EXPRESSION_*. */
export function selectRows({ table, input }: ReadFile, where: string | null): Table {
  if (where === null) return table;
  const selected = takeTable(table, rowsOf(maskOf(parseExpression(where), table)));
  if (selected.n === 0) throw new Problem('WHERE_EMPTY', { where, table: input.path, rows: table.n });
  return selected;
}

/**
 * The name of a column of the other model in the joined table: no file can hold it, because names have no line breaks.
 */
export const otherColumn = (name: string): string => `against\n${name}`;

export interface Together {
  /** The candidate's rows, with the columns that it lacked. */
  readonly table: Table;
  /** The other model's columns for the same rows, named by `otherColumn`. */
  readonly others: readonly Column[];
  readonly unmatched: { readonly candidate: number; readonly against: number } | null;
}

/**
 * The tables as one, by id: columns that the candidate lacks come from the labels, then from the other table. Columns
 * in which a model answers never do, because they would be another model's answers. Problems: IDS_DUPLICATE,
 * LABELS_UNMATCHED, TABLE_COLUMN_MISSING.
 */
export function together(
  { candidate, labels, against }: Opened,
  id: string,
  isAnswer: (name: string) => boolean,
): Together {
  const columns = [...candidate.table.columns];
  const names = new Set(columns.map((column) => column.name));
  const first = { name: candidate.input.path, table: candidate.table };
  let unmatched: Together['unmatched'] = null;
  let others: readonly Column[] = [];
  for (const other of [labels, against]) {
    if (other === null) continue;
    const partners = partnersById(first, { name: other.input.path, table: other.table }, id);
    for (const column of other.table.columns) {
      if (names.has(column.name) || isAnswer(column.name)) continue;
      columns.push(bring(column, partners));
      names.add(column.name);
    }
    if (other !== against) continue;
    unmatched = { candidate: partners.unmatched.first, against: partners.unmatched.second };
    others = other.table.columns.map((column) => bring(column, partners, otherColumn(column.name)));
  }
  return { table: { n: candidate.table.n, columns }, others, unmatched };
}
