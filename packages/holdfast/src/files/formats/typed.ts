import type { ColumnType } from '../description.ts';
import type { Engine } from '../engine/engine.ts';
import type { Reading, Relation } from '../relation/relation.ts';
import type { Pins } from '../source.ts';

interface Typed {
  readonly engine: Engine;
  /** A scan whose columns are named c0, c1, ... and have types of their own. */
  readonly from: string;
  readonly names: readonly string[];
  readonly path: string;
  readonly pins: Pins;
}

/** The relation of a scan whose format states the types: they are believed, and only whole numbers too long are looked for. */
export async function readingsOf({ engine, from, names }: Typed): Promise<Relation> {
  const types = (await engine.rows(`SELECT column_type FROM (DESCRIBE SELECT * FROM ${from})`)).map((row) => String(row[0]));
  const long = types.flatMap((type, i) => (LONG.test(type) ? [i] : []));
  const ranges = long.map((i) => `(max(abs(c${i}::HUGEINT)) > ${Number.MAX_SAFE_INTEGER})::INTEGER::DOUBLE`);
  const [row = []] = await engine.rows(`SELECT ${['count(*)::DOUBLE', ...ranges].join(', ')} FROM ${from}`);
  const tooLong = new Set(long.filter((_, k) => row[k + 1] === 1));
  const columns = names.map((name, i) => nativeReading(name, `c${i}`, types[i] ?? 'VARCHAR', tooLong.has(i)));
  return { engine, from, rows: Number(row[0]), columns, dialect: null, notes: [] };
}

const LONG = /^(BIGINT|UBIGINT|HUGEINT|UHUGEINT)$/;

function nativeReading(name: string, c: string, type: string, isTooLong: boolean): Reading {
  const make = (to: ColumnType, sql: string, assumed: readonly string[] = [], notFinite: string | null = null): Reading => ({
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
  if (type.startsWith('DECIMAL')) return decimal(make, c, type);
  if (type === 'BOOLEAN') return make('boolean', `${c}::INTEGER::DOUBLE`);
  if (/^(DATE|TIMESTAMP)/.test(type)) {
    // Of nanoseconds only milliseconds are kept: the clock of a table.
    const plain = type.includes('TIME ZONE') || type === 'TIMESTAMPTZ' ? c : `${c}::TIMESTAMP::TIMESTAMPTZ`;
    return make('timestamp', `epoch_ms(${plain})::DOUBLE`, type.includes('ZONE') ? [] : ['time-zone']);
  }
  if (/[[(]|^(STRUCT|MAP|UNION|JSON|VARIANT)/.test(type) && !type.startsWith('ENUM')) {
    return make('text', `to_json(${c})::VARCHAR`, ['nested-as-json']);
  }
  return make('text', `${c}::VARCHAR`, /^(VARCHAR|ENUM)/.test(type) ? [] : [`text-of:${type.toLowerCase()}`]);
}

function decimal(make: (to: ColumnType, sql: string, assumed?: readonly string[]) => Reading, c: string, type: string): Reading {
  const [digits, scale] = (/\((\d+),\s*(\d+)\)/.exec(type)?.slice(1) ?? ['38', '0']).map(Number);
  // A double holds 15 digits of any decimal number.
  const rounded = (digits ?? 38) > 15 ? ['decimal-as-double'] : [];
  return make(scale === 0 && rounded.length === 0 ? 'integer' : 'number', `${c}::DOUBLE`, rounded);
}
