import { Problem } from '@holdfast/core/std/problem.ts';
import type { ColumnType } from '../description.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pins } from '../pins.ts';
import type { Reading, Relation } from '../relation/relation.ts';
import { refineReadings } from './refine.ts';

interface Typed {
  readonly engine: Engine;
  /** A scan whose columns are named c0, c1, ... and have types of their own. */
  readonly from: string;
  readonly names: readonly string[];
  readonly path: string;
  readonly pins: Pins;
}

/**
 * The relation of a scan whose format states the types: they are believed, but for whole numbers too long and for ISO
 * times in text.
 */
export async function readingsOf({ engine, from, names, path, pins }: Typed): Promise<Relation> {
  const types = (await engine.rows(`SELECT column_type FROM (DESCRIBE SELECT * FROM ${from})`)).map((row) =>
    String(row[0]),
  );
  const long = types.flatMap((type, i) => (LONG.test(type) ? [i] : []));
  const ranges = long.map((i) => `(max(abs(c${i}::DOUBLE)) > ${Number.MAX_SAFE_INTEGER})::INTEGER::DOUBLE`);
  const [row = []] = await engine.rows(`SELECT ${['count(*)::DOUBLE', ...ranges].join(', ')} FROM ${from}`);
  const rows = Number(row[0]);
  if (rows > ROWS_MAX)
    throw new Problem('FILE_LIMIT', { path, what: 'rows', limit: String(ROWS_MAX), found: String(rows) });
  const tooLong = new Set(long.filter((_, k) => row[k + 1] === 1));
  const columns = names.map((name, i) => nativeReading(name, `c${i}`, types[i] ?? 'VARCHAR', tooLong.has(i)));
  return refineReadings({ engine, from, rows, table: null, columns, dialect: null, notes: [] }, pins, path);
}

/** What an index of a table counts to. */
const ROWS_MAX = 2 ** 31 - 1;
const LONG = /^(BIGINT|UBIGINT|HUGEINT|UHUGEINT)$/;

type Make = (to: ColumnType, sql: string, assumed?: readonly string[], notFinite?: string | null) => Reading;

function nativeReading(name: string, c: string, type: string, isTooLong: boolean): Reading {
  const make: Make = (to, sql, assumed = [], notFinite = null) => ({
    name,
    type: to,
    sql,
    notFinite,
    assumed,
    examples: null,
  });
  if (isTooLong) return make('big-integer', `${c}::VARCHAR`);
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type)) return make('integer', `${c}::DOUBLE`);
  if (type === 'FLOAT' || type === 'DOUBLE') return make('number', `${c}::DOUBLE`, [], `NOT isfinite(${c})`);
  if (/^DECIMAL\([\d, ]+\)$/.test(type)) return decimal(make, c, type);
  if (type === 'BOOLEAN') return make('boolean', `${c}::INTEGER::DOUBLE`);
  if (type === 'DATE' || /^TIMESTAMP[A-Z_ ]*$/.test(type)) {
    // Of nanoseconds only milliseconds are kept: the clock of a table. Times without a zone are of the session's zone.
    const hasZone = type.includes('ZONE') || type === 'TIMESTAMPTZ';
    return make(
      'timestamp',
      `epoch_ms(${hasZone ? c : `${c}::TIMESTAMP::TIMESTAMPTZ`})::DOUBLE`,
      hasZone ? [] : ['time-zone'],
    );
  }
  if (type.startsWith('ENUM(') || type === 'VARCHAR') return make('text', `${c}::VARCHAR`);
  if (/[[(]|^(STRUCT|MAP|UNION|JSON|VARIANT)/.test(type))
    return make('text', `to_json(${c})::VARCHAR`, ['nested-as-json']);
  return make('text', `${c}::VARCHAR`, [`text-of:${type.toLowerCase()}`]);
}

function decimal(make: Make, c: string, type: string): Reading {
  const [digits = 38, scale = 0] = (type.match(/\d+/g) ?? []).map(Number);
  // A double holds 15 digits of any decimal number.
  const isExact = digits <= 15;
  return make(scale === 0 && isExact ? 'integer' : 'number', `${c}::DOUBLE`, isExact ? [] : ['decimal-as-double']);
}
