import { assert } from '@holdfast/core/std/assert.ts';
import type { Table } from '@holdfast/core/table/table.ts';
import type { Note } from '../description.ts';
import type { Engine } from '../engine/engine.ts';
import { quoteText, type Reading } from '../relation/relation.ts';
import type { Decision } from './decide.ts';
import { isConverted } from './form.ts';
import type { NullWords } from './null-words.ts';
import { isSparse, settle, TEXTS_MAX, type TextRows, type Texts } from './settle.ts';
import { leftSql, storedSql } from './stored.ts';
import { factsOf } from './table-facts.ts';
import { readingsOf } from './typed-readings.ts';

export interface TypedTable {
  readonly from: string;
  readonly rows: number;
  /** All rows, where they have been read already. */
  readonly table: Table | null;
  readonly readings: readonly Reading[];
  readonly decisions: readonly Decision[];
  /** Words for a missing value that were found. */
  readonly words: readonly string[];
  readonly notes: readonly Note[];
  /** How many LF there are in the texts. */
  feeds(): Promise<number>;
}

const COLUMNS_AT_ONCE = 200;

/** Makes the table `t` of typed columns in the engine. Problems: PIN_COLUMN, PIN_TYPE. */
export async function makeTypedTable(given: TextRows): Promise<TypedTable> {
  const { engine, scan, pins } = given;
  const isUtc = (pins.timeZone ?? 'UTC') === 'UTC';
  const settled = await settle(given, async (tried, words) => {
    await engine.run(`CREATE OR REPLACE TABLE t AS ${storedSql(tried, scan, isUtc)}`);
    const { rows, asked } = await columnsToAsk(engine, tried, words);
    const texts = new Map<number, Texts>();
    for (const j of asked) texts.set(j, await textsOf(engine, j, tried, words));
    return { rows, texts };
  });
  assert(settled !== null, 'a table in the engine is always looked at');
  const { rows, decisions, missing } = settled;
  return {
    from: 't',
    rows,
    table: null,
    decisions,
    feeds: () => feedsOf(engine, decisions),
    ...(await readingsOf(given, { decisions, missing, facts: factsOf(given, decisions) })),
  };
}

/** Of converted columns only words for missing could hold one; then a clean copy is made, which costs time alone. */
async function feedsOf(engine: Engine, decisions: readonly Decision[]): Promise<number> {
  const inside = decisions.flatMap(({ form }, j) =>
    isConverted(form) ? [] : [`coalesce(sum(${feedsSql(`v${j}`)}), 0)`],
  );
  if (inside.length === 0) return 0;
  const [[feeds = 0] = []] = await engine.rows(`SELECT (${inside.join(' + ')})::DOUBLE FROM t`);
  return Number(feeds);
}

const feedsSql = (v: string): string =>
  `CASE WHEN contains(${v}, chr(10)) THEN strlen(${v}) - strlen(replace(${v}, chr(10), '')) END`;

/**
 * Texts to be looked at, with counts: all that did not convert, all of a column that was nearly empty, else the words
 * for missing.
 */
async function textsOf(engine: Engine, j: number, decisions: readonly Decision[], words: NullWords): Promise<Texts> {
  const decision = decisions[j]!; // ! a column
  const from = isConverted(decision.form) ? leftSql(decisions, j) : `v${j}`;
  const only = isConverted(decision.form) || isSparse(decision) ? 'true' : isWordSql(j, words);
  const rows = await engine.rows(
    `SELECT ${from}, count(*)::DOUBLE FROM t WHERE ${from} IS NOT NULL AND ${only}
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${TEXTS_MAX}`,
  );
  return rows.map(([text, count]) => [String(text), Number(count)]);
}

/** Most values are too long for a word, and that is quicker to see than that they are none. */
function isWordSql(j: number, words: NullWords): string {
  const longest = Math.max(...words.textWords.map((word) => Buffer.byteLength(word)));
  // Blanks of other alphabets are trimmed too: text with any such letter is looked at.
  const isPadded = `v${j} LIKE ' %' OR v${j} LIKE '% ' OR strlen(v${j}) <> length(v${j})`;
  const isLikely = `strlen(v${j}) <= ${longest} OR ${isPadded}`;
  return `((${isLikely}) AND lower(trim(v${j})) IN (${words.textWords.map(quoteText).join(', ')}))`;
}

/** Columns that have something to look at, from one pass over the table. */
async function columnsToAsk(engine: Engine, decisions: readonly Decision[], words: NullWords) {
  const asked: number[] = [];
  let rows = 0;
  for (let from = 0; from === 0 || from < decisions.length; from += COLUMNS_AT_ONCE) {
    const part = decisions.slice(from, from + COLUMNS_AT_ONCE);
    const counts = part.map((decision, k) => {
      const j = from + k;
      if (isConverted(decision.form)) return `(count(${leftSql(decisions, j)}) FILTER (x IS NOT NULL))::DOUBLE`;
      return isSparse(decision) ? `count(v${j})::DOUBLE` : `(count(*) FILTER (${isWordSql(j, words)}))::DOUBLE`;
    });
    const [row = []] = await engine.rows(`SELECT ${['count(*)::DOUBLE', ...counts].join(', ')} FROM t`);
    rows = Number(row[0]);
    for (let k = 0; k < part.length; k++) if (Number(row[k + 1]) > 0) asked.push(from + k);
  }
  return { rows, asked };
}
