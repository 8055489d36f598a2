import { Problem } from '@holdfast/core/std/problem.ts';
import type { PinnedType, Pins } from '../pins.ts';
import { isNumeric, quoteText, type Reading, type Relation } from '../relation/relation.ts';
import { decide } from '../types/decide.ts';
import { convertSql, type Form, isConverted } from '../types/form.ts';
import { nullWords } from '../types/null-words.ts';

const COLUMNS_AT_ONCE = 200;
/** Values that a pinned type is decided on; all rows are then converted, or it is a problem. */
const VALUES = 5000;
/** A vector of DuckDB: fewer rows cost as much. */
const HEAD_ROWS = 2048;
const ISO: Form = {
  as: 'timestamp',
  dates: [{ order: 'iso', separator: '-', yearDigits: 4, name: null, time: '', hasZone: false }],
  isPadded: false,
};

/**
 * The relation with what a stated type does not say: pinned types and null words, and text of which every value is an
 * ISO date or time (that is no guess: no other reading exists). Numbers in text stay text, because the file says so.
 */
export async function refineReadings(relation: Relation, pins: Pins, path: string): Promise<Relation> {
  const pinned = new Map(Object.entries(pins.types ?? {}));
  for (const column of pinned.keys()) {
    if (pins.areShared === true || relation.columns.some((reading) => reading.name === column)) continue;
    throw new Problem('PIN_COLUMN', {
      path,
      column,
      found: relation.columns
        .slice(0, 12)
        .map((reading) => reading.name)
        .join(', '),
    });
  }
  const worded = relation.columns.map((reading) => withNullWords(reading, pins.nullWords));
  const columns: Reading[] = [];
  for (let from = 0; from < worded.length; from += COLUMNS_AT_ONCE) {
    const part = worded.slice(from, from + COLUMNS_AT_ONCE);
    const refined = await withTimes(
      relation,
      part.filter((reading) => !pinned.has(reading.name)),
      pins,
    );
    for (const reading of part) {
      const type = pinned.get(reading.name);
      columns.push(
        type === undefined
          ? (refined.get(reading.name) ?? reading)
          : await withPin(relation, reading, type, pins, path),
      );
    }
  }
  return { ...relation, columns };
}

function withNullWords(reading: Reading, words: readonly string[] | undefined): Reading {
  const given = (words ?? []).filter((word) => word !== '').map((word) => word.trim().toLowerCase());
  if (given.length === 0 || reading.type !== 'text') return reading;
  const list = given.map(quoteText).join(', ');
  return { ...reading, sql: `CASE WHEN lower(trim(${reading.sql})) NOT IN (${list}) THEN ${reading.sql} END` };
}

const zoneOf = (pins: Pins) => ({ isUtc: (pins.timeZone ?? 'UTC') === 'UTC' });

/** Text columns that are times all through. */
async function withTimes(relation: Relation, readings: readonly Reading[], pins: Pins): Promise<Map<string, Reading>> {
  const utc = zoneOf(pins);
  const timed = readings
    .filter((reading) => reading.type === 'text' && reading.assumed.length === 0)
    .map((reading) => ({ reading, sql: convertSql(ISO, `(${reading.sql})`, utc) }));
  // One text that is no time says that a column has none: the first rows spare most columns the look at all rows.
  const head = `(SELECT * FROM ${relation.from} LIMIT ${HEAD_ROWS})`;
  const likely = (await areTimes(relation, head, timed)).filter(({ isTime, present }) => isTime || present === 0);
  const found = await areTimes(
    relation,
    relation.from,
    likely.map(({ one }) => one),
  );
  return new Map(
    found.flatMap(({ one: { reading, sql }, isTime }): [string, Reading][] =>
      isTime ? [[reading.name, { ...reading, type: 'timestamp', sql, assumed: ['iso-text', 'time-zone'] }]] : [],
    ),
  );
}

interface Timed {
  readonly reading: Reading;
  /** Its text as a time, null where it is none. */
  readonly sql: string;
}

/** Of each column how many texts there are, and whether there are some and all are times. */
async function areTimes({ engine }: Relation, from: string, timed: readonly Timed[]) {
  if (timed.length === 0) return [];
  const asked = timed.flatMap(({ reading, sql }) => [`count(${reading.sql})::DOUBLE`, `count(${sql})::DOUBLE`]);
  const [row = []] = await engine.rows(`SELECT ${asked.join(', ')} FROM ${from}`);
  return timed.map((one, k) => {
    const [present, times] = [Number(row[2 * k]), Number(row[2 * k + 1])];
    return { one, present, isTime: present > 0 && times === present };
  });
}

/** The column as the pinned type, or PIN_TYPE when a value does not have it. */
async function withPin(
  relation: Relation,
  reading: Reading,
  type: PinnedType,
  pins: Pins,
  path: string,
): Promise<Reading> {
  const assumed = [...reading.assumed, `pinned:${type}`];
  if (reading.type === type) return { ...reading, assumed };
  if (type === 'text') return { ...reading, type, assumed, sql: textOf(reading) };
  if (isNumeric(reading.type)) return pinNumber(relation, { ...reading, assumed }, type, path);
  const words = nullWords(pins.nullWords);
  const list = words.valueWords.map(quoteText).join(', ');
  const present = `CASE WHEN lower(trim(${reading.sql})) NOT IN (${list}) THEN ${reading.sql} END`;
  const found = await relation.engine.rows(
    `SELECT v, count(*)::DOUBLE FROM (SELECT ${present} AS v FROM ${relation.from}) WHERE v IS NOT NULL
     GROUP BY v ORDER BY 2 DESC, 1 LIMIT ${VALUES}`,
  );
  const values = new Map(found.map(([text, count]) => [String(text), Number(count)]));
  const { form } = decide(values, { words, hints: { decimal: null, dates: null }, type, decimal: pins.decimal });
  const sql = convertSql(form, `(${present})`, zoneOf(pins));
  const [[failed] = []] = await relation.engine.rows(
    `SELECT (count(${present}) - count(${sql}))::DOUBLE FROM ${relation.from}`,
  );
  if (!isConverted(form) || Number(failed) > 0)
    throw new Problem('PIN_TYPE', { path, column: reading.name, type, rows: Number(failed) });
  return { ...reading, type, sql, assumed };
}

const textOf = (reading: Reading): string =>
  reading.type === 'timestamp'
    ? `strftime(make_timestamp((${reading.sql})::BIGINT * 1000), '%Y-%m-%dT%H:%M:%S.%gZ')`
    : reading.type === 'integer' || reading.type === 'boolean'
      ? `(${reading.sql})::BIGINT::VARCHAR`
      : `(${reading.sql})::VARCHAR`;

async function pinNumber(relation: Relation, reading: Reading, type: PinnedType, path: string): Promise<Reading> {
  const test = {
    number: 'true',
    timestamp: 'true',
    integer: `${reading.sql} = trunc(${reading.sql})`,
    boolean: `${reading.sql} IN (0, 1)`,
    text: 'true',
  }[type];
  const [[failed] = []] = await relation.engine.rows(
    `SELECT (count(*) FILTER (NOT (${test})))::DOUBLE FROM ${relation.from}`,
  );
  if (Number(failed) > 0) throw new Problem('PIN_TYPE', { path, column: reading.name, type, rows: Number(failed) });
  return { ...reading, type };
}
