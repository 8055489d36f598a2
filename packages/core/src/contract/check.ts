import type { Card } from '../catalogue/define.ts';
import { WINDOW_ENTRIES } from '../catalogue/index.ts';
import { RUN_QUANTITIES } from '../measure/stability/quantities.ts';
import { assert } from '../std/assert.ts';
import { nearest } from '../std/nearest.ts';
import type { Place } from '../std/problem.ts';
import { Problem } from '../std/problem.ts';
import {
  type Expectation,
  type QuantityText,
  readCheckText,
  readExpectationText,
  readQuantityText,
} from './check-text.ts';
import type { ConditionSlice } from './contract.ts';
import { EQUALISED_ODDS, oddsOf } from './equalised-odds.ts';
import type { JsonPath } from './lines.ts';
import type { Reading } from './reading.ts';
import type { WrittenCheck } from './shape.ts';
import { conditionOf } from './slice.ts';

/** What the contract needs to know of a catalogue entry, or of a number about training (seeds, learning curves). */
export type KnownEntry = Pick<Card, 'id' | 'params'>;

/** A number that can be asked of a table: an entry and what is done around it. */
export interface QuantitySpec {
  readonly entry: string;
  /** Parameters that were given; the rest have the defaults of the entry. */
  readonly params: Readonly<Record<string, number>>;
  readonly combinator: 'plain' | 'gap' | 'ratio' | 'seed-spread';
  /** The column whose groups are compared, for a gap or a ratio. */
  readonly by: string | null;
  /** What groups are compared with: one another, or all rows. */
  readonly to: 'groups' | 'overall';
  /** Recall beside the false positive rate, the worse gap or the mean of both; null for a single entry. */
  readonly odds: 'worst' | 'mean' | null;
  /** macro, micro, weighted, pairs (of classes), skill, or the name of one class. */
  readonly average: string | null;
  /** The column that an entry on columns is asked about. */
  readonly column: string | null;
}

/** An entry, a scope, an expectation and a severity. */
export interface CheckSpec extends QuantitySpec {
  /** Given, or its short form without the expectation: `gap(selection-rate, sex)`, `accuracy in rush`. */
  readonly id: string;
  readonly slice: ConditionSlice | null;
  readonly expect: Expectation;
  /** What not meeting the expectation means: `error` fails, `warn` warns. */
  readonly severity: 'error' | 'warn';
  /** What is held against the expectation: the one-sided 95 % bound, or the value itself. */
  readonly on: 'bound' | 'value';
  readonly place: Place;
}

type Draft = Omit<CheckSpec, 'id'> & { readonly id: string | null };

/** The checks of a list, ids unique in it. Problems: all of CONTRACT_. */
export function checksOf(written: readonly WrittenCheck[], path: JsonPath, reading: Reading): readonly CheckSpec[] {
  const drafts = written.flatMap((check, i) => reading.attempt(() => draftOf(check, [...path, i], reading)) ?? []);
  const ids = new Set<string>();
  const named = (draft: Draft): CheckSpec => {
    const short = idOf(draft);
    // Two limits for one number are two checks; the second one is told apart by its expectation.
    const id = draft.id ?? (ids.has(short) ? `${short} ${draft.expect.operator} ${draft.expect.limit}` : short);
    if (ids.has(id)) throw new Problem('CONTRACT_NAME_TWICE', { what: 'check', name: id, place: draft.place });
    ids.add(id);
    return { ...draft, id };
  };
  return drafts.flatMap((draft) => reading.attempt(() => named(draft)) ?? []);
}

/** The quantity of a text such as `macro(recall)`. Problems: CONTRACT_CHECK_SYNTAX, CONTRACT_ENTRY_UNKNOWN. */
export function quantityOf(text: string, path: JsonPath, reading: Reading): QuantitySpec {
  return lookedUp(readHere(text, path, reading, readQuantityText), path, reading);
}

function draftOf(written: WrittenCheck, path: JsonPath, reading: Reading): Draft | undefined {
  const place = reading.place(path);
  if (typeof written === 'string') {
    const { quantity, expect, where } = readHere(written, path, reading, readCheckText);
    const slice = where === null ? null : conditionOf(where, path, reading);
    return { ...lookedUp(quantity, path, reading), id: null, slice, expect, severity: 'error', on: 'bound', place };
  }
  if (written.slice != null && written.where != null) {
    throw new Problem('CONTRACT_CONFLICT', { first: 'slice', second: 'where', place });
  }
  // Each part for itself, so that one is told beside the other.
  const quantity = reading.attempt(() => lookedUp(mergedQuantity(written, path, reading), path, reading));
  const expect = reading.attempt(() => readHere(written.expect, [...path, 'expect'], reading, readExpectationText));
  const slice = reading.attempt(() => sliceOf(written, path, reading));
  if (quantity === undefined || expect === undefined || slice === undefined) return undefined;
  return {
    ...quantity,
    id: written.id ?? null,
    slice,
    expect,
    severity: written.severity ?? 'error',
    on: written.on ?? 'bound',
    place,
  };
}

function sliceOf(written: Exclude<WrittenCheck, string>, path: JsonPath, reading: Reading): ConditionSlice | null {
  if (written.where != null) return conditionOf(written.where, [...path, 'where'], reading);
  return written.slice == null ? null : reading.namedSlice(written.slice, [...path, 'slice']);
}

