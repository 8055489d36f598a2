import {
  defaults,
  type Each,
  type Gap,
  type GapReason,
  type Given,
  type GivenName,
  isGap,
  type Measurement,
  type Metric,
} from '../catalogue/define.ts';
import type { RoleName, Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';
import { sizeOf, type Touch } from './compress.ts';
import { recalibrationLift, resampledLift } from './lift.ts';
import type { QuantileOf } from './order-statistics.ts';
import type { Scale } from './scale.ts';

/**
 * Yes-no answers by row, from which an exact interval follows: hits of trials, or only-first and only-second of pairs.
 */
export type Exact =
  | { readonly kind: 'share'; readonly hits: Float64Array; readonly trials: Float64Array }
  | { readonly kind: 'paired'; readonly onlyFirst: number; readonly onlySecond: number; readonly n: number };

/** A value and, where the mathematics allows, how each row moves it. */
export interface Estimate extends Measurement {
  /**
   * One number for each row, for one copy of it, mean 0: value - truth is about their mean over all copies. Corrected
   * for lost degrees of freedom, 0 where the row has no part. Null: not known, or not asked for.
   */
  readonly influence: Float64Array | null;
  readonly exact: Exact | null;
  /** The sums that the value is the ratio of. */
  readonly ratio: Each | null;
  readonly quantile: QuantileOf | null;
  readonly scale: Scale;
  /** It is a mean, a root of one, or adds up such: its skewness is that of its influence. */
  readonly isMean?: boolean;
  /** A root of a mean. */
  readonly isRoot?: boolean;
  /** A mean of numbers that go up and down. */
  readonly isSigned?: boolean;
  /** A tail of large numbers moves it (`Metric.isSkewed`). */
  readonly isSkewed?: boolean;
  /** How far it is below its peak, and of how many squares that is the sum (`Metric.peaked`). */
  readonly peak?: { readonly below: number; readonly dimensions: number };
  /** The least and the greatest that it can be (`Metric.range`); bounds stay within. */
  readonly range?: readonly [number, number];
  /** With fewer rows, or clusters, it has no interval (`Metric.fewestRows`, `Metric.fewestClusters`). */
  readonly fewestRows?: number;
  readonly fewestClusters?: number;
}

/** What is wanted of a quantity: resampling asks for the value alone, thousands of times. */
export type Want = 'value' | 'influence';

/** What combinators take and give: a number that any rows have. An entry is one; so is its gap between two groups. */
export interface Quantity {
  of(rows: Rows, want: Want): Estimate | Gap;
  readonly strata: 'label' | 'side' | null;
  /** The columns that it looks at; null when rows may not be counted together. */
  readonly touches: readonly Touch[] | null;
  /**
   * It describes the file itself (constant columns, duplicates), not a sample of anything: resampling would be
   * nonsense.
   */
  readonly isCensus?: boolean;
  /** It is made best in the rows that are measured (a threshold is looked for), so that it is too high in few rows. */
  readonly isOptimised?: boolean;
  /** By how much it is too high in such rows, where it is made best in them; null where nothing tells. */
  lift?(rows: Rows, seed: number): number | null;
  /** What is made best is an isotonic regression. */
  readonly isRecalibrated?: boolean;
  /** Among several classes: the code of the one that it is about, or each of them. */
  readonly ofClass?: number | 'each';
  /** Whose name its bounds by influence have, where they have one. */
  readonly influenceBy?: 'delong';
  /** It has an influence. */
  readonly isSmooth?: boolean;
  /** It looks at scores by this many equal bins of 0 to 1, and at nothing finer. */
  readonly scoreBins?: number;
  /** The same with what it found in these rows held; its resamples are cheap, over rows that were gathered. */
  held?(rows: Rows): Quantity;
  /** Chance alone lifts it above 0. */
  readonly isAboveChance?: boolean;
  /** It is about how sure the model is of its answer, whatever the class. */
  readonly isOfAnswer?: boolean;
}

/** An entry as a quantity. */
export function quantity(entry: Metric, params: Record<string, number> = defaults(entry)): Quantity {
  const needed = 'rows' in entry.needs ? entry.needs.rows : null;
  const scale = entry.range[0] === 0 && entry.range[1] === 1 ? 'logit' : 'identity';
  const q: Quantity = {
    strata: entry.strata ?? null,
    touches: touchesOf(entry),
    isCensus: entry.isExtreme === true || (needed === null && entry.influence === undefined),
    isSmooth: entry.influence !== undefined,
    isOptimised: entry.isOptimised === true,
    isRecalibrated: entry.isRecalibrated === true,
    ...(entry.isOptimised && {
      lift: (rows, seed) => (entry.isRecalibrated ? recalibrationLift : resampledLift)(q, rows, seed),
    }),
    isAboveChance: entry.isAboveChance === true,
    isOfAnswer: entry.isOfAnswer === true,
    ...(entry.strata === 'label' && { ofClass: 'each' }),
    ...(entry.influenceBy && { influenceBy: entry.influenceBy }),
    ...(entry.hold && { held: (rows) => quantity(entry, heldParams(entry, rows, params)) }),
    ...(needed?.includes('score') && params['bins'] !== undefined && { scoreBins: params['bins'] }),
    of(rows, want) {
      const given = give(entry, rows);
      if (isGap(given)) return given;
      const measured = entry.measure(given, params);
      const n = sizeOf(rows);
      if (isGap(measured)) return { ...measured, n };
      // Thousands of times in a row: naming the fields is far quicker than spreading what was measured.
      if (want === 'value') {
        const { value, parts } = measured;
        return { value, n, ...(parts && { parts }), influence: null, exact: null, ratio: null, quantile: null, scale };
      }
      const raw = entry.influence?.(given, params) ?? null;
      const influence = raw && correct(perCopy(raw, rows, n), strataOf(entry.strata, rows), rows);
      const each = entry.each?.(given, params);
      const isShare = each !== undefined && isCount(entry) && isYesNo(each.top) && isYesNo(each.bottom);
      const exact: Exact | null = isShare ? { kind: 'share', hits: each.top, trials: each.bottom } : null;
      const quantile = entry.quantile?.(given, params) ?? null;
      const isMean = entry.isMean === true || (each !== undefined && isPlain(each.bottom));
      const fewestRows = entry.fewestRows?.(given, params) ?? 0;
      const isSigned = entry.isSigned === true;
      const isSkewed = entry.isSkewed === true;
      const peak = entry.peaked && { below: entry.range[1] - measured.value, dimensions: entry.peaked(given) };
      const { fewestClusters = 0 } = entry;
      const kind = {
        isMean,
        isRoot: entry.isMean === true,
        isSigned,
        isSkewed,
        fewestRows,
        fewestClusters,
        range: entry.range,
        ...(peak && { peak }),
      };
      return { ...measured, n, influence, exact, ratio: each ?? null, quantile, scale, ...kind };
    },
  };
  return q;
}

/** Several columns of a kind are never small codes, and items of a query are ranked one by one. */
function touchesOf({ needs }: Metric): readonly Touch[] | null {
  if (!('rows' in needs)) return null;
  const isColumn = (role: GivenName): role is RoleName => role !== 'scores' && role !== 'quantiles' && role !== 'query';
  return needs.rows.every(isColumn) ? needs.rows : null;
}

function heldParams(entry: Metric, rows: Rows, params: Record<string, number>): Record<string, number> {
  const given = give(entry, rows);
  return isGap(given) ? params : (entry.hold?.(given, params) ?? params);
}

/** Exactly what the entry names, or the gap that says what is missing. */
function give(entry: Metric, rows: Rows): Given<Metric['needs']> | Gap {
  const { n, weight, features, side, roles } = rows;
  if ('columns' in entry.needs) {
    if (features.length === 0) return missing('no-features', rows);
    if (entry.needs.columns === 'two' && side === null) return missing('no-side', rows);
    return { n, weight, features, side } as Given<Metric['needs']>; // as: side was tested
  }
  const given: Record<string, unknown> = { n, weight, classes: rows.classes.length };
  for (const role of entry.needs.rows) {
    if (role === 'quantiles') {
      if (rows.quantiles.length === 0) return missing('no-quantiles', rows);
      given['quantiles'] = rows.quantiles;
      continue;
    }
    if (roles[role] === undefined) return missing(`no-${role}`, rows);
    given[role] = roles[role];
  }
  // as: every named role was tested
  return n === 0 ? missing('too-few-rows', rows) : (given as Given<Metric['needs']>);
}

const missing = (gap: GapReason, rows: Rows): Gap => ({ gap, n: sizeOf(rows) });

/** An entry's influence counts a weight of w as w rows at once; bounds need it for one of them. */
function perCopy(raw: Float64Array, rows: Rows, size: number): Float64Array {
  if (!rows.isCounted) return raw;
  const scale = size / rows.n;
  const single = new Float64Array(rows.n);
  for (let i = 0; i < rows.n; i++) {
    const w = rows.weight[i]!; // ! n rows
    single[i] = w === 0 ? 0 : (raw[i]! * scale) / w; // ! n rows
  }
  return single;
}

const strataOf = (strata: 'label' | 'side' | undefined, rows: Rows): ArrayLike<number> | null =>
  strata === 'label' ? (rows.roles.label ?? null) : strata === 'side' ? rows.side : null;

/**
 * n / (n - 1) within each stratum, written into the influence, which is nobody else's. A stratum of one row looks
 * certain and is unknown: then there is no influence.
 */
function correct(influence: Float64Array, strata: ArrayLike<number> | null, rows: Rows): Float64Array | null {
  if (strata === null) {
    const size = sizeOf(rows);
    if (size <= 1) return null;
    const factor = Math.sqrt(size / (size - 1));
    for (let i = 0; i < rows.n; i++) influence[i]! *= factor; // ! n rows
    return influence;
  }
  const factors = strataFactors(strata, rows);
  if (factors === null) return null;
  for (let i = 0; i < rows.n; i++) influence[i]! *= factors[strata[i]!]!; // ! n rows; every stratum was counted
  return influence;
}

/** By code of the stratum; null where one has a single row. */
function strataFactors(strata: ArrayLike<number>, rows: Rows): readonly number[] | null {
  const sizes: number[] = [];
  for (let i = 0; i < rows.n; i++) {
    const stratum = strata[i]!; // ! n rows
    while (sizes.length <= stratum) sizes.push(0);
    sizes[stratum]! += rows.isCounted ? rows.weight[i]! : 1; // ! n rows, long enough
  }
  if (sizes.some((size) => size > 0 && size <= 1)) return null;
  return sizes.map((size) => (size === 0 ? 0 : Math.sqrt(size / (size - 1))));
}

/** Whether the ratio counts rows whatever they hold: F1 and a cost are yes or no only as long as no other row came. */
const isCount = ({ unit, range, isWeighing }: Metric): boolean =>
  unit === 'share' && range[0] === 0 && range[1] === 1 && isWeighing !== true;

function isYesNo(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== 0 && values[i] !== 1) return false;
  return true;
}
