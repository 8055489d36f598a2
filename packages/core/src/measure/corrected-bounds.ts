import { isGap } from '../catalogue/define.ts';
import { normalQuantile } from '../stats/normal.ts';
import type { Bounds } from '../stats/proportion.ts';
import { studentQuantile } from '../stats/student.ts';
import type { Rows } from '../table/rows.ts';
import { byScore } from './by-score.ts';
import type { Estimate, Quantity } from './quantity.ts';
import { resampledValues } from './resample.ts';
import { offScale, onScale, type Scale } from './scale.ts';

/** So many resamples tell a bias within a tenth of a deviation. */
const DRAWS = 100;

/**
 * Bounds of a value that was made best in the same rows (a threshold, a hull), and so is too high: resampling makes it
 * best once more, and by how much too high that is shows how much the value is. The bounds stand around the value less
 * that bias, their deviation is that of the resamples, and the value itself is never left out. Null where there are no
 * resamples. Source: Efron 1979, section 7 (bias); MacKinnon and Smith 1998.
 */
export function correctedBounds(
  q: Quantity,
  estimate: Estimate,
  rows: Rows,
  { seed, degrees }: { readonly seed: number; readonly degrees: number | null },
): ((tails: Bounds) => Bounds | null) | null {
  const few = byScore(rows, q.touches);
  const found = resampledValues(q, few, { draws: DRAWS, seed });
  if (found === null) return null;
  // Bins move the value as they move its resamples.
  const start = few.n < rows.n ? q.of(few, 'value') : null;
  const from = start === null || isGap(start) ? estimate.value : start.value;
  const lift = q.isRecalibrated ? (q.lift?.(rows, seed) ?? null) : null;
  const at = lift === null ? aroundMean(estimate, { found, from }) : onRoot(estimate.value, found, lift);
  if (at === null) return null;
  const step = (p: number): number => (degrees === null ? normalQuantile(p) : studentQuantile(p, degrees));
  return ([low, high]) => [Math.min(at(step(low)), estimate.value), Math.max(at(step(high)), estimate.value)];
}

/** So many deviations from the value less the bias of resamples, on its scale; null where they do not vary. */
function aroundMean(
  { value, scale }: Estimate,
  { found, from }: { readonly found: readonly number[]; readonly from: number },
): ((z: number) => number) | null {
  const on = (one: number): number => onScale(withinEnds(one, scale), scale);
  const { mean, deviation } = spreadOf(found.map(on));
  return deviation > 0 ? (z) => offScale(on(value) + on(from) - mean + deviation * z, scale) : null;
}

/** So many deviations from the value less its lift, on the root: it is a mean of squares. Never below 0. */
function onRoot(value: number, found: readonly number[], lift: number): ((z: number) => number) | null {
  const { deviation } = spreadOf(found);
  if (!(deviation > 0)) return null;
  const root = Math.sqrt(Math.max(0, value - lift));
  const slope = 2 * Math.max(root, Math.sqrt(deviation));
  return (z) => Math.max(0, root + (deviation * z) / slope) ** 2;
}

function spreadOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1));
  return { mean, deviation };
}

/** At the ends of a range nothing is symmetric: half a thousandth from them is as far as it is looked at. */
const END = 5e-4;

const withinEnds = (value: number, scale: Scale): number =>
  scale === 'logit' ? Math.min(1 - END, Math.max(END, value)) : value;
