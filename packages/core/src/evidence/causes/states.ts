import { type Column, isMissing } from '../../table/table.ts';
import { isSure, meanOf, shiftOf } from './shift.ts';

/**
 * What a value can be that the reference does not know: missing, filled where all were missing, a new text, another
 * value than the one that the column always had, or a number out of range.
 */
export type StateKind = 'missing' | 'filled' | 'new' | 'moving' | 'outside';

/** What the reference knows of a column. */
export type Usual =
  | { readonly name: string; readonly kind: 'empty' }
  | { readonly name: string; readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly name: string; readonly kind: 'text'; readonly levels: ReadonlySet<string> };

/** Columns of which the same rows are in a state that they were not in before. */
export interface Changed {
  readonly state: StateKind;
  readonly columns: readonly string[];
  /** Of all rows, before and since. */
  readonly from: number;
  readonly to: number;
  readonly before: Uint8Array;
  readonly since: Uint8Array;
}

/** Rows of a stretch with all their columns. */
export interface Seen {
  readonly columns: readonly Column[];
  readonly windows: Int32Array;
}

/** What the reference knows of these columns. */
export const usualOf = (columns: readonly Column[]): Usual[] =>
  columns.map((column): Usual => {
    const { name } = column;
    if (column.kind === 'text') {
      const codes = new Set(column.codes);
      codes.delete(-1);
      const levels = [...codes].map((code) => column.levels[code]!.trim()); // ! a code of its levels
      return levels.length === 0 ? { name, kind: 'empty' } : { name, kind: 'text', levels: new Set(levels) };
    }
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < column.values.length; i++) {
      if (column.missing?.[i] === 1) continue;
      least = Math.min(least, column.values[i]!); // ! i < n, here and below
      most = Math.max(most, column.values[i]!); // !
    }
    return least > most ? { name, kind: 'empty' } : { name, kind: 'number', least, most };
  });

/** A state counts as come from so many rows on. */
const ROWS_MIN = 10;
/** What a good part of the rows before was in did not come with the change. */
const TIMES_MIN = 4;
/** Columns whose rows in a state agree so far (of those in either, in both) have one source. */
const TOGETHER_MIN = 0.9;

/** The states that came with a change, columns of one source together; most rows first. */
export function changedStates(usual: readonly Usual[], before: Seen, since: Seen): Changed[] {
  const found = usual.flatMap((known): Changed[] => {
    const [past, now] = [before, since].map(({ columns }) => columns.find(({ name }) => name === known.name));
    if (past === undefined || now === undefined) return [];
    return statesOf(known).flatMap((state) => {
      const flags = [past, now].map((column) => flagsOf(column, known, state)) as [Uint8Array, Uint8Array]; // as: two
      return cameOf({ state, column: known.name, flags }, before.windows, since.windows);
    });
  });
  return together(found.sort(byRows)).sort(byRows);
}

const byRows = (a: Changed, b: Changed): number => b.to - b.from - (a.to - a.from);

const statesOf = (known: Usual): readonly StateKind[] =>
  known.kind === 'empty'
    ? ['filled']
    : known.kind === 'text'
      ? ['missing', known.levels.size === 1 ? 'moving' : 'new']
      : ['missing', known.least === known.most ? 'moving' : 'outside'];

function flagsOf(column: Column, known: Usual, state: StateKind): Uint8Array {
  const n = column.kind === 'text' ? column.codes.length : column.values.length;
  const flags = new Uint8Array(n);
  const isNew =
    column.kind === 'text' && known.kind === 'text'
      ? column.levels.map((level) => !known.levels.has(level.trim()))
      : [];
  for (let i = 0; i < n; i++) {
    const isGone = isMissing(column, i);
    if (state === 'missing' || state === 'filled') flags[i] = Number(isGone === (state === 'missing'));
    else if (isGone) continue;
    else if (column.kind === 'text')
      flags[i] = Number(isNew[column.codes[i]!] === true); // ! i < n
    else if (known.kind === 'number') {
      const value = column.values[i]!; // ! i < n
      flags[i] = Number(value < known.least || value > known.most);
    }
  }
  return flags;
}

/** The state where it came with the change: surely in more rows than before, and so many times as often. */
function cameOf(
  { state, column, flags: [before, since] }: { state: StateKind; column: string; flags: [Uint8Array, Uint8Array] },
  past: Int32Array,
  now: Int32Array,
): Changed[] {
  const count = since.reduce((sum, flag) => sum + flag, 0);
  if (count < ROWS_MIN) return [];
  const [a, b] = [meanOf(Float64Array.from(before), past), meanOf(Float64Array.from(since), now)];
  if (a === null || b === null || b.value < TIMES_MIN * a.value) return [];
  const shift = shiftOf(a, b);
  if (!(shift.value > 0 && (a.value === 0 || isSure(shift)))) return [];
  return [{ state, columns: [column], from: a.value, to: b.value, before, since }];
}

/** Columns whose rows agree become one; all that are out of range do, whatever their rows: they are one finding. */
function together(found: readonly Changed[]): Changed[] {
  const groups: Changed[] = [];
  for (const one of found) {
    const at = groups.findIndex(
      ({ state, since }) => state === one.state && (state === 'outside' || agreement(since, one.since) >= TOGETHER_MIN),
    );
    const group = groups[at];
    if (group === undefined) groups.push(one);
    else groups[at] = joined(group, one);
  }
  return groups;
}

function joined(group: Changed, one: Changed): Changed {
  const either = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((flag, i) => flag | b[i]!); // ! as long
  const [before, since] = [either(group.before, one.before), either(group.since, one.since)];
  const columns = [...group.columns, ...one.columns];
  return { ...group, columns, before, since, from: shareIn(before), to: shareIn(since) };
}

const shareIn = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;

function agreement(a: Uint8Array, b: Uint8Array): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    both += a[i]! & b[i]!; // ! as long, here and below
    either += a[i]! | b[i]!; // !
  }
  return either === 0 ? 0 : both / either;
}
