import { type Gap, isGap } from '../../catalogue/define.ts';
import { chiSquaredQuantile } from '../../stats/chi-squared.ts';
import type { Rows } from '../../table/rows.ts';
import { isPlain } from '../../table/weights.ts';
import type { Measured } from '../interval.ts';
import type { Estimate, Quantity } from '../quantity.ts';
import { overSeeds } from './over-seeds.ts';

/** A metric of every seed, and how much of what varies in it is the seed. */
export interface SeedSpread {
  /** In the order of the seeds. */
  readonly values: readonly number[];
  readonly mean: number;
  /** The mean with bounds for other rows and other seeds. */
  readonly overall: Measured;
  /** The standard deviation over seeds, with bounds for normal values; `n` is the number of seeds. */
  readonly deviation: Measured;
  /** Parts of the variance of one figure from one seed on rows like these, sum 1; null where rows cannot be parted. */
  readonly parts: { readonly seed: number; readonly data: number; readonly residual: number } | null;
}

/**
 * How a metric varies over seeds. `runs`: the answers of each seed to the same rows. A gap in one is a gap in all; two
 * seeds are the fewest. Cost: seeds × the metric. Source of the parts: two-way random effects (rows, seeds) without
 * repeats, on values and influences; the mean squares of Searle, Casella and McCulloch 1992, section 4.
 */
export function seedSpread(q: Quantity, runs: readonly Rows[]): SeedSpread | Gap {
  const estimates: Estimate[] = [];
  for (const rows of runs) {
    const found = q.of(rows, 'influence');
    if (isGap(found)) return found;
    estimates.push(found);
  }
  const k = estimates.length;
  const [rows] = runs;
  if (k < 2 || rows === undefined) return { gap: 'too-few-seeds', n: k };
  const values = estimates.map(({ value }) => value);
  const influences = estimates.map(({ influence }) => influence);
  const mean = values.reduce((sum, value) => sum + value, 0) / k;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (k - 1));
  const overall = overSeeds(q, { estimates, mean, deviation, rows });
  const parts = partsOf(influences, deviation, runs);
  return { values, mean, overall, deviation: measuredDeviation(deviation, k), parts };
}

function measuredDeviation(value: number, seeds: number): Measured {
  const at = (p: number): number => value * Math.sqrt((seeds - 1) / chiSquaredQuantile(1 - p, seeds - 1));
  return {
    value,
    n: seeds,
    method: value > 0 ? 'chi-squared' : null,
    by: 'row',
    // Seeds that agree to the last digit have no spread, and nothing says that the next one would.
    boundsAt: (tails) => (value > 0 ? [at(tails[0]), at(tails[1])] : null),
  };
}

function partsOf(
  influences: readonly (Float64Array | null)[],
  deviation: number,
  runs: readonly Rows[],
): SeedSpread['parts'] {
  const [first] = runs;
  if (!first || first.n < 2 || first.cluster !== null || !isPlain(first.weight)) return null;
  const known = influences.filter((influence) => influence !== null);
  const [k, n] = [influences.length, first.n];
  if (known.length < k) return null;
  // Influences have mean 0 in each seed: what is left of a row is its mean over seeds, and the rest.
  let ofRows = 0;
  let all = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (const influence of known) {
      sum += influence[i]!; // ! n rows
      all += influence[i]! ** 2; // ! n rows
    }
    ofRows += sum * sum;
  }
  const betweenRows = ofRows / k / (n - 1);
  const rest = Math.max(0, all - ofRows / k) / ((n - 1) * (k - 1));
  const data = Math.max(0, betweenRows - rest) / k / n;
  const residual = rest / n;
  const seed = Math.max(0, deviation ** 2 - residual);
  const total = seed + data + residual;
  return total > 0 ? { seed: seed / total, data: data / total, residual: residual / total } : null;
}
