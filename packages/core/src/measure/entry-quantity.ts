import {
  defaults,
  type Gap,
  type GapReason,
  type Given,
  type GivenName,
  isGap,
  type Metric,
} from '../catalogue/define.ts';
import type { RoleName, Rows } from '../table/rows.ts';
import { isPlain } from '../table/weights.ts';
import { sizeOf, type Touch } from './compress.ts';
import { recalibrationLift, resampledLift } from './lift.ts';
import type { Exact, Quantity } from './quantity.ts';

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
