import duckdb from '@duckdb/node-bindings';
import { makeDictionary } from './dictionary.ts';
import { makeLeftTexts } from './left-texts.ts';
import type { Cell, Counted, Piece } from './protocol.ts';
import { areFinite, doublesOf, makePlaces, textAt, validityOf } from './vectors.ts';

/** DuckDB hands out 2,048 rows at a time; pieces of this many rows keep messages few and memory small. */
const PIECE_ROWS = 65_536;
/** The commonest texts of a list's position: what does not convert is of few kinds, or the column is text. */
const LEFT_TEXTS = 2000;

/** All rows of a small result. Only DOUBLE and VARCHAR are handed out: the queries cast to them. */
export async function readRows(result: duckdb.Result): Promise<Cell[][]> {
  const width = duckdb.column_count(result);
  const rows: Cell[][] = [];
  for (let chunk = await duckdb.fetch_chunk(result); chunk !== null; chunk = await duckdb.fetch_chunk(result)) {
    const n = duckdb.data_chunk_get_size(chunk);
    if (n === 0) break;
    const from = rows.length;
    for (let i = 0; i < n; i++) rows.push(new Array<Cell>(width).fill(null));
    for (let column = 0; column < width; column++) {
      const vector = duckdb.data_chunk_get_vector(chunk, column);
      const isValid = validityOf(vector, n);
      const at = readerOf(vector, duckdb.column_type(result, column), n);
      for (let i = 0; i < n; i++) {
        if (isValid?.(i) !== false) rows[from + i]![column] = at(i); // ! the rows were just added
      }
    }
  }
  return rows;
}

function readerOf(vector: duckdb.Vector, type: duckdb.Type, n: number): (i: number) => Cell {
  if (type === duckdb.Type.VARCHAR) return textsOf(vector, n);
  if (type !== duckdb.Type.DOUBLE) throw new Error(`broken promise: a result of type ${duckdb.Type[type]}`);
  const values = doublesOf(vector, n);
  return (i) => values[i]!; // ! i < n
}

/**
 * Columns of a large result in pieces: DOUBLE as numbers, ENUM and VARCHAR as codes with their levels last, and
 * lists of VARCHAR as counts of their texts.
 */
export async function readColumns(result: duckdb.Result, send: (piece: Piece) => Promise<void>): Promise<void> {
  const collectors = Array.from({ length: duckdb.column_count(result) }, (_, column) => collectorOf(result, column));
  let rows = 0;
  for (let chunk = await duckdb.fetch_chunk(result); chunk !== null; chunk = await duckdb.fetch_chunk(result)) {
    const n = duckdb.data_chunk_get_size(chunk);
    if (n === 0) break;
    if (rows + n > PIECE_ROWS) {
      for (const { piece } of collectors) if (piece) await send(piece(rows));
      rows = 0;
    }
    for (const [column, collector] of collectors.entries()) {
      collector.add(duckdb.data_chunk_get_vector(chunk, column), rows, n);
    }
    rows += n;
  }
  for (const collector of collectors) {
    if (rows > 0 && collector.piece) await send(collector.piece(rows));
    const levels = collector.levels?.();
    if (levels !== undefined) await sendLevels(collector.column, levels, send);
    if (collector.left) await send({ column: collector.column, left: collector.left() });
  }
}

/** Levels can be many and long: in messages of at most some megabytes. */
async function sendLevels(
  column: number,
  levels: readonly string[],
  send: (piece: Piece) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < levels.length; ) {
    let to = from;
    for (let size = 0; to < levels.length && size < 4_000_000 && to - from < PIECE_ROWS; to++)
      size += levels[to]!.length; // ! to < length
    await send({ column, levels: levels.slice(from, to) });
    from = to;
  }
}

interface Collector {
  readonly column: number;
  add(vector: duckdb.Vector, from: number, n: number): void;
  /** What was added so far as a message; adding starts again at row 0. */
  piece?(rows: number): Piece;
  levels?(): readonly string[];
  left?(): readonly (readonly Counted[])[];
}

function collectorOf(result: duckdb.Result, column: number): Collector {
  const type = duckdb.column_type(result, column);
  if (type === duckdb.Type.DOUBLE) return numberCollector(column);
  if (type === duckdb.Type.ENUM) return enumCollector(column, duckdb.column_logical_type(result, column));
  if (type === duckdb.Type.VARCHAR) return textCollector(column);
  if (type === duckdb.Type.LIST) return leftCollector(column);
  throw new Error(`broken promise: a column of type ${duckdb.Type[type]}`);
}

function numberCollector(column: number): Collector {
  const values = new Float64Array(PIECE_ROWS);
  const missing = new Uint8Array(PIECE_ROWS);
  let hasMissing = false;
  return {
    column,
    add(vector, from, n) {
      const source = doublesOf(vector, n);
      values.set(source, from);
      missing.fill(0, from, from + n);
      const isValid = validityOf(vector, n);
      if (isValid === null && areFinite(source)) return;
      for (let i = 0; i < n; i++) {
        if (isValid?.(i) !== false && Number.isFinite(source[i]!)) continue; // ! i < n
        missing[from + i] = 1;
        values[from + i] = 0;
        hasMissing = true;
      }
    },
    piece(rows) {
      const piece = { column, values: values.slice(0, rows), missing: hasMissing ? missing.slice(0, rows) : null };
      hasMissing = false;
      return piece;
    },
  };
}

function enumCollector(column: number, type: duckdb.LogicalType): Collector {
  const codes = new Int32Array(PIECE_ROWS);
  const size = duckdb.enum_dictionary_size(type);
  const internal = duckdb.enum_internal_type(type);
  const width = internal === duckdb.Type.UTINYINT ? 1 : internal === duckdb.Type.USMALLINT ? 2 : 4;
  return {
    column,
    add(vector, from, n) {
      const bytes = duckdb.vector_get_data(vector, n * width);
      const source =
        width === 1
          ? bytes
          : width === 2
            ? new Uint16Array(bytes.buffer, bytes.byteOffset, n)
            : new Uint32Array(bytes.buffer, bytes.byteOffset, n);
      const isValid = validityOf(vector, n);
      codes.set(source, from);
      if (isValid === null) return;
      for (let i = 0; i < n; i++) if (!isValid(i)) codes[from + i] = -1;
    },
    piece: (rows) => ({ column, codes: codes.slice(0, rows) }),
    levels: () => Array.from({ length: size }, (_, i) => duckdb.enum_dictionary_value(type, i)),
  };
}

function textCollector(column: number): Collector {
  const codes = new Int32Array(PIECE_ROWS);
  const known = makeDictionary();
  return {
    column,
    add(vector, from, n) {
      const placeAt = makePlaces(vector, n);
      const isValid = validityOf(vector, n);
      for (let i = 0; i < n; i++) codes[from + i] = isValid?.(i) === false ? -1 : known.codeOf(placeAt(i));
    },
    piece: (rows) => ({ column, codes: codes.slice(0, rows) }),
    levels: () => Array.from({ length: known.size }, (_, code) => known.textOf(code)),
  };
}

/** What is left of a row has no rows of its own: it is counted. */
function leftCollector(column: number): Collector {
  const texts = makeLeftTexts();
  return { column, add: (vector, _, n) => texts.add(vector, n), left: () => texts.commonest(LEFT_TEXTS) };
}

/** Texts one by one, for results that are small. */
function textsOf(vector: duckdb.Vector, n: number): (i: number) => string {
  const placeAt = makePlaces(vector, n);
  return (i) => textAt(placeAt(i));
}
