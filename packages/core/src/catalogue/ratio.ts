import { dot, sum } from '../stats/sum.ts';
import { isPlain, onesOf } from '../table/weights.ts';
import {
  defineMetric,
  type Each,
  type GapReason,
  type Given,
  type Measurement,
  type Metric,
  type Needs,
  type Params,
  type Values,
} from './define.ts';

type Made = 'kind' | 'measure' | 'influence' | 'each';

interface RatioOf<N extends Needs, P extends Params> {
  each(given: Given<N>, params: Values<P>): Each;
  /** The sum of the tops, where that is quicker than one top after the other; for means of rows of weight 1. */
  total?(given: Given<N>, params: Values<P>): number;
  /** A reason, beyond no rows and a bottom of 0, why these rows give no number. */
  gap?(given: Given<N>, params: Values<P>): GapReason | null;
  /** What the value is made of: shown, never judged. */
  parts?(given: Given<N>, params: Values<P>): NonNullable<Measurement['parts']>;
}

/**
 * A metric that is a weighted sum over rows divided by another one: every mean and share, and F1, WAPE, bias. Value
 * and influence follow from `each`; the influence is that of the delta method, n w (top - value bottom) / sum(bottom).
 * Gaps: `too-few-rows` without weight, `no-denominator`, `infinite` where the numbers overflow. O(n).
 */
export function ratio<const N extends Needs, const P extends Params>(
  entry: Omit<Metric<N, P>, Made> & RatioOf<N, P>,
): Metric<N, P> & Required<Pick<Metric<N, P>, 'each' | 'influence'>> {
  const { gap, parts, total, ...card } = entry;
  const sumsOf = onceForGiven((given: Given<N>, params: Values<P>): Sums => {
    const { top, bottom } = entry.each(given, params);
    const { weight } = weighted(given);
    return { top, bottom, above: weightedSum(weight, top), below: weightedSum(weight, bottom) };
  });
  return {
    ...defineMetric<N, P>({
      ...card,
      measure(given, params) {
        const { n, weight } = weighted(given);
        if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
        const reason = gap?.(given, params) ?? null;
        if (reason !== null) return { gap: reason, n };
        const { above, below } =
          total && isPlain(weight) ? { above: total(given, params), below: n } : sumsOf(given, params);
        if (below === 0) return { gap: 'no-denominator', n };
        const value = above / below;
        if (!Number.isFinite(value)) return { gap: 'infinite', n };
        return parts === undefined ? { value, n } : { value, n, parts: parts(given, params) };
      },
    } as Omit<Metric<N, P>, 'kind'>), // as: the compiler cannot see that card and measure make up an open generic type
    each: sumsOf,
    influence(given, params) {
      const { n, weight } = weighted(given);
      const { top, bottom, above, below } = sumsOf(given, params);
      const value = above / below;
      const out = new Float64Array(n);
      const scale = n / below;
      if (isPlain(weight) && isPlain(bottom))
        for (let i = 0; i < n; i++) out[i] = scale * (top[i]! - value); // ! i < n
      else for (let i = 0; i < n; i++) out[i] = scale * weight[i]! * (top[i]! - value * bottom[i]!); // ! i < n
      return out;
    },
  };
}

/** The bottom of a mean: n ones, shared. */
export const ones = onesOf;

interface Sums extends Each {
  readonly above: number;
  readonly below: number;
}

/** The weighted sum of numbers by row. A weight of 1 changes no digit, and a sum of ones is their number. */
function weightedSum(weight: Float64Array, values: Float64Array): number {
  if (!isPlain(weight)) return dot(weight, values);
  return isPlain(values) ? weight.length : sum(values);
}

/** Value, influence and sums are asked for one after the other for the same rows: the last answer is kept. */
function onceForGiven<G, V, T>(work: (given: G, params: V) => T): (given: G, params: V) => T {
  const last = new WeakMap<object, { readonly params: V; readonly result: T }>();
  return (given, params) => {
    const key = given as object; // as: rows or columns
    const found = last.get(key);
    if (found !== undefined && found.params === params) return found.result;
    const result = work(given, params);
    last.set(key, { params, result });
    return result;
  };
}

/** Whether any row counts: rows of weight 0 are no rows. */
export function hasWeight(weight: Float64Array): boolean {
  for (let i = 0; i < weight.length; i++) if (weight[i]! > 0) return true; // ! i < n
  return false;
}

const weighted = (given: unknown): { readonly n: number; readonly weight: Float64Array } =>
  given as { n: number; weight: Float64Array }; // as: every kind of Given has both
