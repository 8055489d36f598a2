import { defaults, type Gap, isGap, type Metric } from '../catalogue/define.ts';
import { type RoleColumns, type Rows, takeRows } from '../table/rows.ts';
import { sizeOf, type Touch } from './compress.ts';
import type { Estimate, Exact, Quantity } from './quantity.ts';
import type { Scale } from './scale.ts';

/** The quantity on the rows of one group (a code of `rows.group`); its influence is 0 on the others. */
export const inGroup = (q: Quantity, code: number): Quantity => ({
  strata: q.strata,
  touches: q.touches && [...q.touches, 'group'],
  of(rows, want) {
    const inside: number[] = [];
    for (let i = 0; i < rows.n; i++) if (rows.group?.[i] === code) inside.push(i);
    const part = takeRows(rows, inside);
    const found = q.of(part, want);
    if (isGap(found)) return found;
    const scale = sizeOf(rows) / sizeOf(part);
    const fewestRows = (found.fewestRows ?? 0) * scale;
    if (found.influence === null) return { ...found, exact: null, ratio: null, fewestRows };
    const influence = new Float64Array(rows.n);
    inside.forEach((row, k) => {
      influence[row] = found.influence![k]! * scale; // ! tested above; k < inside
    });
    return { ...found, influence, exact: null, ratio: null, fewestRows };
  },
});

/** 1 less the quantity, a share: false positives of specificity, misses of recall. */
export const complement = (q: Quantity): Quantity => ({
  ...q,
  of(rows, want) {
    const found = q.of(rows, want);
    if (isGap(found)) return found;
    const { value, influence, exact } = found;
    return {
      ...found,
      value: 1 - value,
      influence: influence?.map((v) => -v) ?? null,
      exact: exact?.kind === 'share' ? { ...exact, hits: exact.trials.map((t, i) => t - exact.hits[i]!) } : null, // ! n
      ratio: null,
      quantile: null,
    };
  },
});

/** The quantity as the other model answers: the same rows and labels, its predictions and scores. */
export const against = (q: Quantity): Quantity => ({
  strata: q.strata,
  ...shared([q]),
  touches: q.touches?.map(ofOther) ?? null,
  of: (rows, want) => q.of({ ...rows, roles: rolesOfOther(rows), against: {} }, want),
});

const ofOther = (touch: Touch): Touch => {
  if (touch === 'label' || touch === 'group' || touch.startsWith('against.')) return touch;
  return `against.${touch}` as Touch; // as: a role, and not of the other model yet
};

const rolesOfOther = ({ roles, against: other }: Rows): Partial<RoleColumns> =>
  roles.label === undefined ? other : { ...other, label: roles.label };

/** The quantity for one class against the rest: label, prediction and score of that class. */
export const oneAgainstRest = (q: Quantity, code: number): Quantity => ({
  strata: q.strata,
  isOptimised: q.isOptimised === true,
  ...(q.lift && { lift: (rows, seed) => q.lift?.(againstRest(rows, code), seed) ?? null }),
  ...shared([q]),
  ofClass: code,
  touches: q.touches?.includes('score') ? null : q.touches,
  of: (rows, want) => q.of(againstRest(rows, code), want),
});

function againstRest(rows: Rows, code: number): Rows {
  const is = (column: Float64Array | undefined) => column?.map((v) => (v === code ? 1 : 0));
  const found = {
    label: is(rows.roles.label),
    prediction: is(rows.roles.prediction),
    score: rows.roles.scores?.[code],
  };
  const roles = Object.fromEntries(Object.entries(found).filter(([, column]) => column !== undefined));
  return { ...rows, roles, classes: ['rest', rows.classes[code] ?? 'class'] };
}

/** The quantity read at one quantile level of a forecast (the k-th of the rows'). */
export const atLevel = (q: Quantity, k: number): Quantity => ({
  strata: q.strata,
  touches: null,
  of(rows, want) {
    const at = rows.quantiles[k];
    return q.of(at ? { ...rows, roles: { ...rows.roles, quantile: at.values } } : rows, want);
  },
});

const union = (all: readonly Quantity[]): readonly Touch[] | null =>
  all.some((q) => q.touches === null) ? null : [...new Set(all.flatMap((q) => q.touches ?? []))];
const sameStrata = (all: readonly Quantity[]): Quantity['strata'] => {
  const first = all[0]?.strata ?? null;
  return all.every((q) => q.strata === first) ? first : null;
};

/** What a combination of quantities has of all of them. */
function shared(all: readonly Quantity[]): Pick<Quantity, 'influenceBy' | 'ofClass'> {
  const [first] = all;
  const name = first?.influenceBy;
  const isNamed = name !== undefined && all.every((q) => q.influenceBy === name);
  const classes = new Set(all.flatMap(({ ofClass }) => ofClass ?? []));
  const [one] = classes;
  return {
    ...(isNamed && { influenceBy: name }),
    ...(one !== undefined && { ofClass: classes.size === 1 ? one : 'each' }),
  };
}

/** first - second on the same rows: a paired difference of two models, a gap of two groups. */
export const minus = (first: Quantity, second: Quantity): Quantity =>
  functionOf(
    [first, second],
    ([a = 0, b = 0]) => a - b,
    () => [1, -1],
  );

/** first / second (disparate impact, four fifths); a gap when the second is 0. */
export const over = (first: Quantity, second: Quantity): Quantity =>
  functionOf(
    [first, second],
    ([a = 0, b = 0]) => a / b,
    ([a = 0, b = 0]) => [1 / b, -a / b ** 2],
    'log',
  );

