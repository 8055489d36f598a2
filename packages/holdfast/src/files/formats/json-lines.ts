import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { ColumnType, Note } from '../description.ts';
import { type Engine, EngineError, startEngine } from '../engine/engine.ts';
import type { LocatedFile } from '../locate.ts';
import { note } from '../note.ts';
import { engineOptions, type OpenedFiles } from '../reader.ts';
import { quoteText, type Reading, type Relation } from '../relation/relation.ts';
import { COLUMNS_MAX } from './parquet.ts';
import { refineReadings } from './refine.ts';

/** One object may be this long: the limit of a row of CSV. */
const OBJECT_BYTES = 2 ** 24;
const COLUMNS_AT_ONCE = 100;

/**
 * JSON lines (or one array of objects) as one relation: a column for every key that any object has, in the order of
 * their first appearance. Whole numbers keep their digits; objects and arrays inside come as JSON text. Problems:
 * FILE_DAMAGED with the line, FILE_LIMIT, FILE_EMPTY.
 */
export async function openJsonLines(files: OpenedFiles): Promise<Relation> {
  const { located, pins } = files;
  const engine = await startEngine(
    located.files.map((file) => file.bytes),
    engineOptions(files),
  );
  try {
    for (const [i, file] of located.files.entries()) await load(engine, file, i === 0);
    const keys = await keysOf(engine, located.path);
    const pointers = keys.map((key) => quoteText(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
    const columns = pointers.map((pointer, j) => `json_extract(j, ${pointer}) AS c${j}`);
    await engine.run(`CREATE TABLE t AS SELECT ${columns.join(', ')} FROM objects`);
    await engine.run('DROP TABLE objects');
    return await refineReadings(await relationOf(engine, keys), pins, located.path);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function load(engine: Engine, file: LocatedFile, isFirst: boolean): Promise<void> {
  const { path, bytes, head } = file;
  if (!file.isUtf8) throw new Problem('FILE_DAMAGED', { path, found: 'bytes that are no UTF-8' });
  const format = head
    .subarray(0, 4096)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .startsWith('[')
    ? 'array'
    : 'newline_delimited';
  const options = `format = '${format}', maximum_object_size = ${OBJECT_BYTES}, compression = 'uncompressed'`;
  const scan = `read_json_objects(${quoteText(bytes)}, ${options})`;
  try {
    await engine.run(
      isFirst
        ? `CREATE TABLE objects AS SELECT json AS j FROM ${scan}`
        : `INSERT INTO objects SELECT json FROM ${scan}`,
    );
  } catch (error) {
    if (!(error instanceof EngineError) || /^Out of Memory/.test(error.message)) throw error;
    if (/maximum_object_size/.test(error.message)) {
      throw new Problem(
        'FILE_LIMIT',
        { path, what: 'an object', limit: `${OBJECT_BYTES} bytes`, found: 'a longer one' },
        { cause: error },
      );
    }
    throw await damaged(file, format, 'text that is no JSON', error);
  }
  const [[others] = []] = await engine.rows(
    "SELECT (count(*) FILTER (json_type(j) <> 'OBJECT' OR j IS NULL))::DOUBLE FROM objects",
  );
  if (Number(others) > 0) throw await damaged(file, format, 'a value that is no object');
}

/**
 * The problem with its line. The engine counts lines in a way of its own, so they are counted here; it is read once
 * more, which is rare.
 */
async function damaged({ bytes, path }: LocatedFile, format: string, found: string, cause?: Error): Promise<Problem> {
  const options = cause === undefined ? undefined : { cause };
  if (format === 'array') return new Problem('FILE_DAMAGED', { path, found }, options);
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(bytes), crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() !== '' && !isObject(text.replace(/^\uFEFF/, '')))
      return new Problem('FILE_DAMAGED', { path, line, found }, options);
  }
  return new Problem('FILE_DAMAGED', { path, found }, options);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

async function keysOf(engine: Engine, path: string): Promise<readonly string[]> {
  const rows = await engine.rows(
    `SELECT k FROM (SELECT k, min(r) AS r, arg_min(p, r) AS p FROM (
       SELECT unnest(json_keys(j)) AS k, rowid AS r, generate_subscripts(json_keys(j), 1) AS p FROM objects) GROUP BY k)
     ORDER BY r, p LIMIT ${COLUMNS_MAX + 1}`,
  );
  if (rows.length > COLUMNS_MAX)
    throw new Problem('FILE_LIMIT', { path, what: 'keys', limit: String(COLUMNS_MAX), found: 'more' });
  if (rows.length === 0) throw new Problem('FILE_EMPTY', { path, found: 'no object with a key' });
  return rows.map(([key]) => String(key));
}

async function relationOf(engine: Engine, keys: readonly string[]): Promise<Relation> {
  const columns: Reading[] = [];
  const notes: Note[] = [];
  let rows = 0;
  for (let from = 0; from < keys.length; from += COLUMNS_AT_ONCE) {
    const part = keys.slice(from, from + COLUMNS_AT_ONCE);
    const [row = []] = await engine.rows(
      `SELECT count(*)::DOUBLE, ${part.map((_, k) => countsSql(`c${from + k}`)).join(', ')} FROM t`,
    );
    rows = Number(row[0]);
    for (const [k, name] of part.entries()) {
      const counts = row.slice(1 + k * KINDS, 1 + (k + 1) * KINDS).map(Number);
      const { reading, mixed } = readingOf(name, `c${from + k}`, counts);
      columns.push(reading);
      if (mixed) notes.push(note('COLUMN_MIXED', mixed));
    }
  }
  return { engine, from: 't', rows, table: null, columns, dialect: null, notes };
}

const KINDS = 6;

/** By column: whole numbers, those beyond 2^53, other numbers, yes-no, text, nested. */
function countsSql(c: string): string {
  // Whole numbers that no 64 bits hold have the type DOUBLE, and their digits are still there.
  const isLong = `(json_type(${c}) = 'DOUBLE' AND regexp_full_match(${c}::VARCHAR, '-?\\d+'))`;
  const isWhole = `(json_type(${c}) IN ('BIGINT', 'UBIGINT') OR ${isLong})`;
  const conditions = [
    isWhole,
    `${isWhole} AND abs(try_cast(${c}::VARCHAR AS DOUBLE)) > ${Number.MAX_SAFE_INTEGER}`,
    `json_type(${c}) = 'DOUBLE' AND NOT ${isWhole}`,
    `json_type(${c}) = 'BOOLEAN'`,
    `json_type(${c}) = 'VARCHAR'`,
    `json_type(${c}) IN ('OBJECT', 'ARRAY')`,
  ];
  return conditions.map((condition) => `(count(*) FILTER (${condition}))::DOUBLE`).join(', ');
}

function readingOf(name: string, c: string, counts: readonly number[]) {
  const [whole = 0, long = 0, real = 0, yesNo = 0, text = 0, nested = 0] = counts;
  const told = whole + real + yesNo + text + nested;
  const make = (
    type: ColumnType,
    sql: string,
    assumed: readonly string[] = [],
    notFinite: string | null = null,
  ): Reading => ({
    name,
    type,
    sql: `CASE WHEN json_type(${c}) <> 'NULL' THEN ${sql} END`,
    notFinite,
    assumed,
    examples: null,
  });
  const number = `try_cast(${c}::VARCHAR AS DOUBLE)`;
  if (whole === told && told > 0)
    return { reading: long > 0 ? make('big-integer', `${c}::VARCHAR`) : make('integer', number), mixed: null };
  if (whole + real === told && told > 0)
    return { reading: make('number', number, [], `NOT isfinite(${number})`), mixed: null };
  if (yesNo === told && told > 0)
    return { reading: make('boolean', `(${c}::VARCHAR = 'true')::INTEGER::DOUBLE`), mixed: null };
  const asText = `json_extract_string(${c}, '$')`;
  if (text === told) return { reading: make('text', asText), mixed: null };
  if (nested === told) return { reading: make('text', asText, ['nested-as-json']), mixed: null };
  const numbers = whole + real;
  const mixed = {
    column: name,
    type: numbers > 0 ? 'number' : 'text',
    rows: told - (numbers > 0 ? numbers : text),
    of: told,
  };
  return { reading: make('text', asText, [`mixed:${mixed.type}`]), mixed };
}
