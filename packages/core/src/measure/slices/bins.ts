import { mixBits } from '../../std/hash-text.ts';
import type { NumberColumn } from '../../table/table.ts';

/** Where one bin ends and the next begins: values below `at`; an atom is a bin of one value. */
export type Bin =
  | { readonly kind: 'atom'; readonly value: number }
  | { readonly kind: 'range'; readonly low: number | null; readonly high: number | null; readonly isAbove: boolean };

/** Sorting more values than this would take longer than the search, and moves no edge that a person would see. */
const SAMPLE_MAX = 40_000;
/** How far an edge may move from its quantile, as part of a bin, so that it is a round number. */
const ROUNDING = 0.1;
const DAY_MS = 86_400_000;

/**
 * About `bins` bins of equal mass: a value that takes a bin's share alone gets its own, the rest is cut between, at
 * round numbers near the quantiles. None where all are equal. Cost: sorting a sample of the values.
 */
export function binsOf(column: NumberColumn, bins: number): readonly Bin[] {
  const sample = sampleOf(column).sort();
  const isTime = column.type === 'timestamp';
  const target = sample.length / bins;
  const found: Bin[] = [];
  let last: { readonly value: number; readonly isAtom: boolean } | null = null;
  let from = 0;
  const close = (to: number, high: number | null): void => {
    if (to <= from) return;
    found.push({ kind: 'range', low: last?.value ?? null, high, isAbove: last?.isAtom ?? false });
  };
  for (const [start, end] of atomsOf(sample, target)) {
    for (const edge of edgesOf(sample, { from, to: start, target, isTime })) {
      close(edge.place, edge.value);
      last = { value: edge.value, isAtom: false };
      from = edge.place;
    }
    const value = sample[start]!; // ! below the length
    close(start, value);
    if (start < end) found.push({ kind: 'atom', value });
    last = { value, isAtom: true };
    from = end;
  }
  for (const edge of edgesOf(sample, { from, to: sample.length, target, isTime })) {
    close(edge.place, edge.value);
    last = { value: edge.value, isAtom: false };
    from = edge.place;
  }
  close(sample.length, null);
  return found.length > 1 ? found : [];
}

/** Values at even steps, each moved a little by its number, so that no period of the table shows. */
function sampleOf({ values, missing }: NumberColumn): Float64Array {
  const step = Math.max(1, Math.ceil(values.length / SAMPLE_MAX));
  const sample = new Float64Array(Math.floor(values.length / step));
  let count = 0;
  for (let k = 0; k < sample.length; k++) {
    const row = k * step + (mixBits(k) % step);
    if (missing?.[row] !== 1) sample[count++] = values[row]!; // ! below the length
  }
  return sample.slice(0, count);
}

/** Runs of one value of at least `target` values. */
function atomsOf(sorted: Float64Array, target: number): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    if (to - from >= target) found.push([from, to]);
    from = to;
  }
  return found;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly target: number;
  readonly isTime: boolean;
}

/** Edges inside a stretch without atoms: as many bins as fit into it, the edge before each at a round number. */
function edgesOf(sorted: Float64Array, { from, to, target, isTime }: Stretch): { place: number; value: number }[] {
  const bins = Math.round((to - from) / target);
  const width = (to - from) / bins;
  const found: { place: number; value: number }[] = [];
  let before = from;
  for (let k = 1; k < bins; k++) {
    const middle = from + k * width;
    const low = sorted[Math.max(before, Math.floor(middle - ROUNDING * width))]!; // ! below the length
    const high = sorted[Math.min(to - 1, Math.ceil(middle + ROUNDING * width))]!; // ! below the length
    if (!(high > low)) continue;
    const value = isTime ? roundTime(low, high) : roundNumber(low, high);
    let place = Math.floor(middle - ROUNDING * width);
    while (place < to && sorted[place]! < value) place++; // ! below the length
    if (place <= before || place >= to) continue;
    found.push({ place, value });
    before = place;
  }
  return found;
}

/** The number with the fewest digits that is above `low` and at most `high`. */
export function roundNumber(low: number, high: number): number {
  if (low < 0 && high >= 0) return 0;
  for (let power = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high), 1e-300))); power > -300; power--) {
    for (const part of [10, 5, 2]) {
      const step = (part / 10) * 10 ** power;
      const value = Number((Math.floor(high / step) * step).toPrecision(15));
      if (value > low && value <= high) return value;
    }
    if (10 ** power < (high - low) / 10) break;
  }
  return high;
}

/** The start of a day, an hour, a minute or a second above `low` and at most `high`. */
function roundTime(low: number, high: number): number {
  for (const unit of [DAY_MS, 3_600_000, 60_000, 1000]) {
    const value = Math.floor(high / unit) * unit;
    if (value > low) return value;
  }
  return high;
}
