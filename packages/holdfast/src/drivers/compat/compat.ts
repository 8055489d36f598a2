import type { CompatProgram } from '@holdfast/core/measure/compat/answer.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { findColumn, type NumberColumn, type Table, type TextColumn } from '@holdfast/core/table/table.ts';
import { contractPath } from '../contract-path.ts';
import { contractAt, pinsOf } from '../contract-pins.ts';
import { readFiles } from '../tables.ts';
import { evidentlyRows } from './evidently.ts';
import { frourosRows } from './frouros.ts';
import { nannyRows } from './nannyml.ts';
import type { CompatRequest, CompatResult, CompatRows, CompatTables } from './request.ts';

const PROGRAMS: Readonly<Record<CompatProgram, (tables: CompatTables, request: CompatRequest) => CompatRows>> = {
  evidently: evidentlyRows,
  nannyml: nannyRows,
  frouros: frourosRows,
};

/**
 * The numbers and verdicts of another program on two files, which are read whole. Problems: those of files and
 * contract, TABLE_COLUMN_MISSING for the timestamp, OPTION_VALUE for a method that the program lacks.
 */
export async function compatFiles(request: CompatRequest): Promise<CompatResult> {
  const contract = await contractAt(contractPath(request.contract, request.reference));
  const opening = { pins: pinsOf(contract), onProgress: request.onProgress, signal: request.signal };
  const reference = await readFiles([request.reference], 'reference', opening);
  const current = await readFiles([request.current], 'candidate', opening);
  const isCategory = new Set(
    contract?.columns.features.flatMap(({ name, type }) => (type === 'category' ? [name] : [])) ?? [],
  );
  const [before, now] = [withCategories(reference.table, isCategory), withCategories(current.table, isCategory)];
  const tables = pairedTables(before, now, new Set([request.timestamp, request.id]));
  for (const role of ['timestamp', 'id'] as const) {
    if (request[role] !== null) requireColumn(tables, { role, column: request[role], table: request.reference });
  }
  request.onProgress(null, 'measuring');
  return {
    program: request.program,
    reference: { path: request.reference, rows: reference.table.n },
    current: { path: request.current, rows: current.table.n },
    ...PROGRAMS[request.program](tables, request),
  };
}

/** The table with numbers that the contract calls categories as texts: what is called categorical there. */
const withCategories = (table: Table, names: ReadonlySet<string>): Table => ({
  ...table,
  columns: table.columns.map((column) =>
    column.kind === 'number' && names.has(column.name) ? asText(column) : column,
  ),
});

function asText({ name, values, missing }: NumberColumn): TextColumn {
  const codeOf = new Map<number, number>();
  const codes = Int32Array.from(values, (value, i) => {
    if (missing?.[i] === 1) return -1;
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    return code;
  });
  return { name, kind: 'text', type: 'text', codes, levels: [...codeOf.keys()].map(String) };
}

function pairedTables(reference: Table, current: Table, aside: ReadonlySet<string | null>): CompatTables {
  const pairs = reference.columns.flatMap((column) => {
    const other = findColumn(current, column.name);
    return other === null || aside.has(column.name) ? [] : [[column, other] as const];
  });
  return { reference, current, pairs };
}

function requireColumn(
  { reference, current }: CompatTables,
  asked: { readonly role: string; readonly column: string; readonly table: string },
): void {
  if (findColumn(reference, asked.column) !== null && findColumn(current, asked.column) !== null) return;
  throw new Problem('TABLE_COLUMN_MISSING', { ...asked, found: reference.columns.map(({ name }) => name) });
}
