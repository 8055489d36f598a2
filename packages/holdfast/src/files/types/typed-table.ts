import { assert } from '@holdfast/core/std/assert.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Note } from '../description.ts';
import type { Engine } from '../engine/engine.ts';
import { quoteText, type Reading } from '../relation/relation.ts';
import type { Pins } from '../source.ts';
import { type Decision, decide, type Hints } from './decide.ts';
import { isConverted } from './form.ts';
import { type NullWords, nullWords } from './null-words.ts';
import type { ColumnValues } from './sample.ts';
import { leftSql, storedSql } from './stored.ts';
import { readingsOf } from './typed-readings.ts';

export interface TextRows {
  readonly engine: Engine;
  /** A scan with columns c0, c1, ... of text. */
  readonly scan: string;
  readonly path: string;
  readonly names: readonly string[];
  /** Values of a sample, by column. They grow by what the whole file shows. */
  readonly values: readonly ColumnValues[];
  readonly pins: Pins;
  /** What the dialect says about numbers: a semicolon goes with decimal commas. */
  readonly hints: Hints;
  readonly onRound: (round: number) => void;
}

export interface TypedTable {
  readonly from: string;
  readonly rows: number;
  readonly readings: readonly Reading[];
  readonly decisions: readonly Decision[];
  /** Words for a missing value that were found. */
  readonly words: readonly string[];
  readonly notes: readonly Note[];
}

/** Values that change a decision are few; beyond this many distinct ones a column is text anyway. */
const FAILED_MAX = 2000;
const ROUNDS_MAX = 6;
/** A column of which the sample showed fewer values than this is asked again over the whole file. */
const SEEN_MIN = 30;
const COLUMNS_AT_ONCE = 200;

/**
 * Makes the table `t` of typed columns: decided on the sample, converted strictly over all rows, and decided again
 * with the values that did not convert, until none is left. So every row is evidence, and most files are read once.
 * Problems: PIN_COLUMN, PIN_TYPE.
 */
export async function makeTypedTable(given: TextRows): Promise<TypedTable> {
  const words = nullWords(given.pins.nullWords);
  checkPins(given);
  const isUtc = (given.pins.timeZone ?? 'UTC') === 'UTC';
  let decisions = decideAll(given, words, null);
  for (let round = 1; ; round++) {
    given.onRound(round);
    await given.engine.run(`CREATE OR REPLACE TABLE t AS ${storedSql(decisions, given.scan, isUtc)}`);
    const found = await lookAgain(given, decisions, words);
    if (found.changed.size === 0 && found.stubborn.size === 0)
      return { from: 't', rows: found.rows, decisions, ...(await readingsOf(given, decisions, found.missing)) };
    assert(round < ROUNDS_MAX, 'a column that is decided again has new values or becomes text');
    const again = decideAll(given, words, { before: decisions, changed: found.changed });
    decisions = again.map((decision, j) =>
      found.stubborn.has(j) ? asText(given, decision, j, found.stubborn.get(j) ?? 0) : decision,
    );
  }
}

/** The column whose values look right and do not convert: text, or a problem when its type is pinned. */
function asText({ pins, names, path }: TextRows, decision: Decision, j: number, rows: number): Decision {
  const name = names[j]!; // ! j is a column
  const type = new Map(Object.entries(pins.types ?? {})).get(name);
  if (type !== undefined && type !== 'text') throw new Problem('PIN_TYPE', { path, column: name, type, rows });
  return {
    ...decision,
    form: { as: 'text' },
    assumed: [],
    ambiguous: null,
    mixed: decision.form,
  };
}

function checkPins({ pins, names, path }: TextRows): void {
  for (const column of Object.keys(pins.types ?? {})) {
    if (!names.includes(column) && pins.areShared !== true)
      throw new Problem('PIN_COLUMN', { path, column, found: names.slice(0, 12).join(', ') });
  }
}

interface Again {
  readonly before: readonly Decision[];
  readonly changed: ReadonlySet<number>;
}

