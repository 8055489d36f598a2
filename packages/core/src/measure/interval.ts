import { type Gap, isGap, type Measurement } from '../catalogue/define.ts';
import { normalCdf } from '../stats/normal.ts';
import type { Bounds } from '../stats/proportion.ts';
import { studentQuantile } from '../stats/student.ts';
import type { Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';
import { aboveChance } from './above-chance.ts';
import { claimsOf, onClaims } from './claims.ts';
import { compress, sizeOf } from './compress.ts';
import { condense, condenseMany } from './condense.ts';
import { correctedBounds } from './corrected-bounds.ts';
import { enoughOf, enoughToResample } from './enough.ts';
import { type ExactBounds, exactBounds } from './exact-bounds.ts';
import { bentBounds, deltaBounds, hallBounds } from './influence-bounds.ts';
import { jackknifeBounds } from './jackknife-bounds.ts';
import { linearBounds } from './linear-bounds.ts';
import { orderStatistics } from './order-statistics.ts';
import { peakBounds } from './peak-bounds.ts';
import type { Estimate, Quantity } from './quantity.ts';
import { resampledBounds } from './resample.ts';
import { type Spread, spreadOf } from './spread.ts';
import { thin } from './thin.ts';

/**
 * How bounds were found. From counts: Wilson, Clopper and Pearson, Tango. From what each row adds: `delta`, `delong`
 * where these are DeLong's placements, `hall` where skewness is taken off. By resampling: `bca`, `basic`, and
 * `corrected`, which takes off what a value has too much because it was made best in the same rows. Of a mean over
 * seeds, where rows and seeds both vary: `two-way`. Near a peak of the value, and of the spread over seeds:
 * `chi-squared`.
 */
type Way =
  | ExactBounds['method']
  | 'delta'
  | 'delong'
  | 'hall'
  | 'bca'
  | 'basic'
  | 'jackknife'
  | 'corrected'
  | 'order-statistics'
  | 'two-way'
  | 'chi-squared';
/** The same by row, and by whole clusters where rows hang together. */
export type Method = Way | `cluster-${Way}`;

/** Tails of the usual interval of 95 %. */
export const TWO_SIDED: Bounds = [0.025, 0.975];
/** Tails of two one-sided bounds of 95 %. */
export const ONE_SIDED: Bounds = [0.05, 0.95];

/** A value with the bounds that its data allow, at any level. */
export interface Measured extends Measurement {
  readonly method: Method | null;
  readonly by: 'row' | 'cluster';
  /** Rows that would give an interval, where there are too few of a class for one; null when they are not too few. */
  readonly needsRows?: number | null;
  /** Null where there is no spread to speak of (one row, all equal), or too little is known of it. */
  boundsAt(tails: Bounds): Bounds | null;
}

/**
 * With fewer rows that carry the variance, a value that is no mean and has no scale is resampled: it bends within the
 * interval, which influence does not know. Of clusters, of which 20 of equal size count as 7, sums are nearer to it.
 */
const FEWEST_CARRIERS = { row: 20, cluster: 7 };
/** So few clusters resampled give far too narrow bounds (75 % of simulations with 5); Student's t at k - 1 is wide. */
const FEW_CLUSTERS = 12;

/**
 * The quantity with bounds: exact for shares of independent rows; by order statistics for quantiles; by influence, with
 * its skewness taken off for means; BCa with the given seed where neither will do. ADR 39 has the coverage of each.
 */
export function measure(q: Quantity, rows: Rows, { seed }: { readonly seed: number }): Measured | Gap {
  const all = condenseMany(compress(rows, q.touches), q);
  const value = thinned(q, all);
  const base = value?.rows ?? all;
  const estimate = value?.estimate ?? q.of(base, 'influence');
  if (isGap(estimate)) return { ...estimate, n: sizeOf(base) };
  const { value: number, n, parts, noise } = estimate;
  const by = base.cluster === null ? 'row' : 'cluster';
  const measured = { value: number, n, ...(parts && { parts }), ...(noise !== undefined && { noise }), by };
  const { way, boundsAt: found = () => null, ...more } = bounded(q, estimate, base, seed);
  const [least, most] = estimate.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const boundsAt = (tails: Bounds): Bounds | null => {
    const bounds = found(tails);
    return bounds && [Math.max(least, bounds[0]), Math.min(most, bounds[1])];
  };
  const method = boundsAt(TWO_SIDED) === null ? null : by === 'cluster' ? (`cluster-${way}` as const) : way;
  return { ...measured, ...more, method, boundsAt } as Measured; // as: by is one of two
}

interface Bounded {
  readonly way: Way;
  readonly needsRows?: number | null;
  readonly noise?: number;
  boundsAt?(tails: Bounds): Bounds | null;
}

function bounded(q: Quantity, estimate: Estimate, base: Rows, seed: number): Bounded {
  const { influence, exact, quantile } = estimate;
  if (exact && base.cluster === null && (base.isCounted || isPlain(base.weight))) {
    const { method: way, boundsAt } = exactBounds(exact, base);
    return { way, boundsAt };
  }
  if (quantile && !base.isCounted && isPlain(base.weight))
    return { way: 'order-statistics', boundsAt: orderStatistics(quantile, base) };
  if (q.isAboveChance) {
    const [of, on] = q.isOfAnswer ? [onClaims(q), claimsOf(base)] : [q, base];
    return { way: 'basic', ...aboveChance(of, estimate, on, seed) };
  }
  const { isEnough, needsRows } = enoughOf(q, estimate, base);
  if (!isEnough) return { way: 'delta', needsRows };
  const spread = influence && spreadOf(influence, base);
  if (q.isOptimised && sizeOf(base) <= (base.classes.length > 2 ? MOST_CORRECTED_BY_CLASS : MOST_CORRECTED)) {
    const boundsAt = correctedBounds(q, estimate, base, { seed, degrees: spread?.degrees ?? null });
    return { way: 'corrected', ...(boundsAt && { boundsAt }) };
  }
  const lifted = spread && liftedBounds(q, estimate, { base, spread, seed });
  if (lifted) return { way: 'corrected', boundsAt: lifted };
  const atPeak = spread && peakBounds(q, estimate, spread, base);
  if (atPeak) return { way: 'chi-squared', boundsAt: atPeak };
  if (spread !== null && spread.deviation === 0) return { way: 'delta' };
  if (spread !== null && isBentNumber(estimate, base)) {
    const isFew = base.cluster !== null && spread.units < FEW_CLUSTERS;
    if (isFew) return { way: 'delta', needsRows: Math.ceil((sizeOf(base) * FEW_CLUSTERS) / spread.units) };
    return { way: 'delta', boundsAt: bentBounds(estimate, spread) };
  }
  const oneByOne = spread && q.influenceBy ? jackknifeBounds(q, estimate, spread, base) : null;
  if (oneByOne) return { way: 'jackknife', boundsAt: oneByOne };
  const way = spread === null ? null : wayOf(q, estimate, spread, base);
  if (spread !== null && way !== null)
    return { way, boundsAt: way === 'hall' ? hallBounds(estimate, spread, base) : deltaBounds(estimate, spread) };
  const most = enoughToResample(base);
  if (!q.isCensus && !most.isEnough) return { way: 'bca', needsRows: most.needsRows };
  const found = q.isCensus ? null : resampled(q, estimate, { base, spread, seed });
  return {
    way: 'bca',
    boundsAt: (tails) => inRange(found?.(widened(tails, base, spread)) ?? null, estimate.scale),
  };
}

/** R², skill and the like of numbers, which long tails bend: of 10 days delta held the truth in 81 of 100 samples. */
const isBentNumber = ({ scale, ratio, isMean }: Estimate, { classes }: Rows): boolean =>
  classes.length === 0 && scale === 'identity' && !isMean && ratio === null;

/** How influence becomes bounds; null where it does not say enough. */
function wayOf(q: Quantity, estimate: Estimate, spread: Spread, rows: Rows): Way | null {
  const { scale, ratio, isMean, isSigned, isSkewed } = estimate;
  if (isSkewed) return 'hall';
  if (scale === 'identity' && (isMean || ratio !== null)) return isSigned ? 'delta' : 'hall';
  const isFew = spread.carriers < FEWEST_CARRIERS[rows.cluster === null ? 'row' : 'cluster'];
  if (isFew && scale !== 'logit' && (rows.cluster === null || spread.units >= FEW_CLUSTERS)) return null;
  return q.influenceBy ?? 'delta';
}

/** In larger tables what a best threshold has too much is small beside the interval (bench/coverage). */
const MOST_CORRECTED = 20_000;
/** By class there are many numbers, whose rows are not counted together: beyond, their deviation is not resampled. */
const MOST_CORRECTED_BY_CLASS = 1000;

/**
 * Tails further out, as Student's t lies beyond the normal, for as many degrees of freedom as there are units that
 * carry the variance: resamples of few units vary too little. Source: Hesterberg 2015, "expanded" percentiles.
 */
function widened(tails: Bounds, rows: Rows, spread: Spread | null): Bounds {
  const units = rows.cluster === null ? sizeOf(rows) : new Set(rows.cluster).size;
  const degrees = spread?.degrees ?? Math.max(1, units - 1);
  const further = Math.sqrt((degrees + 1) / degrees);
  const at = (p: number): number => normalCdf(further * studentQuantile(p, degrees));
  return [at(tails[0]), at(tails[1])];
}

/** A maximum is lifted by this power of the variance around it, where that is smooth (Kim and Pollard 1990). */
const LIFTED_BY_CLUSTER = 2 / 3;

/**
 * Delta around the value less what chance lifts it by, of more classes than two in many rows; null elsewhere. It never
 * leaves out the value itself.
 */
function liftedBounds(
  q: Quantity,
  estimate: Estimate,
  { base, spread, seed }: Resampling & { readonly spread: Spread },
): ((tails: Bounds) => Bounds | null) | null {
  const { value, influence } = estimate;
  const rows = { ...base, cluster: null };
  const ofRows = sizeOf(base) <= MOST_CORRECTED ? (q.lift?.(rows, seed) ?? null) : null;
  if (ofRows === null || influence === null) return null;
  const more = base.cluster === null ? 1 : Math.max(1, (spread.deviation / spreadOf(influence, rows).deviation) ** 2);
  const lift = ofRows * more ** LIFTED_BY_CLUSTER;
  // Where chance may be all of it the scale still needs a place inside.
  const boundsAt = deltaBounds({ ...estimate, value: Math.max(value / 2, value - lift) }, spread);
  return (tails) => {
    const bounds = boundsAt(tails);
    return bounds && [Math.min(bounds[0], value), Math.max(bounds[1], value)];
  };
}

/** The value from all rows, and the rest of the estimate from few that stand for many; null where that is no help. */
function thinned(q: Quantity, all: Rows): { readonly rows: Rows; readonly estimate: Estimate | Gap } | null {
  const rows = q.isSmooth ? thin(all, q.touches) : null;
  if (rows === null) return null;
  const few = q.of(rows, 'influence');
  if (isGap(few)) return null;
  const estimate = q.of(all, 'value');
  return { rows, estimate: isGap(estimate) ? estimate : { ...few, ...asMeasured(estimate) } };
}

const asMeasured = ({ value, n, parts }: Estimate): Measurement => (parts ? { value, n, parts } : { value, n });

/** Resampling knows no range: what goes from 0 to 1 is cut there. */
const inRange = (bounds: Bounds | null, scale: Estimate['scale']): Bounds | null =>
  bounds && scale === 'logit' ? [Math.max(0, bounds[0]), Math.min(1, bounds[1])] : bounds;

interface Resampling {
  readonly base: Rows;
  readonly spread: Spread | null;
  readonly seed: number;
}

/** From this many rows on, a value that has an influence is resampled by it. */
const ENOUGH_FOR_LINEAR = 1000;

function resampled(
  q: Quantity,
  estimate: Estimate,
  { base, spread, seed }: Resampling,
): ((tails: Bounds) => Bounds | null) | null {
  if (spread && sizeOf(base) >= ENOUGH_FOR_LINEAR) return linearBounds(estimate, spread, seed);
  const few = condense(base, q);
  return resampledBounds(q, few === base ? estimate : { ...estimate, ratio: null }, few, seed);
}
