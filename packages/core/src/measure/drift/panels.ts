import { missingSlot, newSlot, otherSlot } from '../../profile/bins.ts';
import type { ColumnProfile } from '../../profile/column.ts';
import { quantileOf } from '../../stats/quantile.ts';
import { sum } from '../../stats/sum.ts';

/** The shares of a column on both sides, of 100: over equal stretches of numbers, or by text. */
export type DriftPanel = {
  readonly column: string;
  readonly reference: readonly number[];
  readonly current: readonly number[];
} & (
  | { readonly kind: 'number'; readonly edges: readonly number[] }
  | { readonly kind: 'text'; readonly names: readonly string[] }
);

/** Cells of a chart of numbers, of one of whole numbers at most (the days of a month), and texts of one of text. */
const [CELLS, WHOLE_CELLS, TEXTS] = [24, 31, 6];
/** What lies beyond this part of both sides is drawn in the outermost cells, so that one outlier presses nothing. */
const TAIL = 0.005;

/** What bins without a text are called. */
export interface PanelNames {
  readonly other: string;
  readonly unseen: string;
  readonly missing: string;
}

/**
 * What a chart of numbers shows, of those that are there: from rows, because bins of the reference do not tell how what
 * lies outside of them is spread. Null where a side has none, or all are the same. O(n log n).
 */
export function numberPanel(column: string, reference: Float64Array, current: Float64Array): DriftPanel | null {
  if (reference.length === 0 || current.length === 0) return null;
  const sides = [reference.slice().sort(), current.slice().sort()] as const;
  const low = Math.min(...sides.map((side) => quantileOf(side, TAIL) ?? 0));
  const high = Math.max(...sides.map((side) => quantileOf(side, 1 - TAIL) ?? 0));
  if (!(high > low) || !Number.isFinite(high - low)) return null;
  const few = fewValues(sides);
  if (few !== null) return { kind: 'text', column, ...few };
  const edges = sides.every((side) => side.every(Number.isInteger)) ? wholeEdges(low, high) : evenEdges(low, high);
  const [start, cells] = [edges[0] ?? low, edges.length - 1];
  const width = (edges[1] ?? high) - start;
  const shares = sides.map((side) => {
    const found = new Array<number>(cells).fill(0);
    for (const x of side) {
      const cell = Math.min(cells - 1, Math.max(0, Math.floor((x - start) / width)));
      found[cell]! += 100 / side.length; // ! a cell
    }
    return found;
  });
  return { kind: 'number', column, edges, reference: shares[0] ?? [], current: shares[1] ?? [] };
}

/** Whole numbers of which there are no more than texts of a chart: each by its name. */
function fewValues(sides: readonly Float64Array[]): Omit<DriftPanel & { kind: 'text' }, 'kind' | 'column'> | null {
  const counts = sides.map((side) => {
    const found = new Map<number, number>();
    for (const x of side) {
      found.set(x, (found.get(x) ?? 0) + 1);
      if (found.size > TEXTS) return found;
    }
    return found;
  });
  const values = [...new Set(counts.flatMap((found) => [...found.keys()]))].sort((a, b) => a - b);
  if (values.length > TEXTS || !values.every(Number.isInteger)) return null;
  const [reference = [], current = []] = counts.map((found, k) => {
    const n = sides[k]!.length; // ! as many
    return values.map((value) => (100 * (found.get(value) ?? 0)) / n);
  });
  return { names: values.map(String), reference, current };
}

const evenEdges = (low: number, high: number): number[] =>
  Array.from({ length: CELLS + 1 }, (_, k) => low + (k * (high - low)) / CELLS);

/** Each cell holds as many whole numbers, few of them one: else those that hold one more would look like peaks. */
function wholeEdges(low: number, high: number): number[] {
  const [first, last] = [Math.floor(low), Math.ceil(high)];
  const width = Math.ceil((last - first + 1) / WHOLE_CELLS);
  return Array.from({ length: Math.ceil((last - first + 1) / width) + 1 }, (_, k) => first - 0.5 + k * width);
}

/** What a chart of texts shows: the most frequent on either side, then the others; null where a side has no row. */
export function textPanel(reference: ColumnProfile, current: ColumnProfile, names: PanelNames): DriftPanel | null {
  const { bins } = reference;
  const [n, size] = [sum(current.counts), sum(reference.counts)];
  if (bins.kind !== 'levels' || n === 0 || size === 0) return null;
  const shareOf = (slot: number): readonly [number, number] => [
    (100 * reference.counts[slot]!) / size, // ! a slot
    (100 * current.counts[slot]!) / n, // ! a slot
  ];
  const own = bins.levels.map((name, slot) => ({ name, share: shareOf(slot) }));
  const most = [...own].sort((a, b) => Math.max(...b.share) - Math.max(...a.share)).slice(0, TEXTS);
  const left = own.filter((one) => !most.includes(one)).map(({ share }) => share);
  left.push(shareOf(otherSlot(bins)));
  const other = [sum(left.map(([before]) => before)), sum(left.map(([, now]) => now))] as const;
  const rest = [
    { name: names.other, share: other },
    { name: names.unseen, share: shareOf(newSlot(bins)) },
    { name: names.missing, share: shareOf(missingSlot(bins)) },
  ].filter(({ share }) => Math.max(...share) > 0);
  const shown = [...most, ...rest];
  return {
    kind: 'text',
    column: reference.name,
    names: shown.map(({ name }) => name),
    reference: shown.map(({ share }) => share[0]),
    current: shown.map(({ share }) => share[1]),
  };
}
