interface Claims {
  readonly n: number;
  readonly weight: Float64Array;
  /** What was claimed: the probability that the row's answer is yes. */
  readonly chance: Float64Array;
  /** What came: n of 0|1. */
  readonly came: Float64Array;
}

/**
 * The mean distance between chance and frequency over equal bins of the chance, each weighted by its rows; null
 * without weight. Bin k is [k/bins, (k+1)/bins), the last one closed. Compensated sums. O(n).
 */
export function binnedError({ n, weight, chance, came }: Claims, bins: number): number | null {
  const excess = new Float64Array(bins);
  const lost = new Float64Array(bins);
  let total = 0;
  const binOfRow = binsOf(chance, bins);
  for (let i = 0; i < n; i++) {
    const w = weight[i]!; // ! i < n
    if (w === 0) continue;
    const k = binOfRow[i]!; // ! i < n
    const term = w * (chance[i]! - came[i]!); // ! i < n
    const before = excess[k]!; // ! k < bins
    const after = before + term;
    const gained = after - before;
    lost[k]! += before - (after - gained) + (term - gained); // ! k < bins; Knuth's sum has no branch to foretell
    excess[k] = after;
    total += w;
  }
  if (total === 0) return null;
  let distance = 0;
  for (let k = 0; k < bins; k++) distance += Math.abs(excess[k]! + lost[k]!); // ! k < bins
  return distance / total;
}

const known = new WeakMap<Float64Array, { readonly bins: number; readonly found: Uint16Array }>();

/** The bin (`binOf`) of each chance; the last answer for a column is kept, because resamples ask for the same one. */
export function binsOf(chance: Float64Array, bins: number): Uint16Array {
  const last = known.get(chance);
  if (last?.bins === bins) return last.found;
  const found = new Uint16Array(chance.length);
  let k = 0;
  let low = 0;
  let high = 0;
  for (let i = 0; i < found.length; i++) {
    const p = chance[i]!; // ! i < n
    // Where they rise, most are in the bin of the last one.
    if (!(p >= low && p < high)) {
      k = binOf(p, bins);
      low = k / bins;
      high = k + 1 === bins ? Number.POSITIVE_INFINITY : (k + 1) / bins;
    }
    found[i] = k;
  }
  known.set(chance, { bins, found });
  return found;
}

/** The bin of a chance within 0 and 1. Multiplying may round across an edge, so the edge itself decides. */
export function binOf(chance: number, bins: number): number {
  let k = Math.min(Math.floor(chance * bins), bins - 1);
  if (k + 1 < bins && chance >= (k + 1) / bins) k++;
  else if (k > 0 && chance < k / bins) k--;
  return k;
}
