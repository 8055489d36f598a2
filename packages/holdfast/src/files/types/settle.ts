import { assert } from '@holdfast/core/std/assert.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pins } from '../pins.ts';
import { type Decision, decide, type Hints } from './decide.ts';
import { isConverted } from './form.ts';
import { type NullWords, nullWords } from './null-words.ts';
import type { ColumnValues } from './sample.ts';

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

/** Texts with how often they are there, the commonest first. */
export type Texts = readonly (readonly [text: string, count: number])[];

/** What all rows say under some decisions. */
export interface Evidence {
  readonly rows: number;
  /**
   * By column, where there are any: texts that did not convert; all texts of a column that was nearly empty in the
   * sample; of other columns of text the words for missing.
   */
  readonly texts: ReadonlyMap<number, Texts>;
}

export interface Settled {
  readonly rows: number;
  readonly decisions: readonly Decision[];
  /** By column: texts that stand for a missing value, as they stand. */
  readonly missing: ReadonlyMap<number, readonly string[]>;
}

/** Values that change a decision are few; beyond this many distinct ones a column is text anyway. */
export const TEXTS_MAX = 2000;
const ROUNDS_MAX = 6;
/** A column of which the sample showed fewer values than this is asked again over the whole file. */
const SEEN_MIN = 30;

/**
 * The forms of the columns: decided on the sample, tried on all rows by `look`, and decided again with the values that
 * did not convert, until none is left. So every row is evidence, and most files are read once. Null as soon as
 * `look` gives it. Problems: PIN_COLUMN, PIN_TYPE.
 */
export async function settle(
  given: TextRows,
  look: (decisions: readonly Decision[], words: NullWords) => Promise<Evidence | null>,
): Promise<Settled | null> {
  const words = nullWords(given.pins.nullWords);
  checkPins(given);
  let decisions = decideAll(given, words, null);
  for (let round = 1; ; round++) {
    given.onRound(round);
    const evidence = await look(decisions, words);
    if (evidence === null) return null;
    const { rows, texts } = evidence;
    const found = weigh(given, decisions, words, texts);
    if (found.changed.size === 0 && found.stubborn.size === 0) return { rows, decisions, missing: found.missing };
    assert(round < ROUNDS_MAX, 'a column that is decided again has new values or becomes text');
    const again = decideAll(given, words, { before: decisions, changed: found.changed });
    decisions = again.map((decision, j) =>
      found.stubborn.has(j) ? asText(given, decision, j, found.stubborn.get(j) ?? 0) : decision,
    );
  }
}

/** Whether the sample showed so few values of a column of text that all of it is asked. */
export const isSparse = (decision: Decision): boolean => !isConverted(decision.form) && decision.seen < SEEN_MIN;

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
  /** Columns with values that were not seen before. */
  readonly changed: ReadonlySet<number>;
  /** Columns with known values that do not convert, with their rows. */
  readonly stubborn: ReadonlyMap<number, number>;
  readonly missing: ReadonlyMap<number, readonly string[]>;
}

/** What the texts of all rows say that the sample did not. New ones become known values. */
function weigh(
  { values }: TextRows,
  decisions: readonly Decision[],
  words: NullWords,
  texts: Evidence['texts'],
): Found {
  const changed = new Set<number>();
  const stubborn = new Map<number, number>();
  const missing = new Map<number, readonly string[]>();
  for (const [j, all] of texts) {
    const decision = decisions[j]!; // ! texts are of columns
    const isWord = isConverted(decision.form) ? words.amongValues : words.amongText;
    missing.set(
      j,
      all.flatMap(([text]) => (isWord(text) ? [text] : [])),
    );
    const rest = all.filter(([text]) => !isWord(text));
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
  return { changed, stubborn, missing };
}
