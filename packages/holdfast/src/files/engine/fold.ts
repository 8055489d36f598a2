import duckdb from '@duckdb/node-bindings';
import type { Bins, LevelBins, NumberBins } from '@holdfast/core/profile/bins.ts';
import { type ColumnProfile, emptyColumn, makeLevelTally } from '@holdfast/core/profile/column.ts';
import { type ColumnDetails, freezeNumberColumn, freezeTexts } from '@holdfast/core/profile/details.ts';
import type { Bounds } from '@holdfast/core/profile/draw.ts';
import {
  makeDetails,
  makeFirstLook,
  makeMoments,
  makeTally,
  type NumberFold,
} from '@holdfast/core/profile/number-folds.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import { makeBlocks } from './blocks.ts';
import { makeKept } from './kept.ts';
import { makePicks, type PickedNumbers, type Picks } from './picks.ts';
import { doublesOf, makePlaces, textAt, validityOf } from './vectors.ts';

/** Columns of one kind that are to be folded into a profile by the process that reads them. */
export interface FoldRequest {
  readonly kind: 'numbers' | 'texts';
  /** What stands after FROM, and how many rows it has. */
  readonly from: string;
  readonly rows: number;
  readonly columns: readonly FoldColumn[];
  /** Of the draw by which bins are frozen. */
  readonly seed: number;
  /** Numbers of a reference are held between both looks at them where they take no more bytes, else read again. */
  readonly keptBytesMax: number;
  /** Whether what only a reference keeps is counted of numbers; of text it costs nothing. */
  readonly hasDetails: boolean;
  /** Rows, by place and rising, of which the numbers themselves are given too; of text none are. */
  readonly picked: Int32Array | null;
}

/** A column to be folded. */
export interface FoldColumn {
  readonly name: string;
  /** An expression over `from`: DOUBLE of numbers, VARCHAR of text. */
  readonly sql: string;
  /** The frozen bins on which it is counted; null where they are frozen from it. */
  readonly bins: Bins | null;
}

/** A column of a profile. `details`: of a reference, where asked for. `picked`: of numbers, where rows were to be. */
export interface FoldedColumn {
  readonly profile: ColumnProfile;
  readonly details: ColumnDetails | null;
  readonly picked?: PickedNumbers | null;
}

/**
 * The columns folded: what `addRows` and `profileReference` of the core would give for them as a table, to the last
 * bit, in memory that does not grow with the rows. Numbers of a reference are looked at twice, because they can be
 * counted only on bins that all of them have frozen; text is grouped by the engine, and what differs is held here.
 */
export function foldColumns(connection: duckdb.Connection, request: FoldRequest): Promise<readonly FoldedColumn[]> {
  return request.kind === 'texts' ? foldTexts(connection, request) : foldNumbers(connection, request);
}

async function foldNumbers(connection: duckdb.Connection, request: FoldRequest): Promise<readonly FoldedColumn[]> {
  const { columns } = request;
  const bins = columns.flatMap((column) => (column.bins === null ? [] : [numberBins(column.bins)]));
  assert(bins.length === 0 || bins.length === columns.length, 'a request is for a reference or for a window');
  const { picked } = request;
  const picks = picked === null ? [] : columns.map(() => makePicks(picked));
  const scan: NumberScan = { ...request, picks };
  const folded = await (bins.length === 0 ? freezeNumbers(connection, scan) : countNumbers(connection, scan, bins));
  return folded.map((column, k) => ({ ...column, picked: picks[k]?.picked() ?? null }));
}

/** A request of numbers, and who picks rows while they pass: one for each column, or none. */
interface NumberScan extends FoldRequest {
  readonly picks: readonly Picks[];
}

async function countNumbers(
  connection: duckdb.Connection,
  request: NumberScan,
  bins: readonly NumberBins[],
): Promise<readonly FoldedColumn[]> {
  const folds = bins.map((own) => ({ tally: makeTally(own), moments: makeMoments() }));
  const adding = folds.map(({ tally, moments }) => (block: Float64Array, n: number) => {
    tally.add(block, n);
    moments.add(block, n);
  });
  await scanNumbers(connection, request, adding);
  return folds.map(({ tally, moments }, k) => {
    const empty = emptyColumn(request.columns[k]!.name, bins[k]!); // ! as many
    return { profile: { ...tally.addedTo(empty, request.rows), moments: moments.moments() }, details: null };
  });
}

