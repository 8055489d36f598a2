import { quantileOf } from './quantile.ts';
import { moments } from './sum.ts';

/** How many bins of equal width a sample is given: rules of numpy's name. */
export type BinRule = 'sturges' | 'doane' | 'auto';

/**
 * Edges of bins of equal width over values in ascending order, one more than bins. `isWhole`: whole numbers, whose bins
 * are never narrower than 1. One value alone has a bin of width 1 around it. Sources: Sturges 1926; Doane 1976;
 * Freedman and Diaconis 1981, of which `auto` takes the narrower beside Sturges. Needs a value. O(n) for doane.
 */
export function edgesByRule(sorted: Float64Array, rule: BinRule, { isWhole }: { readonly isWhole: boolean }) {
  const [low, high] = [sorted[0]!, sorted[sorted.length - 1]!]; // ! a value is there
  const width = WIDTHS[rule](sorted, high - low);
  const least = isWhole && width > 0 ? Math.max(1, width) : width;
  return equalEdges(low, high, least > 0 ? Math.max(1, Math.ceil((high - low) / least)) : 1);
}

/** `bins` pieces of equal width from low to high; where these are equal, half a unit to both sides. */
export function equalEdges(low: number, high: number, bins: number): Float64Array {
  const [from, to] = low === high ? [low - 0.5, high + 0.5] : [low, high];
  const step = (to - from) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, k) => k * step + from);
  edges[bins] = to;
  return edges;
}

/** How many of the values, in ascending order, are in each bin: the right edge belongs to the last bin alone. */
export function countsOnEdges(sorted: Float64Array, edges: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins);
  let before = placeOf(sorted, edges[0]!); // ! there are two edges or more
  for (let k = 0; k < bins; k++) {
    const edge = edges[k + 1]!; // ! k + 1 <= bins
    const place = k === bins - 1 ? placeAfter(sorted, edge) : placeOf(sorted, edge);
    counts[k] = place - before;
    before = place;
  }
  return counts;
}

/** How many of the values in ascending order are below `value`. O(log n). */
export function placeOf(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBelow = sorted[middle]! < value; // ! middle < length
    if (isBelow) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the values in ascending order are at or below `value`. O(log n). */
export function placeAfter(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isReached = sorted[middle]! <= value; // ! middle < length
    if (isReached) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The width of a bin; 0 where a rule gives none. */
const WIDTHS: Readonly<Record<BinRule, (sorted: Float64Array, range: number) => number>> = {
  sturges: sturgesWidth,
  doane: (sorted, range) => {
    const n = sorted.length;
    const { m2, m3 } = moments(sorted) ?? { m2: 0, m3: 0 };
    if (n < 3 || m2 === 0) return 0;
    const skew = m3 / n / (m2 / n) ** 1.5;
    const noise = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
    return range / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skew) / noise));
  },
  auto: (sorted, range) => {
    const middleHalf = quantileOf(sorted, 0.75)! - quantileOf(sorted, 0.25)!; // ! a value is there
    const narrow = (2 * middleHalf) / Math.cbrt(sorted.length);
    const wide = sturgesWidth(sorted, range);
    return narrow > 0 ? Math.min(narrow, wide) : wide;
  },
};

function sturgesWidth(sorted: Float64Array, range: number): number {
  return range / (Math.log2(sorted.length) + 1);
}
