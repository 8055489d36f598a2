import { assert } from '@holdfast/core/std/assert.ts';
import type { Column, Table } from '@holdfast/core/table/table.ts';
import type { Piece } from '../engine/protocol.ts';
import { isNumeric, type Reading, type Relation } from './relation.ts';

/**
 * Up to this many distinct values text comes as codes of an ENUM, which the engine makes; above, the child makes
 * them.
 */
const ENUM_LEVELS = 20_000;
/** Wide tables are read in groups of columns, so that a query stays small. */
const COLUMNS_AT_ONCE = 256;

/** The named columns (all without names) as a table; order as asked, a name twice comes once. */
export async function readRelation(relation: Relation, names?: readonly string[]): Promise<Table> {
  const wanted = names === undefined ? relation.columns : pick(relation, names);
  const columns: Column[] = [];
  for (let from = 0; from < wanted.length; from += COLUMNS_AT_ONCE) {
    columns.push(...(await readGroup(relation, wanted.slice(from, from + COLUMNS_AT_ONCE))));
  }
  return { n: relation.rows, columns };
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

/** Names of the ENUM types that were made for text columns of few distinct values, by position. */
async function enumsOf(relation: Relation, readings: readonly Reading[]): Promise<ReadonlyMap<number, string>> {
  const text = readings.flatMap((reading, i) => (isNumeric(reading.type) ? [] : [i]));
  if (text.length === 0 || relation.rows < 5000) return new Map();
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

function targetOf(reading: Reading, n: number): Target {
  return isNumeric(reading.type) ? numberTarget(reading, n) : textTarget(reading, n);
}

function numberTarget({ name, type }: Reading, n: number): Target {
  assert(type !== 'text' && type !== 'big-integer', 'numbers are no text');
  const values = new Float64Array(n);
  let missing: Uint8Array | null = null;
  let filled = 0;
  return {
    add(piece) {
      assert(
        'values' in piece && filled + piece.values.length <= n,
        'a number column gets numbers, and no more than its rows',
      );
      values.set(piece.values, filled);
      if (piece.missing) (missing ??= new Uint8Array(n)).set(piece.missing, filled);
      filled += piece.values.length;
    },
    column() {
      assert(filled === n, `column ${name} has as many rows as its table`);
      return { name, kind: 'number', type, values, missing };
    },
  };
}

function textTarget({ name, type }: Reading, n: number): Target {
  assert(type === 'text' || type === 'big-integer', 'text is no number');
  const codes = new Int32Array(n);
  const levels: string[] = [];
  let filled = 0;
  return {
    add(piece) {
      if ('levels' in piece) {
        for (const level of piece.levels) levels.push(level);
        return;
      }
      assert(
        'codes' in piece && filled + piece.codes.length <= n,
        'a text column gets codes, and no more than its rows',
      );
      codes.set(piece.codes, filled);
      filled += piece.codes.length;
    },
    column() {
      assert(filled === n, `column ${name} has as many rows as its table`);
      return { name, kind: 'text', type, codes, levels };
    },
  };
}