/** Twice, because unambiguous columns say how ambiguous ones are meant. */
function decideAll(
  { names, values, pins, hints }: TextRows,
  words: NullWords,
  again: Again | null,
): readonly Decision[] {
  const types = new Map(Object.entries(pins.types ?? {}));
  const one = (j: number, told: Hints): Decision =>
    decide(values[j]!, { words, hints: told, type: types.get(names[j]!), decimal: pins.decimal }); // ! j is a column
  const first = names.map((_, j) => {
    const before = again === null || again.changed.has(j) ? undefined : again.before[j];
    return before ?? one(j, hints);
  });
  const told: Hints = {
    decimal: agreed(first.map((decision) => decision.evidence.decimal)) ?? hints.decimal,
    dates: agreed(first.map((decision) => decision.evidence.dates)) ?? hints.dates,
  };
  return first.map((decision, j) => {
    if (decision.ambiguous === null) return decision;
    const second = one(j, told);
    const isSettled = second.ambiguous === 'dates' && told.dates !== null;
    return isSettled ? { ...second, ambiguous: null } : second;
  });
}

/** What all columns that say something say; null when they differ. */
function agreed<T>(said: readonly (T | null)[]): T | null {
  const [first, ...rest] = new Set(said.filter((one) => one !== null));
  return first !== undefined && rest.length === 0 ? first : null;
}

interface Found {
  readonly rows: number;
  /** Columns with values that were not seen before. */
  readonly changed: ReadonlySet<number>;
  /** Columns with known values that do not convert, with their rows. */
  readonly stubborn: ReadonlyMap<number, number>;
  /** By column: texts that stand for a missing value, as they stand. */
  readonly missing: ReadonlyMap<number, readonly string[]>;
}

/**
 * What all rows say that the sample did not: null words, values that did not convert, columns that were nearly empty
 * in it.
 */
async function lookAgain(given: TextRows, decisions: readonly Decision[], words: NullWords): Promise<Found> {
  const { engine, values } = given;
  const { rows, asked } = await columnsToAsk(engine, decisions, words);
  const changed = new Set<number>();
  const stubborn = new Map<number, number>();
  const missing = new Map<number, readonly string[]>();
  for (const j of asked) {
    const decision = decisions[j]!; // ! asked are columns
    const texts = await textsOf(engine, j, decisions, words);
    const isWord = isConverted(decision.form) ? words.amongValues : words.amongText;
    missing.set(
      j,
      texts.flatMap(([text]) => (isWord(text) ? [text] : [])),
    );
    const rest = texts.filter(([text]) => !isWord(text));
    if (rest.length === 0 || (!isConverted(decision.form) && !isSparse(decision))) continue;
    const known = values[j]!; // ! as above
    if (rest.some(([text]) => !known.has(text))) changed.add(j);
    else if (isConverted(decision.form))
      stubborn.set(
        j,
        rest.reduce((sum, [, count]) => sum + count, 0),
      );
    for (const [text, count] of rest) known.set(text, count);
  }
  return { rows, changed, stubborn, missing };
}

const isSparse = (decision: Decision): boolean => !isConverted(decision.form) && decision.seen < SEEN_MIN;

/**
 * Texts to be looked at, with counts: all that did not convert, all of a column that was nearly empty, else the words
 * for missing.
 */
async function textsOf(
  engine: Engine,
  j: number,
  decisions: readonly Decision[],
  words: NullWords,
): Promise<readonly (readonly [string, number])[]> {
  const decision = decisions[j]!; // ! a column
  const from = isConverted(decision.form) ? leftSql(decisions, j) : `v${j}`;
  const only = isConverted(decision.form) || isSparse(decision) ? 'true' : isWordSql(j, words);
  const rows = await engine.rows(
    `SELECT ${from}, count(*)::DOUBLE FROM t WHERE ${from} IS NOT NULL AND ${only}
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${FAILED_MAX}`,
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
