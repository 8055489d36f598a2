import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { type Column, findColumn, type Table, takeTable } from '../../packages/core/src/table/table.ts';
import { openInTurn } from '../files/in-turn.ts';
import { shared } from '../shared.ts';
import type { GoldenCase, Tally } from './tally.ts';

/** Rows of a file of the shared data, as a case names them. */
export interface NamedRows {
  readonly dataset: string;
  readonly columns?: readonly string[];
  /** `[a,b)`, `first k` or `last k`; all without. */
  readonly rows?: string;
}

const read = new Map<string, Promise<Table>>();

/** The rows that a case names; each file is read once. */
export async function tableOf({ dataset, rows }: NamedRows): Promise<Table> {
  const found = read.get(dataset) ?? readWhole(dataset);
  read.set(dataset, found);
  const table = await found;
  if (rows === undefined) return table;
  const [from, to] = placesOf(rows, table.n);
  return takeTable(
    table,
    Int32Array.from({ length: to - from }, (_, i) => from + i),
  );
}

async function readWhole(dataset: string): Promise<Table> {
  const source = await openInTurn([shared(`data/${dataset}`) ?? assert.fail(`${dataset} is not in the shared folder`)]);
  try {
    const table = await source.read();
    return { ...table, columns: table.columns.map(asHeld) };
  } finally {
    await source.close();
  }
}

/** Whole numbers of a file that lacks some are fractions in Python, also in rows where none is missing. */
const asHeld = (column: Column): Column =>
  column.kind === 'number' && column.type === 'integer' && column.missing?.includes(1)
    ? { ...column, type: 'number' }
    : column;

function placesOf(rows: string, n: number): [number, number] {
  const [, from = '', to = ''] = /^\[(\d+),(\d+)\)$/.exec(rows) ?? [];
  if (to !== '') return [Number(from), Number(to)];
  const [word, count] = rows.split(' ');
  return word === 'first' ? [0, Number(count)] : [n - Number(count), n];
}

/** The column of that name. */
export const columnOf = (table: Table, name: string): Column => findColumn(table, name) ?? assert.fail(name);

/** Compares each case, and says how many cases agree throughout; the exceptions are printed with their reason. */
export async function compareCases(
  context: TestContext,
  { cases, tally, program, exceptions }: Compared,
  compare: (golden: GoldenCase) => Promise<void> | void,
): Promise<void> {
  let passed = 0;
  for (const golden of cases) {
    const before = tally.missed;
    await compare(golden);
    if (tally.missed === before) passed++;
  }
  context.diagnostic(`${program}: ${passed} of ${cases.length} cases present pass`);
  for (const exception of exceptions) context.diagnostic(`${program}, exception: ${exception}`);
  tally.report(context, `${program}, numbers`);
  assert.equal(passed, cases.length);
}

interface Compared {
  readonly cases: readonly GoldenCase[];
  readonly tally: Tally;
  readonly program: string;
  /** What is compared more loosely or not at all, and why. */
  readonly exceptions: readonly string[];
}
