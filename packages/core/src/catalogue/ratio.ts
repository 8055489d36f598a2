import { dot } from '../stats/sum.ts';
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
  const { gap, parts, ...card } = entry;
  return {
    ...defineMetric<N, P>({
      ...card,
      measure(given, params) {
        const { n, weight } = weighted(given);
        if (!hasWeight(weight)) return { gap: 'too-few-rows', n };
        const reason = gap?.(given, params) ?? null;
        if (reason !== null) return { gap: reason, n };
        const { top, bottom } = entry.each(given, params);
        const below = dot(weight, bottom);
        if (below === 0) return { gap: 'no-denominator', n };
        const value = dot(weight, top) / below;
        if (!Number.isFinite(value)) return { gap: 'infinite', n };
        return parts === undefined ? { value, n } : { value, n, parts: parts(given, params) };
      },
    } as Omit<Metric<N, P>, 'kind'>), // as: the compiler cannot see that card and measure make up an open generic type
    each: entry.each,
    influence(given, params) {
      const { n, weight } = weighted(given);
      const { top, bottom } = entry.each(given, params);
      const below = dot(weight, bottom);
      const value = dot(weight, top) / below;
      const out = new Float64Array(n);
      const scale = n / below;
      for (let i = 0; i < n; i++) out[i] = scale * weight[i]! * (top[i]! - value * bottom[i]!); // ! i < n
      return out;
    },
  };
}

/** The bottom of a mean: n ones. */
export const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

/** Whether any row counts: rows of weight 0 are no rows. */
export function hasWeight(weight: Float64Array): boolean {
  for (let i = 0; i < weight.length; i++) if (weight[i]! > 0) return true; // ! i < n
  return false;
}

const weighted = (given: unknown): { readonly n: number; readonly weight: Float64Array } =>
  given as { n: number; weight: Float64Array }; // as: every kind of Given has both
