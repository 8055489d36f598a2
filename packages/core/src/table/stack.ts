import { type Column, findColumn, type Table, type TextColumn } from './table.ts';

/** Two tables below one another in the columns that both have, and what does not fit. */
export interface Stacked {
  readonly n: number;
  readonly columns: readonly Column[];
  /** n of 0|1: 0 a row of the reference, 1 of the window. */
  readonly side: Uint8Array;
  /** Columns that only one table has, or that are numbers in one and text in the other. */
  readonly unmatched: readonly string[];
}

/** The reference above the window, in the columns of these names. Cost: rows of both x columns. */
export function stackTables(reference: Table, window: Table, names: readonly string[]): Stacked {
  const columns: Column[] = [];
  const unmatched: string[] = [];
  for (const name of names) {
    const [first, second] = [findColumn(reference, name), findColumn(window, name)];
    const stacked = first && second && stackColumns(first, second);
    if (stacked) columns.push(stacked);
    else unmatched.push(name);
  }
  const n = reference.n + window.n;
  return { n, columns, side: new Uint8Array(n).fill(1, reference.n), unmatched };
}

function stackColumns(first: Column, second: Column): Column | null {
  if (first.kind === 'text') return second.kind === 'text' ? stackText(first, second) : null;
  if (second.kind === 'text') return null;
  const length = first.values.length;
  const values = new Float64Array(length + second.values.length);
  values.set(first.values);
  values.set(second.values, length);
  if (first.missing === null && second.missing === null) return { ...first, values, missing: null };
  const missing = new Uint8Array(values.length);
  if (first.missing) missing.set(first.missing);
  if (second.missing) missing.set(second.missing, length);
  return { ...first, values, missing };
}

function stackText(first: TextColumn, second: TextColumn): TextColumn {
  const levels = [...first.levels];
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const translated = second.levels.map((level) => {
    const known = codeOf.get(level);
    if (known !== undefined) return known;
    codeOf.set(level, levels.length);
    return levels.push(level) - 1;
  });
  const codes = new Int32Array(first.codes.length + second.codes.length);
  codes.set(first.codes);
  for (let i = 0; i < second.codes.length; i++) {
    const code = second.codes[i]!; // ! i < n
    codes[first.codes.length + i] = code < 0 ? -1 : translated[code]!; // ! a code of the dictionary
  }
  return { ...first, codes, levels };
}
