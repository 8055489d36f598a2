import type { LeftOut, TrainedResult } from '@holdfast/core/report/trained-result.ts';
import { type Column, isMissing, type Table } from '@holdfast/core/table/table.ts';

/** Columns to learn from, and those that are left out, with the reason. */
export interface ChosenFeatures {
  readonly names: readonly string[];
  readonly leftOut: TrainedResult['left_out'];
}

/** A text with more levels than this share of its rows names rows, and says nothing of the next. */
const LEVELS_SHARE = 0.5;
/** A label with more values than this share of its rows is no name that could be repeated. */
const DISTINCT_SHARE = 0.5;

/** The columns that may be learned from: all that are free, but those that say nothing of other rows or too much. */
export function chooseFeatures(table: Table, free: readonly string[], label: Column): ChosenFeatures {
  const leftOut: { name: string; why: LeftOut }[] = [];
  const names = free.filter((name) => {
    const column = table.columns.find((own) => own.name === name);
    const why = column === undefined ? 'empty' : whyNot(column, label, table.n);
    if (why !== null) leftOut.push({ name, why });
    return why === null;
  });
  return { names, leftOut };
}

function whyNot(column: Column, label: Column, n: number): LeftOut | null {
  if (column.type === 'timestamp') return 'time';
  const codes = codesOf(column, n);
  const seen = new Set(codes);
  seen.delete(-1);
  if (seen.size === 0) return 'empty';
  if (seen.size === 1 && !codes.includes(-1)) return 'constant';
  if (column.kind === 'text' && seen.size > LEVELS_SHARE * n) return 'names-each-row';
  return tells(codes, codesOf(label, n)) ? 'tells-the-label' : null;
}

/** Each row as a small number of its value; -1 is missing. */
export function codesOf(column: Column, n: number): Int32Array {
  if (column.kind === 'text') return column.codes;
  const places = new Map<number, number>();
  return Int32Array.from({ length: n }, (_, i) => {
    if (isMissing(column, i)) return -1;
    const value = column.values[i]!; // ! i < n
    const code = places.get(value) ?? places.size;
    places.set(value, code);
    return code;
  });
}

/** Whether the column is the label under another name: each of its values stands beside one label, and the reverse. */
function tells(codes: Int32Array, labels: Int32Array): boolean {
  const there = new Map<number, number>();
  const back = new Map<number, number>();
  for (let i = 0; i < codes.length; i++) {
    const [code, label] = [codes[i]!, labels[i]!]; // ! i < n
    if (label < 0) continue;
    if ((there.get(code) ?? label) !== label || (back.get(label) ?? code) !== code) return false;
    there.set(code, label);
    back.set(label, code);
  }
  // Where hardly a value comes twice, any column stands beside the label so.
  return there.size > 1 && there.size <= DISTINCT_SHARE * codes.length;
}
