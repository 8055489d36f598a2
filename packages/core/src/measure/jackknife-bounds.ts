import { isGap } from '../catalogue/define.ts';
import { normalQuantile } from '../stats/normal.ts';
import type { Bounds } from '../stats/proportion.ts';
import { studentQuantile } from '../stats/student.ts';
import type { Rows } from '../table/rows.ts';
import { classSizes, FEWEST_OF_CLASS } from './enough.ts';
import type { Estimate, Quantity } from './quantity.ts';
import { isInside, offScale, onScale } from './scale.ts';
import type { Spread } from './spread.ts';

/** From so many clusters on, and ten times as many rows of the rarer class, influence says as much. */
const MANY_CLUSTERS = 30;
const MANY_OF_CLASS = 10 * FEWEST_OF_CLASS;
/** Clusters, and rows x clusters, that are looked at one by one. */
const MOST_CLUSTERS = 100;
const MOST_WORK = 3e6;

/**
 * Bounds of what is no mean from what it is without each cluster in turn, its bias by few clusters taken off: the area
 * under the ROC curve of 20 positives that come from few days is too high. Null where influence will do, or where a
 * part has no value. Cost: clusters x that of the quantity. Source: Tukey 1958; Miller 1974.
 */
export function jackknifeBounds(
  q: Quantity,
  { value, scale }: Estimate,
  { degrees, units }: Spread,
  rows: Rows,
): ((tails: Bounds) => Bounds) | null {
  const { cluster } = rows;
  if (cluster === null || units > MOST_CLUSTERS || units * rows.n > MOST_WORK || !isInside(value, scale)) return null;
  if (units >= MANY_CLUSTERS && Math.min(...classSizes(rows).counts) >= MANY_OF_CLASS) return null;
  const steps: number[] = [];
  for (const out of new Set(cluster)) {
    const weight = rows.weight.map((own, i) => (cluster[i] === out ? 0 : own));
    const found = q.of({ ...rows, weight }, 'value');
    if (isGap(found) || !isInside(found.value, scale)) return null;
    steps.push(onScale(found.value, scale) - onScale(value, scale));
  }
  const mean = steps.reduce((sum, step) => sum + step, 0) / units;
  const deviation = Math.sqrt(((units - 1) / units) * steps.reduce((sum, step) => sum + (step - mean) ** 2, 0));
  const bias = (units - 1) * mean;
  const at = (p: number): number => {
    const z = degrees === null ? normalQuantile(p) : studentQuantile(p, degrees);
    return offScale(onScale(value, scale) - bias + deviation * z, scale);
  };
  return ([low, high]) => [at(low), at(high)];
}