/** What the keys of a check add to its metric; what both say is a conflict. */
function mergedQuantity(written: Exclude<WrittenCheck, string>, path: JsonPath, reading: Reading): QuantityText {
  const base = readHere(written.metric, [...path, 'metric'], reading, readQuantityText);
  const { kind, by, to, average, column, params } = written;
  const place = reading.place(path);
  const once = (isGiven: boolean, isThere: boolean, second: string): void => {
    if (isGiven && isThere) throw new Problem('CONTRACT_CONFLICT', { first: 'metric', second, place });
  };
  once(by != null || kind != null, base.combinator !== 'plain', by != null ? 'by' : 'kind');
  once(average != null, base.average !== null, 'average');
  once(column != null, base.column !== null, 'column');
  once(params != null, base.params.size > 0, 'params');
  once(to != null, base.combinator !== 'plain', 'to');
  if ((kind != null || to != null) && by == null)
    throw new Problem('CONTRACT_KEY_MISSING', { key: 'by', inside: reading.name(path), place });
  return {
    entry: base.entry,
    params: params == null ? base.params : new Map(Object.entries(params)),
    column: column ?? base.column,
    average: average ?? base.average,
    combinator: by == null ? base.combinator : (kind ?? 'gap'),
    by: by ?? base.by,
    to: to ?? base.to,
  };
}

/** The same where only these entries may be named. */
export const quantityAmong = (
  entries: readonly KnownEntry[],
  text: string,
  path: JsonPath,
  reading: Reading,
): QuantitySpec => lookedUpAmong(entries, readHere(text, path, reading, readQuantityText), path, reading);

function lookedUp(quantity: QuantityText, path: JsonPath, reading: Reading): QuantitySpec {
  if (quantity.entry === EQUALISED_ODDS) return oddsOf(quantity, path, reading);
  return lookedUpAmong(knownAt(path, quantity, reading), quantity, path, reading);
}

function lookedUpAmong(
  entries: readonly KnownEntry[],
  quantity: QuantityText,
  path: JsonPath,
  reading: Reading,
): QuantitySpec {
  const entry = entries.find((candidate) => candidate.id === quantity.entry);
  const place = reading.place(path);
  const isMisplaced = quantity.combinator === 'seed-spread' && !isOfRelease(path);
  if (entry === undefined && WINDOW_ENTRIES.some(({ id }) => id === quantity.entry))
    throw new Problem('CONTRACT_ENTRY_WINDOW', { entry: quantity.entry, place });
  if (entry === undefined || isMisplaced) {
    const ids = [...entries.map((candidate) => candidate.id), EQUALISED_ODDS];
    const asked = isMisplaced ? quantity.combinator : quantity.entry;
    throw new Problem('CONTRACT_ENTRY_UNKNOWN', { entry: asked, nearest: nearest(asked, ids), place });
  }
  for (const [name, value] of quantity.params) {
    const param = Object.hasOwn(entry.params, name) ? entry.params[name] : undefined;
    const known = Object.keys(entry.params);
    if (param === undefined) {
      throw new Problem('CONTRACT_KEY_UNKNOWN', {
        key: name,
        inside: entry.id,
        nearest: nearest(name, known),
        known,
        place,
      });
    }
    const isBelow = value < param.min;
    if (!isBelow && value <= param.max) continue;
    const [expected, limit] = isBelow ? (['at-least', param.min] as const) : (['at-most', param.max] as const);
    const at = `${entry.id}(${name})`;
    throw new Problem('CONTRACT_VALUE', { at, expected, allowed: [limit], nearest: null, found: String(value), place });
  }
  const isByColumn = quantity.combinator === 'gap' || quantity.combinator === 'ratio';
  assert(isByColumn === (quantity.by !== null), 'a gap or ratio names its column');
  return { ...quantity, odds: null, params: Object.fromEntries(quantity.params) };
}

/** Seeds and learning curves are there before a release, and neither before training nor in production. */
const isOfRelease = ([part, list]: JsonPath): boolean => part === 'release' && list === 'checks';

/** The entries that may be asked for here; numbers about training stand alone. */
function knownAt(path: JsonPath, { combinator, average }: QuantityText, reading: Reading): readonly KnownEntry[] {
  const isAlone = combinator === 'plain' && average === null;
  return isOfRelease(path) && isAlone ? [...reading.entries, ...RUN_QUANTITIES] : reading.entries;
}

/** Reads a short form; where that fails, the problem names the place in the contract. */
function readHere<T>(text: string, path: JsonPath, reading: Reading, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof Problem) || !('expected' in error.details) || !('text' in error.details)) throw error;
    const { at, expected, found } = error.details;
    throw new Problem(
      'CONTRACT_CHECK_SYNTAX',
      { text, at, expected, found, place: reading.place(path) },
      { cause: error },
    );
  }
}

function idOf(check: Draft): string {
  const params = Object.entries(check.params).map(([name, value]) => `${name}=${value}`);
  const inside = [...(check.column === null ? [] : [check.column]), ...params].join(', ');
  const name = check.odds === null ? check.entry : EQUALISED_ODDS;
  const plain = inside === '' ? name : `${name}(${inside})`;
  const average = check.odds === 'mean' ? 'mean' : check.average;
  const averaged = average === null ? plain : `${average}(${plain})`;
  const to = check.to === 'overall' ? ', to-overall' : '';
  const spread = check.combinator === 'seed-spread' ? `seed-spread(${averaged})` : averaged;
  const combined = check.by === null ? spread : `${check.combinator}(${averaged}, ${check.by}${to})`;
  if (check.slice === null) return combined;
  return `${combined} ${check.slice.name === check.slice.where.text ? 'where' : 'in'} ${check.slice.name}`;
}
