import { isGap } from '../catalogue/define.ts';
import { noncentralChiSquaredCdf } from '../stats/noncentral-chi-squared.ts';
import { normalQuantile } from '../stats/normal.ts';
import type { Bounds } from '../stats/proportion.ts';
import { rootOf } from '../stats/solve.ts';
import { studentQuantile } from '../stats/student.ts';
import type { Rows } from '../table/rows.ts';
import type { Estimate, Quantity } from './quantity.ts';
import { type Spread, spreadOf } from './spread.ts';

/** So many deviations below its peak a value is like any other. */
const FAR = 8;

/**
 * Bounds of a value near its peak, where rows stop moving it: what it lacks there is a sum of squares of normal
 * numbers, one for each dimension, so that its bounds are those of a noncentral chi-squared number. The peak is within
 * them where chance alone takes off as much. Null where the peak is far. ADR 62 has the coverage.
 */
export function peakBounds(
  q: Quantity,
  { value, peak }: Estimate,
  spread: Spread,
  rows: Rows,
): ((tails: Bounds) => Bounds) | null {
  if (peak === undefined) return null;
  const { below, dimensions } = peak;
  const [{ degrees, deviation: step }, from] = below > 1e-12 ? [spread, below] : (nudged(q, rows) ?? [spread, 0]);
  // Of the root of what is missing.
  const deviation = step / (2 * Math.sqrt(from));
  if (!(deviation > 0) || below > (FAR * deviation) ** 2) return null;
  return ([low, high]) => {
    const most = (Math.sqrt(below) - deviation * quantileOf(low, degrees)) ** 2;
    // Fewer rows that carry the variance: as if it were larger, by as much as Student's t lies beyond the normal.
    const wider = deviation * (high === 0.5 ? 1 : quantileOf(high, degrees) / normalQuantile(high));
    const squares = below / wider ** 2;
    const excess = (shift: number): number => noncentralChiSquaredCdf(squares, dimensions, shift) - high;
    const least = excess(0) <= 0 ? 0 : rootOf(excess, { low: 0, high: squares }) * wider ** 2;
    return [value + below - most, value + below - least];
  };
}

const quantileOf = (p: number, degrees: number | null): number =>
  degrees === null ? normalQuantile(p) : studentQuantile(p, degrees);

/** So much more of one row tells what rows do where the value is at its peak, and none of them moves it. */
const NUDGE = 1e-3;

/** The spread with a little more of one row, and how far below the peak that is; null where it is none. */
function nudged(q: Quantity, rows: Rows): readonly [Spread, number] | null {
  const more = { ...rows, weight: rows.weight.map((own, i) => (i === 0 ? own * (1 + NUDGE) : own)) };
  const found = q.of(more, 'influence');
  if (isGap(found) || found.influence === null || found.peak === undefined) return null;
  return [spreadOf(found.influence, more), found.peak.below];
}
