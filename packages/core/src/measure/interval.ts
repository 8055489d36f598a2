import { type Gap, isGap, type Measurement } from '../catalogue/define.ts';
import { binomialQuantile } from '../stats/binomial.ts';
import { normalQuantile } from '../stats/normal.ts';
import { tango } from '../stats/paired.ts';
import { type Bounds, wilson } from '../stats/proportion.ts';
import { studentQuantile } from '../stats/student.ts';
import type { Rows } from '../table/rows.ts';
import { compress, isPlain, sizeOf } from './compress.ts';
import { condense } from './condense.ts';
import type { Estimate, Exact, Quantity } from './quantity.ts';
import { resampledBounds } from './resample.ts';

/** How bounds were found. `exact` is Wilson for a share and Tango for pairs of answers. */
export type Method = 'exact' | 'influence' | 'bca' | 'order-statistics';

/** Tails of the usual interval of 95 %. */
export const TWO_SIDED: Bounds = [0.025, 0.975];
/** Tails of two one-sided bounds of 95 %. */
export const ONE_SIDED: Bounds = [0.05, 0.95];

/** A value with the bounds that its data allow, at any level. */
export interface Measured extends Measurement {
  readonly method: Method | null;
  readonly by: 'row' | 'cluster';
  /** Null where there is no spread to speak of (one row, all equal). */
  boundsAt(tails: Bounds): Bounds | null;
}

/**
 * Below this many rows that carry the variance, the normal approximation is not trusted (measured in the prototype).
 * Sums over clusters are nearer to normal than single rows, for which 20 clusters of equal size count as 7; Student's
 * quantile takes care of the rest.
 */
const FEWEST_CARRIERS = { row: 20, cluster: 7 };

/**
 * The quantity with bounds: exact for shares of independent rows; by order statistics for quantiles; by influence
 * where at least 20 rows (or clusters) carry the variance; else BCa with the given seed.
 */
export function measure(q: Quantity, rows: Rows, { seed }: { readonly seed: number }): Measured | Gap {
  const base = compress(rows, q.touches);
  const estimate = q.of(base, 'influence');
  if (isGap(estimate)) return { ...estimate, n: sizeOf(base) };
  const by = base.cluster === null ? 'row' : 'cluster';
  const { influence, exact, ratio: _ratio, quantile, scale: _scale, ...measured } = estimate;
  const isIndependent = by === 'row' && (base.isCounted || isPlain(base.weight));
  if (exact && isIndependent) return { ...measured, by, ...exactly(exact, base) };
  if (quantile && isIndependent && !base.isCounted) return { ...measured, by, ...byOrder(quantile) };
  const spread = influence && spreadOf(influence, base);
  if (spread && spread.carriers >= FEWEST_CARRIERS[by]) {
    return { ...measured, by, method: 'influence', boundsAt: (tails) => wald(estimate, spread, tails) };
  }
  // No row moves the value: there is no spread that resampling could find.
  const isStill = spread !== null && spread.deviation === 0;
  const bounds = q.isCensus || isStill ? null : resampled(q, estimate, base, seed);
  return { ...measured, by, method: bounds === null ? null : 'bca', boundsAt: (tails) => bounds?.(tails) ?? null };
}

function resampled(
  q: Quantity,
  estimate: Estimate,
  base: Rows,
  seed: number,
): ((tails: Bounds) => Bounds | null) | null {
  const few = condense(base, q.touches);
  return resampledBounds(q, few === base ? estimate : { ...estimate, ratio: null }, few, seed);
}

interface Spread {
  readonly deviation: number;
  readonly carriers: number;
  /** Degrees of freedom of the deviation; null with independent rows, where they are many. */
  readonly degrees: number | null;
}

/** The standard deviation of the value: squares of the influence, summed first within clusters. */
function spreadOf(influence: Float64Array, rows: Rows): Spread {
  const size = sizeOf(rows);
  let two = 0;
  let four = 0;
  const add = (v: number, times: number): void => {
    two += times * v * v;
    four += times * v ** 4;
  };
  if (rows.cluster === null) {
    for (let i = 0; i < rows.n; i++) add(influence[i]!, rows.isCounted ? rows.weight[i]! : 1); // ! n rows
    return { deviation: Math.sqrt(two) / size, carriers: four > 0 ? two ** 2 / four : 0, degrees: null };
  }
  const sums = new Map<number, number>();
  for (let i = 0; i < rows.n; i++) {
    sums.set(rows.cluster[i]!, (sums.get(rows.cluster[i]!) ?? 0) + influence[i]!); // ! n rows
  }
  for (const v of sums.values()) add(v, 1);
  const clusters = sums.size;
  if (clusters < 2) return { deviation: Number.NaN, carriers: 0, degrees: null };
  const deviation = Math.sqrt((two * clusters) / (clusters - 1)) / size;
  const carriers = four > 0 ? two ** 2 / four : 0;
  // Normal sums of k equal clusters have k / 3 carriers (their fourth moment is 3): three times that is what k stands
  // for.
  return { deviation, carriers, degrees: Math.max(1, Math.min(clusters - 1, 3 * carriers - 1)) };
}

function wald({ value, scale }: Estimate, { deviation, degrees }: Spread, tails: Bounds): Bounds | null {
  if (!Number.isFinite(deviation)) return null;
  if (scale === 'logit' && (value <= 0 || value >= 1)) return null;
  if (scale === 'log' && value <= 0) return null;
  const at = (p: number): number => {
    const steps = deviation * (degrees === null ? normalQuantile(p) : studentQuantile(p, degrees));
    if (scale === 'log') return value * Math.exp(steps / value);
    if (scale === 'identity') return value + steps;
    return 1 / (1 + ((1 - value) / value) * Math.exp(-steps / (value * (1 - value))));
  };
  return [at(tails[0]), at(tails[1])];
}

function exactly(exact: Exact, rows: Rows): Pick<Measured, 'method' | 'boundsAt'> {
  if (exact.kind === 'paired') {
    const { onlyFirst, onlySecond, n } = exact;
    return { method: 'exact', boundsAt: asymmetric((z) => tango(onlyFirst, onlySecond, n, z)) };
  }
  let hits = 0;
  let trials = 0;
  for (let i = 0; i < rows.n; i++) {
    const times = rows.isCounted ? rows.weight[i]! : 1; // ! i < n
    hits += times * exact.hits[i]!; // ! n rows
    trials += times * exact.trials[i]!; // ! n rows
  }
  return { method: 'exact', boundsAt: asymmetric((z) => wilson(hits, trials, z)) };
}

/** Bounds at two levels of their own from a method that takes one z for both sides. */
const asymmetric =
  (boundsOf: (z: number) => Bounds) =>
  (tails: Bounds): Bounds => [boundsOf(-normalQuantile(tails[0]))[0], boundsOf(normalQuantile(tails[1]))[1]];

/** Bounds of a quantile: the order statistics whose ranks a binomial count does not leave (distribution-free). */
function byOrder({ values, level }: { values: Float64Array; level: number }): Pick<Measured, 'method' | 'boundsAt'> {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const boundsAt = (tails: Bounds): Bounds | null => {
    const low = binomialQuantile(tails[0], n, level);
    const high = binomialQuantile(tails[1], n, level) + 1;
    // The first or the last value is no bound: with so few rows the level is not reached.
    if (low < 1 || high > n) return null;
    return [sorted[low - 1]!, sorted[high - 1]!]; // ! 1 to n
  };
  return { method: n < 6 ? null : 'order-statistics', boundsAt };
}
