import type { ColumnDescription, Description, Note } from '../description.ts';
import type { Cell } from '../engine/protocol.ts';
import { note } from '../note.ts';
import { isNumeric, type Reading, type Relation } from './relation.ts';

/** Up to here distinct values are counted exactly: a set of them has a bounded size. */
const DISTINCT_EXACT = 50_000;
const COLUMNS_AT_ONCE = 128;
const EXAMPLE_ROWS = 1000;
const EXAMPLES = 5;
/** Long texts are cut in a description: it is to be looked at. */
const TEXT_SHOWN = 120;

/** Text of which nearly every value is a number is worth a word. */
const NEARLY = 0.9;

/** What is in the rows. Memory does not grow with them; four scans at most. */
export async function describeRelation(relation: Relation, path: string): Promise<Description> {
  const columns: ColumnDescription[] = [];
  const notes: Note[] = [...relation.notes, ...(await numbersInText(relation, path))];
  for (let from = 0; from < relation.columns.length; from += COLUMNS_AT_ONCE) {
    const readings = relation.columns.slice(from, from + COLUMNS_AT_ONCE);
    const described = await describeGroup(relation, readings);
    columns.push(...described.map((one) => one.column));
    notes.push(...described.flatMap((one) => one.note ?? []));
  }
  return { rows: relation.rows, columns, dialect: relation.dialect, problems: notes };
}

/**
 * Notes on text that is nearly all numbers, where the format itself says that it is text; where it says nothing, the
 * reader has told already why it took it for text.
 */
async function numbersInText({ engine, from, columns, dialect }: Relation, path: string): Promise<readonly Note[]> {
  const text = dialect === null ? columns.filter(({ type, assumed }) => type === 'text' && assumed.length === 0) : [];
  const notes: Note[] = [];
  for (let at = 0; at < text.length; at += COLUMNS_AT_ONCE) {
    const part = text.slice(at, at + COLUMNS_AT_ONCE);
    const asked = part.flatMap(({ sql }) => [`count(${sql})::DOUBLE`, `count(try_cast(${sql} AS DOUBLE))::DOUBLE`]);
    const [row = []] = await engine.rows(`SELECT ${asked.join(', ')} FROM ${from}`);
    for (const [k, { name }] of part.entries()) {
      const [present, numbers] = [Number(row[2 * k]), Number(row[2 * k + 1])];
      if (numbers < present && numbers > present * NEARLY)
        notes.push(note('COLUMN_TEXT_NUMBERS', { path, column: name, type: 'number', rows: numbers }));
    }
  }
  return notes;
}

interface Described {
  readonly column: ColumnDescription;
  readonly note: Note | null;
}

async function describeGroup(relation: Relation, readings: readonly Reading[]): Promise<readonly Described[]> {
  const [row = []] = await relation.engine.rows(`SELECT ${readings.map(summary).join(', ')} FROM ${relation.from}`);
  const parts = readings.map((_, i) => row.slice(i * 6, i * 6 + 6));
  const one = (i: number): Reading => readings[i]!; // ! i is a position of readings
  const few = readings.flatMap((_, i) => (Number(parts[i]?.[1]) <= DISTINCT_EXACT ? [i] : []));
  const [exact = []] =
    few.length === 0
      ? []
      : await relation.engine.rows(
          `SELECT ${few.map((i) => `count(DISTINCT ${finite(one(i))})::DOUBLE`).join(', ')} FROM ${relation.from}`,
        );
  const distinct = new Map(few.map((i, k) => [i, Number(exact[k])]));
  const examples = await examplesOf(relation, readings);
  return readings.map((reading, i) =>
    describeColumn(relation, reading, parts[i] ?? [], distinct.get(i), examples[i] ?? []),
  );
}

const finite = ({ sql, notFinite }: Reading): string =>
  notFinite === null ? sql : `CASE WHEN NOT (${notFinite}) THEN ${sql} END`;

function summary(reading: Reading): string {
  const value = finite(reading);
  const type = isNumeric(reading.type) ? 'DOUBLE' : 'VARCHAR';
  // Whole numbers of any length are ordered as numbers: HUGEINT holds 38 digits, and longer ones have no range.
  const ordered = reading.type === 'big-integer' ? `try_cast(${value} AS HUGEINT)` : value;
  return [
    `count(${value})::DOUBLE`,
    `approx_count_distinct(${value})::DOUBLE`,
    `min(${ordered})::${type}`,
    `max(${ordered})::${type}`,
    isNumeric(reading.type) ? `avg(${value})::DOUBLE` : 'NULL::DOUBLE',
    reading.notFinite === null ? '0::DOUBLE' : `(count(*) FILTER (${reading.notFinite}))::DOUBLE`,
  ].join(', ');
}

function describeColumn(
  relation: Relation,
  reading: Reading,
  [present = 0, estimated = 0, min = null, max = null, mean = null, notFinite = 0]: readonly Cell[],
  exact: number | undefined,
  examples: readonly string[],
): Described {
  const { name, type } = reading;
  const shown = (cell: Cell): Cell =>
    type === 'timestamp' && typeof cell === 'number' ? isoText(cell) : typeof cell === 'string' ? cut(cell) : cell;
  const assumed = exact === undefined ? [...reading.assumed, 'distinct-estimated'] : reading.assumed;
  const column: ColumnDescription = {
    name,
    type,
    missing: relation.rows - Number(present),
    distinct: exact ?? Math.round(Math.min(Number(estimated), Number(present))),
    min: shown(min),
    max: shown(max),
    mean: type === 'timestamp' || typeof mean !== 'number' || !Number.isFinite(mean) ? null : mean,
    examples: examples.map(cut),
    assumed: Number(notFinite) > 0 ? [...assumed, `not-finite:${notFinite}`] : assumed,
  };
  const found = Number(notFinite) > 0 ? note('COLUMN_NOT_FINITE', { column: name, rows: Number(notFinite) }) : null;
  return { column, note: found };
}

const cut = (text: string): string => (text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN - 1)}…` : text);

/** ISO text of a time, or the milliseconds where the calendar of JavaScript ends. */
const isoText = (time: number): string => {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
};

async function examplesOf(relation: Relation, readings: readonly Reading[]): Promise<readonly (readonly string[])[]> {
  const asked = readings.flatMap((reading, i) => (reading.examples === null ? [i] : []));
  const found = readings.map((reading) => reading.examples ?? []);
  if (asked.length === 0) return found;
  const list = asked.map((i) => `${readings[i]!.sql} AS v${i}`); // ! a position of readings
  const cutAt = TEXT_SHOWN + 1;
  const shown = asked.map((i) => (isNumeric(readings[i]!.type) ? `v${i}` : `left(v${i}, ${cutAt})`)); // ! as above
  const first = `SELECT ${list.join(', ')} FROM ${relation.from} LIMIT ${EXAMPLE_ROWS}`;
  const rows = await relation.engine.rows(`SELECT ${shown.join(', ')} FROM (${first})`);
  for (const [k, i] of asked.entries()) {
    const texts = new Set<string>();
    for (const row of rows) {
      const cell = row[k] ?? null;
      if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) continue;
      texts.add(readings[i]!.type === 'timestamp' ? isoText(Number(cell)) : String(cell)); // ! as above
      if (texts.size === EXAMPLES) break;
    }
    found[i] = [...texts];
  }
  return found;
}
