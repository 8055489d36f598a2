import type { Column, Table } from '@holdfast/core/table/table.ts';
import type { Piece } from '../engine/protocol.ts';
import { isNumeric, type Reading, type Relation } from './relation.ts';
import { numberTarget, textTarget } from './targets.ts';

/**
 * Up to this many distinct values text comes as codes of an ENUM, which the engine makes; above, the child makes
 * them.
 */
export const ENUM_LEVELS = 20_000;
/** A table of fewer rows is read before the types would be made. */
export const ENUM_ROWS = 5000;
/** Wide tables are read in groups of columns, so that a query stays small. */
const COLUMNS_AT_ONCE = 256;

/** The named columns (all without names) as a table; order as asked, a name twice comes once. */
export async function readRelation(relation: Relation, names?: readonly string[]): Promise<Table> {
  if (relation.table !== null) return named(relation.table, names);
  const wanted = names === undefined ? relation.columns : pick(relation, names);
  const columns: Column[] = [];
  for (let from = 0; from < wanted.length; from += COLUMNS_AT_ONCE) {
    columns.push(...(await readGroup(relation, wanted.slice(from, from + COLUMNS_AT_ONCE))));
  }
  return { n: relation.rows, columns };
}

function named({ n, columns }: Table, names: readonly string[] | undefined): Table {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return { n, columns: names === undefined ? columns : [...new Set(names)].flatMap((name) => byName.get(name) ?? []) };
}

function pick(relation: Relation, names: readonly string[]): readonly Reading[] {
  const byName = new Map(relation.columns.map((column) => [column.name, column]));
  return [...new Set(names)].flatMap((name) => byName.get(name) ?? []);
}

async function readGroup(relation: Relation, readings: readonly Reading[]): Promise<readonly Column[]> {
  if (readings.length === 0) return [];
  const enums = await enumsOf(relation, readings);
  const targets = readings.map((reading) => targetOf(reading, relation.rows));
  const list = readings.map((reading, i) => (enums.has(i) ? `(${reading.sql})::${enums.get(i)}` : reading.sql));
  await relation.engine.columns(`SELECT ${list.join(', ')} FROM ${relation.from}`, (piece) => {
    targets[piece.column]?.add(piece);
  });
  for (const name of enums.values()) await relation.engine.run(`DROP TYPE ${name}`);
  return targets.map((target) => target.column());
}

/**
 * Names of the ENUM types that were made for text columns of few distinct values, by position. Of rows that are picked
 * none are made: each would pick them again.
 */
async function enumsOf(relation: Relation, readings: readonly Reading[]): Promise<ReadonlyMap<number, string>> {
  const text = readings.flatMap((reading, i) => (isNumeric(reading.type) ? [] : [i]));
  if (text.length === 0 || relation.rows < ENUM_ROWS || relation.isPicked === true) return new Map();
  const counts = text.map((i) => `approx_count_distinct(${readings[i]!.sql})::DOUBLE`); // ! i is a position of readings
  const [row] = await relation.engine.rows(`SELECT ${counts.join(', ')} FROM ${relation.from}`);
  const enums = new Map<number, string>();
  for (const [k, i] of text.entries()) {
    const count = Number(row?.[k] ?? 0);
    if (count === 0 || count > ENUM_LEVELS) continue;
    const sql = readings[i]!.sql; // ! as above
    await relation.engine.run(
      `CREATE OR REPLACE TYPE levels${i} AS ENUM (
        SELECT DISTINCT v FROM (SELECT ${sql} AS v FROM ${relation.from}) WHERE v IS NOT NULL ORDER BY v)`,
    );
    enums.set(i, `levels${i}`);
  }
  return enums;
}

interface Target {
  add(piece: Piece): void;
  column(): Column;
}

function targetOf({ name, type }: Reading, n: number): Target {
  if (type === 'text' || type === 'big-integer') {
    const target = textTarget(n);
    return { add: target.add, column: () => target.column(name, type, n) };
  }
  const target = numberTarget(n);
  return { add: target.add, column: () => target.column(name, type, n) };
}