/** Whether pooling classes means something: sums of a ratio, or one ranking of all rows by all scores. */
export const isPooled = (entry: Metric): boolean =>
  entry.each !== undefined || (entry.laws.includes('rank-only') && entry.influence !== undefined);

/** All classes one against the rest, below one another, before the ratio or the ranking is made: micro averages. */
export function micro(
  entry: Metric,
  q: Quantity,
  classes: number,
  params: Record<string, number> = defaults(entry),
): Quantity | null {
  if (!isPooled(entry)) return null;
  const codes = Array.from({ length: classes }, (_, code) => code);
  const below = (rows: Rows): Rows => stack(codes.map((code) => againstRest(rows, code)));
  return {
    strata: null,
    isOptimised: q.isOptimised === true,
    touches: q.touches?.includes('score') ? null : q.touches,
    ...(q.lift && { lift: (rows, seed) => q.lift?.(below(rows), seed) ?? null }),
    of(rows, want) {
      const found = q.of(below(rows), want);
      if (isGap(found)) return { ...found, n: sizeOf(rows) };
      const influence = found.influence && new Float64Array(rows.n);
      for (let i = 0; influence && i < rows.n; i++) {
        for (const code of codes) influence[i]! += found.influence![code * rows.n + i]! / classes; // ! rows are stacked
      }
      const pooled = entry.fewestPooled?.(found.value, params, classes) ?? 0;
      const fewestRows = Math.max((found.fewestRows ?? 0) / classes, pooled);
      return { ...found, n: sizeOf(rows), influence, exact: null, ratio: null, fewestRows };
    },
  };
}

/** Rows below one another, for label, prediction and weight. */
function stack(parts: readonly Rows[]): Rows {
  const first = parts[0]!; // ! there is at least one class
  const below = (pick: (rows: Rows) => Float64Array | undefined): Float64Array | undefined => {
    if (pick(first) === undefined) return undefined;
    const column = new Float64Array(first.n * parts.length);
    for (const [k, rows] of parts.entries()) column.set(pick(rows) ?? [], k * first.n);
    return column;
  };
  const found = {
    label: below((r) => r.roles.label),
    prediction: below((r) => r.roles.prediction),
    score: below((r) => r.roles.score),
  };
  const roles = Object.fromEntries(Object.entries(found).filter(([, column]) => column !== undefined));
  const n = first.n * parts.length;
  return {
    ...first,
    n,
    roles,
    weight: below((r) => r.weight) ?? new Float64Array(n),
    cluster: null,
    group: null,
    features: [],
  };
}

type Of<T> = (values: readonly number[]) => T;

/** A function of quantities of the same rows, with its slopes: the delta method. A gap in one is a gap in it. */
export function functionOf(
  all: readonly Quantity[],
  value: Of<number>,
  slope: Of<readonly number[]>,
  scale?: Scale | 'as-parts',
): Quantity {
  return {
    strata: sameStrata(all),
    ...shared(all),
    touches: union(all),
    of(rows, want) {
      const estimates: Estimate[] = [];
      for (const q of all) {
        const found = q.of(rows, want);
        if (isGap(found)) return found;
        estimates.push(found);
      }
      return combine(estimates, rows, value, slope, scale);
    },
  };
}

function combine(
  estimates: readonly Estimate[],
  rows: Rows,
  value: Of<number>,
  slope: Of<readonly number[]>,
  scale?: Scale | 'as-parts',
): Estimate | Gap {
  const values = estimates.map((e) => e.value);
  const n = Math.min(...estimates.map((e) => e.n));
  const combined = value(values);
  if (!Number.isFinite(combined)) return { gap: 'no-denominator', n };
  const slopes = slope(values);
  const influence = estimates.every((e) => e.influence !== null) ? new Float64Array(rows.n) : null;
  if (influence) {
    estimates.forEach((e, k) => {
      for (let i = 0; i < rows.n; i++) influence[i]! += slopes[k]! * e.influence![i]!; // ! every() above; n rows
    });
  }
  const isDifference = slopes.length === 2 && slopes[0] === 1 && slopes[1] === -1;
  const exact = isDifference ? pair(estimates[0]!.exact, estimates[1]!.exact, rows) : null; // ! two of them
  // A mean of what lies between 0 and 1 does too, whatever it is weighted by.
  const isShare = (scale === 'as-parts' || slopes.every((s) => s >= 0)) && estimates.every((e) => e.scale === 'logit');
  const isSum = isDifference || slopes.every((s) => s === slopes[0]);
  return {
    value: combined,
    n,
    influence,
    exact,
    ratio: null,
    quantile: null,
    scale: scale === undefined || scale === 'as-parts' ? (isShare ? 'logit' : 'identity') : scale,
    isMean: isSum && estimates.every((e) => e.isMean === true),
    fewestRows: Math.max(...estimates.map((e) => e.fewestRows ?? 0)),
    fewestClusters: Math.max(...estimates.map((e) => e.fewestClusters ?? 0)),
  };
}

/** Yes-no answers of two models to the same trials. */
function pair(first: Exact | null, second: Exact | null, rows: Rows): Exact | null {
  if (first?.kind !== 'share' || second?.kind !== 'share') return null;
  if (!first.trials.every((v) => v === 1) || !second.trials.every((v) => v === 1)) return null;
  let onlyFirst = 0;
  let onlySecond = 0;
  for (let i = 0; i < rows.n; i++) {
    const times = rows.isCounted ? rows.weight[i]! : 1; // ! i < n
    // ! i < n, here and below
    if (first.hits[i]! > second.hits[i]!)
      onlyFirst += times; // ! n rows
    else if (first.hits[i]! < second.hits[i]!) onlySecond += times; // ! n rows
  }
  return { kind: 'paired', onlyFirst, onlySecond, n: sizeOf(rows) };
}