async function freezeNumbers(connection: duckdb.Connection, request: NumberScan): Promise<readonly FoldedColumn[]> {
  const { columns, rows, keptBytesMax } = request;
  if (columns.length * rows * 8 <= keptBytesMax) return freezeKept(connection, request);
  const looks = columns.map(() => makeLook({ least: 0, most: rows }, request));
  await scanNumbers(
    connection,
    request,
    looks.map(({ add }) => add),
  );
  const found = looks.map(({ look }) => look());
  const tallies = found.map(({ bins }) => makeTally(bins));
  await scanNumbers(
    connection,
    { ...request, picks: [] },
    tallies.map(({ add }) => add),
  );
  return columns.map(({ name }, k) => {
    const { details, ...look } = found[k]!; // ! as many
    return { profile: freezeNumberColumn(name, look, { tally: tallies[k]!, rows }), details }; // ! as many
  });
}

/** The same with one scan. Of numbers that are held it is known how many there are, which makes the draw cheaper. */
async function freezeKept(connection: duckdb.Connection, request: NumberScan): Promise<readonly FoldedColumn[]> {
  const { columns, rows } = request;
  const kept = columns.map((_, k) => makeKept(k, rows));
  await scanNumbers(
    connection,
    request,
    kept.map(({ add }) => add),
  );
  return columns.map(({ name }, k) => {
    const held = kept[k]!; // ! as many
    const looking = makeLook({ least: held.present(), most: held.present() }, request);
    held.giveTo(looking.add);
    const { details, ...look } = looking.look();
    const tally = makeTally(look.bins);
    held.giveTo(tally.add);
    return { profile: freezeNumberColumn(name, look, { tally, rows }), details };
  });
}

/** The first look at the numbers of a column, with its details where they are asked for. */
function makeLook(bounds: Bounds, { seed, hasDetails }: FoldRequest) {
  const [looking, counting] = [makeFirstLook(bounds, seed), hasDetails ? makeDetails() : null];
  return {
    add(block: Float64Array, n: number): void {
      looking.add(block, n);
      counting?.add(block, n);
    },
    look() {
      const look = looking.look();
      return { ...look, details: counting?.details(look.drawn) ?? null };
    },
  };
}

function numberBins(bins: Bins): NumberBins {
  assert(bins.kind === 'number', 'numbers are counted on bins of numbers');
  return bins;
}

/** Gives the numbers of each column on, block by block. */
async function scanNumbers(
  connection: duckdb.Connection,
  { from, rows, columns, picks }: NumberScan,
  adding: readonly NumberFold['add'][],
): Promise<void> {
  const blocks = adding.map((add, k) => makeBlocks(add, picks[k] ?? null));
  let seen = 0;
  await scan(connection, `SELECT ${columns.map(({ sql }) => sql).join(', ')} FROM ${from}`, (chunk, n) => {
    for (const [k, block] of blocks.entries()) block.add(duckdb.data_chunk_get_vector(chunk, k), n);
    seen += n;
  });
  for (const block of blocks) block.end();
  assert(seen === rows, 'a scan gives as many rows as were counted');
}

async function foldTexts(connection: duckdb.Connection, request: FoldRequest): Promise<readonly FoldedColumn[]> {
  const folded: FoldedColumn[] = [];
  for (const column of request.columns) {
    const { name, bins, sql } = column;
    const grouped = `SELECT v, count(*)::DOUBLE FROM (SELECT ${sql} AS v FROM ${request.from}) GROUP BY v`;
    if (bins === null) {
      const counts = new Map<string, number>();
      let missing = 0;
      await scanCounts(connection, grouped, (text, count) => {
        if (text === null) missing += count;
        else counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + count);
      });
      folded.push(freezeTexts(name, counts, missing));
    } else {
      const tally = makeLevelTally(levelBins(bins));
      await scanCounts(connection, grouped, tally.add);
      folded.push({ profile: tally.addedTo(emptyColumn(name, bins)), details: null });
    }
  }
  return folded;
}

function levelBins(bins: Bins): LevelBins {
  assert(bins.kind === 'levels', 'text is counted on levels');
  return bins;
}

async function scanCounts(
  connection: duckdb.Connection,
  sql: string,
  take: (text: string | null, count: number) => void,
): Promise<void> {
  await scan(connection, sql, (chunk, n) => {
    const texts = duckdb.data_chunk_get_vector(chunk, 0);
    const [isThere, placeAt] = [validityOf(texts, n), makePlaces(texts, n)];
    const counts = doublesOf(duckdb.data_chunk_get_vector(chunk, 1), n);
    for (let i = 0; i < n; i++) take(isThere?.(i) === false ? null : textAt(placeAt(i)), counts[i]!); // ! i < n
  });
}

async function scan(
  connection: duckdb.Connection,
  sql: string,
  take: (chunk: duckdb.DataChunk, n: number) => void,
): Promise<void> {
  const result = await duckdb.execute_prepared_streaming(await duckdb.prepare(connection, sql));
  for (let chunk = await duckdb.fetch_chunk(result); chunk !== null; chunk = await duckdb.fetch_chunk(result)) {
    const n = duckdb.data_chunk_get_size(chunk);
    if (n === 0) break;
    take(chunk, n);
  }
}
