import { orderOf } from '../../../stats/order.ts';
import { type Column, isMissing } from '../../../table/table.ts';

/** How rows are cut: by size, by calendar month, or ten parts and what is left. */
export type NannyWindows = { readonly size: number } | 'month' | 'ten';

/** Places in the order of the rows: from, up to and without to. */
export interface NannyWindow {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** Rows in ascending order of a column, as it is: text as text; as they stand without one. Missing ones come last. */
export function nannyOrder(n: number, time: Column | null): Int32Array {
  if (time === null) return Int32Array.from({ length: n }, (_, i) => i);
  if (time.kind === 'number') {
    const stamps = time.values.map((value, i) => (isMissing(time, i) ? Number.NaN : value));
    return Int32Array.from(orderOf(stamps));
  }
  const ranks = time.levels.map((_, k) => k).sort((a, b) => (time.levels[a]! < time.levels[b]! ? -1 : 1)); // ! levels
  const rankOf = new Float64Array(ranks.length);
  for (const [rank, level] of ranks.entries()) rankOf[level] = rank;
  return Int32Array.from(orderOf(Float64Array.from(time.codes, (code) => rankOf[code] ?? Number.NaN)));
}

/** Parts of the rows in their order; `months`: the month of each row (in that order) as `2018-10`. */
export function nannyWindows(n: number, how: NannyWindows, months: (place: number) => string): NannyWindow[] {
  if (how === 'month') return byMonth(n, months);
  const size = how === 'ten' ? Math.max(1, Math.floor(n / 10)) : how.size;
  return Array.from({ length: Math.ceil(n / size) }, (_, k) => {
    const [from, to] = [k * size, Math.min(n, (k + 1) * size)];
    return { key: `[${from}:${to - 1}]`, from, to };
  });
}

function byMonth(n: number, months: (place: number) => string): NannyWindow[] {
  const found: NannyWindow[] = [];
  for (let place = 0; place < n; place++) {
    const key = months(place);
    const last = found[found.length - 1];
    if (last?.key === key) found[found.length - 1] = { ...last, to: place + 1 };
    else found.push({ key, from: place, to: place + 1 });
  }
  return found;
}

/** The month of a row by a column of times: `2018-10`, in UTC. */
export function monthOf(time: Column, row: number): string {
  if (isMissing(time, row)) return '';
  if (time.kind === 'text') return (time.levels[time.codes[row]!] ?? '').trim().slice(0, 7); // ! a row
  return new Date(time.values[row]!).toISOString().slice(0, 7); // ! a row
}
