import { assert } from '@holdfast/core/std/assert.ts';
import type { Column, NumberColumn, TextColumn } from '@holdfast/core/table/table.ts';
import { EngineError } from '../engine/engine.ts';
import type { Counted } from '../engine/protocol.ts';
import type { Reading } from '../relation/relation.ts';
import { numberTarget, textTarget } from '../relation/targets.ts';
import type { Decision } from './decide.ts';
import { isConverted } from './form.ts';
import type { NullWords } from './null-words.ts';
import { isSparse, settle, TEXTS_MAX, type TextRows, type Texts } from './settle.ts';
import { storedSql } from './stored.ts';
import { countCodes, feedsIn, withoutLevels } from './text-levels.ts';
import { type Facts, readingsOf } from './typed-readings.ts';
import type { TypedTable } from './typed-table.ts';

/** All rows under some decisions; null when whoever reads them cannot. */
export type Stream = (decisions: readonly Decision[]) => Promise<Streaming | null>;

interface Streaming {
  readonly rows: number;
  readonly columns: readonly Streamed[];
}

/**
 * The typed columns of all rows, streamed while they are tried, so that nothing is stored in the engine and most files
 * are read once. Null when a column is a mixture, which the engine must look into: then `makeTypedTable` is asked; and
 * when the stream is null. Problems: PIN_COLUMN, PIN_TYPE.
 */
export async function streamTypedTable(given: TextRows, stream: Stream): Promise<TypedTable | null> {
  let streamed: readonly Streamed[] = [];
  const settled = await settle(given, async (tried, words) => {
    if (tried.some(isMixture)) return null;
    streamed = []; // The columns of the round before are given back first.
    const found = await stream(tried);
    if (found === null) return null;
    streamed = found.columns;
    const texts = new Map<number, Texts>();
    for (const [j, one] of streamed.entries()) {
      const asked = textsOf(one, tried[j]!, words); // ! one decision each
      if (asked.length > 0) texts.set(j, asked);
    }
    return { rows: found.rows, texts };
  });
  if (settled === null) return null;
  const { rows, decisions, missing } = settled;
  const { factors, ...read } = await readingsOf(given, { decisions, missing, facts: factsOf(streamed) });
  const columns = read.readings.map(
    (reading, j) => columnOf(streamed[j]!, reading, factors.get(j) ?? 1, missing.get(j) ?? []), // ! one column each
  );
  const feeds = streamed.reduce((sum, one) => sum + (one.kind === 'text' ? feedsIn(one) : 0), 0);
  return { from: 't', rows, table: { n: rows, columns }, decisions, ...read, feeds: () => Promise.resolve(feeds) };
}

const isMixture = ({ mixed, form }: Decision): boolean => mixed !== null && !isConverted(form);

export type Streamed =
  | { readonly kind: 'number'; readonly column: NumberColumn; readonly left: Texts }
  | { readonly kind: 'text'; readonly column: TextColumn; readonly counts: Int32Array };

/**
 * The rows that the engine hands out. `rowsMax`: room for so many is taken; a scan that gives more is an error of the
 * engine.
 */
export const streamEngine =
  (given: TextRows, rowsMax: number): Stream =>
  (decisions) =>
    streamOut(given, decisions, rowsMax);

async function streamOut({ engine, scan, pins }: TextRows, decisions: readonly Decision[], rowsMax: number) {
  const sql = storedSql(decisions, scan, (pins.timeZone ?? 'UTC') === 'UTC');
  const targets = decisions.map(({ form }) =>
    isConverted(form)
      ? ({ kind: 'number', target: numberTarget(rowsMax) } as const)
      : ({ kind: 'text', target: textTarget(rowsMax) } as const),
  );
  let left: readonly (readonly Counted[])[] = [];
  let [rows, isBeyond] = [0, false];
  await engine.columns(sql, (piece) => {
    if ('left' in piece) {
      left = piece.left;
      return;
    }
    if (piece.column === 0 && !('levels' in piece)) rows += ('values' in piece ? piece.values : piece.codes).length;
    isBeyond ||= rows > rowsMax;
    if (!isBeyond) targets[piece.column]?.target.add(piece);
  });
  if (isBeyond) throw new EngineError('Invalid Input Error: more rows than there are lines');
  let at = 0;
  const columns = targets.map((one, j): Streamed => {
    const name = `v${j}`;
    if (one.kind === 'text') {
      const column = one.target.column(name, 'text', rows);
      return { kind: 'text', column, counts: countCodes(column) };
    }
    const texts = (left[at++] ?? []).map(({ text, count }) => [text, count] as const);
    return { kind: 'number', column: one.target.column(name, 'number', rows), left: texts };
  });
  return { rows, columns };
}

/** What a streamed column has to be looked at for, as the queries of a table in the engine would give it. */
function textsOf(one: Streamed, decision: Decision, words: NullWords): Texts {
  if (one.kind === 'number') return one.left;
  const known = new Set(words.textWords);
  const isAll = isSparse(decision);
  // Only blanks are trimmed: a tab before a word is no way of writing it.
  const found = one.column.levels.flatMap((level, code): Texts => {
    const isAsked = isAll || known.has(level.replace(/^ +| +$/g, '').toLowerCase());
    return isAsked ? [[level, one.counts[code] ?? 0]] : [];
  });
  return found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TEXTS_MAX);
}

function columnOf(one: Streamed, { name, type }: Reading, factor: number, missing: readonly string[]): Column {
  if (one.kind === 'text') {
    assert(type === 'text' || type === 'big-integer', 'text is no number');
    return { ...withoutLevels(one.column, new Set(missing)), name, type };
  }
  assert(type !== 'text' && type !== 'big-integer', 'numbers are no text');
  const { values, missing: gone } = one.column;
  if (factor !== 1) for (let i = 0; i < values.length; i++) values[i]! *= factor; // ! i < length
  return { name, kind: 'number', type, values, missing: gone };
}

/** Facts of columns that are here. A mixture is never asked for. */
function factsOf(columns: readonly Streamed[]): Facts {
  return {
    range(j) {
      const one = columns[j];
      assert(one?.kind === 'number', 'the range of a column of numbers');
      return Promise.resolve(rangeOf(one.column));
    },
    rowsWith(j, texts) {
      const one = columns[j];
      assert(one?.kind === 'number', 'only converted columns leave texts');
      return Promise.resolve(one.left.reduce((sum, [text, count]) => sum + (texts.includes(text) ? count : 0), 0));
    },
    fitting: () => Promise.reject(new Error('broken promise: a mixture is not streamed')),
  };
}

function rangeOf({ values, missing }: NumberColumn): readonly [number, number] | null {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (missing?.[i] === 1) continue;
    const value = values[i]!; // ! i < length
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return least <= greatest ? [least, greatest] : null;
}
