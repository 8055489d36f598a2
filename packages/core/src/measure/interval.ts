import { type Gap, isGap, type Measurement } from '../catalogue/define.ts';
import { normalCdf, normalQuantile } from '../stats/normal.ts';
import { tango } from '../stats/paired.ts';
import { type Bounds, wilson } from '../stats/proportion.ts';
import { studentQuantile } from '../stats/student.ts';
import type { Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';
import { aboveChance } from './above-chance.ts';
import { compress, sizeOf } from './compress.ts';
import { condense, condenseMany } from './condense.ts';
import { correctedBounds } from './corrected-bounds.ts';
import { enoughOfClasses, isCarriedByAll } from './enough.ts';
import { linearBounds } from './linear-bounds.ts';
import { orderStatistics } from './order-statistics.ts';
import type { Estimate, Exact, Quantity } from './quantity.ts';
import { resampledBounds } from './resample.ts';
import { isInside, moved } from './scale.ts';
import { type Spread, spreadOf } from './spread.ts';
import { thin } from './thin.ts';

/**
 * How bounds were found. `exact` is Wilson for a share and Tango for pairs of answers; `corrected` takes off what a
 * value has too much because it was made best in the same rows.
 */
export type Method = 'exact' | 'influence' | 'bca' | 'basic' | 'order-statistics' | 'corrected';

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
  const all = condenseMany(compress(rows, q.touches), q);
  const value = thinned(q, all);
  const base = value?.rows ?? all;
  const estimate = value?.estimate ?? q.of(base, 'influence');
  if (isGap(estimate)) return { ...estimate, n: sizeOf(base) };
  const by = base.cluster === null ? 'row' : 'cluster';
  const { influence, exact, ratio: _ratio, quantile, scale: _scale, ...measured } = estimate;
  const isIndependent = by === 'row' && (base.isCounted || isPlain(base.weight));
  if (exact && isIndependent) return { ...measured, by, ...exactly(exact, base) };
  if (quantile && !base.isCounted && isPlain(base.weight)) {
    const boundsAt = orderStatistics(quantile, base);
    return { ...measured, by, method: boundsAt(TWO_SIDED) && 'order-statistics', boundsAt };
  }
  if (q.isAboveChance) {
    const found = aboveChance(q, estimate, base, seed);
    return {
      ...measured,
      by,
      method: found && 'basic',
      boundsAt: found?.boundsAt ?? (() => null),
      ...(found && { noise: found.noise }),
    };
  }
  const { isEnough, needsRows } = enoughOfClasses(q, base);
  // What counts rows by yes and no has its own: a class that is not there is no news to it.
  if (!isEnough && exact === null) return { ...measured, by, method: null, needsRows, boundsAt: () => null };
  const spread = influence && spreadOf(influence, base);
  if (q.isOptimised && sizeOf(base) <= MOST_CORRECTED) {
    const boundsAt = correctedBounds(q, estimate, base, { seed, degrees: spread?.degrees ?? null });
    return { ...measured, by, method: boundsAt && 'corrected', boundsAt: boundsAt ?? (() => null) };
  }
  const isCarried = influence !== null && isCarriedByAll(q, influence, base);
  const clusters = clustersIn(base);
  if (clusters !== null && clusters < FEWEST_CLUSTERS) return { ...measured, by, method: null, boundsAt: () => null };
  const isFew = clusters !== null && clusters < FEW_CLUSTERS;
  if (spread && ((isCarried && spread.carriers >= FEWEST_CARRIERS[by]) || isFew)) {
    return { ...measured, by, method: 'influence', boundsAt: wald(estimate, spread) };
  }
  const bounds = isBeyondSampling(q, spread) ? null : resampled(q, estimate, { base, spread, seed });
  return {
    ...measured,
    by,
    method: bounds === null ? null : 'bca',
    boundsAt: (tails) => inRange(bounds?.(widened(tails, base, spread)) ?? null, estimate.scale),
  };
}

/** Fewer clusters say nothing about their spread. */
const FEWEST_CLUSTERS = 5;
/** So few clusters resampled give far too narrow bounds (75 % of simulations with 5); Student's t at k - 1 is wide. */
const FEW_CLUSTERS = 12;

const clustersIn = ({ cluster }: Rows): number | null => (cluster === null ? null : new Set(cluster).size);

/** In larger tables what a best threshold has too much is small beside the interval (bench/coverage). */
const MOST_CORRECTED = 20_000;

/**
 * Tails further out, as Student's t lies beyond the normal, for as many degrees of freedom as there are units that
 * carry the variance: resamples of few units vary too little. Source: Hesterberg 2015, "expanded" percentiles.
 */
function widened(tails: Bounds, rows: Rows, spread: Spread | null): Bounds {
  const units = clustersIn(rows) ?? sizeOf(rows);
  const carried = spread === null ? units - 1 : 3 * spread.carriers - 1;
  const degrees = spread?.degrees ?? Math.max(1, Math.min(units - 1, carried));
  const further = Math.sqrt((degrees + 1) / degrees);
  const at = (p: number): number => normalCdf(further * studentQuantile(p, degrees));
  return [at(tails[0]), at(tails[1])];
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

/** The file itself is described, or no row moves the value: there is no spread that resampling could find. */
const isBeyondSampling = (q: Quantity, spread: Spread | null): boolean =>
  q.isCensus === true || spread?.deviation === 0;

interface Resampling {
  readonly base: Rows;
  readonly spread: Spread | null;
  readonly seed: number;
}

/** From this many rows on, a value that has an influence is resampled by it. */
const ENOUGH_FOR_LINEAR = 1000;

function resampled(q: Quantity, estimate: Estimate, { base, spread, seed }: Resampling): BoundsAt | null {
  if (spread && sizeOf(base) >= ENOUGH_FOR_LINEAR) return linearBounds(estimate, spread, seed);
  const few = condense(base, q);
  return resampledBounds(q, few === base ? estimate : { ...estimate, ratio: null }, few, seed);
}

type BoundsAt = (tails: Bounds) => Bounds | null;

/** It keeps a few numbers and not the influence: a million rows and three hundred values are gigabytes. */
function wald({ value, scale }: Estimate, { deviation, degrees }: Spread): BoundsAt {
  if (!Number.isFinite(deviation) || !isInside(value, scale)) return () => null;
  const at = (p: number): number =>
    moved(value, deviation * (degrees === null ? normalQuantile(p) : studentQuantile(p, degrees)), scale);
  return (tails) => [at(tails[0]), at(tails[1])];
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
