import { conformalQuantile } from './conformal-quantile.ts';

/** How intervals are made of a model's answers, as plain data. Widths are null where rows are too few for any. */
export type IntervalRule =
  /** prediction - width to prediction + width. */
  | { readonly kind: 'split'; readonly width: number | null }
  /** As many times the spread that the model gives each row. */
  | { readonly kind: 'normalised'; readonly times: number | null }
  /** lower - below to upper + above: the ends of the model moved by what they miss. */
  | { readonly kind: 'quantiles'; readonly below: number | null; readonly above: number | null };

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
const zip = (a: Float64Array, b: Float64Array, of: (a: number, b: number) => number): Float64Array =>
  a.map((value, i) => of(value, b[i]!)); // ! as many

/** One width for all rows, by the distance of label and prediction. Source: Lei et al. 2018. */
export const fitSplit = (label: Float64Array, prediction: Float64Array, alpha: number): IntervalRule => ({
  kind: 'split',
  width: finite(
    conformalQuantile(
      zip(label, prediction, (y, f) => Math.abs(y - f)),
      alpha,
    ),
  ),
});

/** Widths in proportion to a spread by row, above 0. Source: Papadopoulos et al. 2002; Lei et al. 2018. */
export function fitNormalised(
  label: Float64Array,
  { prediction, spread }: { readonly prediction: Float64Array; readonly spread: Float64Array },
  alpha: number,
): IntervalRule {
  const scores = label.map((y, i) => Math.abs(y - prediction[i]!) / spread[i]!); // ! as many
  return { kind: 'normalised', times: finite(conformalQuantile(scores, alpha)) };
}

/** Ends of an interval, by row. */
export interface Ends {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * The ends of the model moved until they hold: both by one distance, or each by its own at alpha / 2. They move inwards
 * where they held too much. Source: Romano, Patterson and Candès 2019 (conformalized quantile regression).
 */
export function fitQuantiles(
  label: Float64Array,
  { lower, upper }: Ends,
  { alpha, isSymmetric }: { readonly alpha: number; readonly isSymmetric: boolean },
): IntervalRule {
  const below = zip(lower, label, (low, y) => low - y);
  const above = zip(label, upper, (y, high) => y - high);
  if (!isSymmetric) {
    const [down, up] = [conformalQuantile(below, alpha / 2), conformalQuantile(above, alpha / 2)];
    return { kind: 'quantiles', below: finite(down), above: finite(up) };
  }
  const both = finite(conformalQuantile(zip(below, above, Math.max), alpha));
  return { kind: 'quantiles', below: both, above: both };
}

/** What a rule is applied to: the columns that its kind needs. */
export interface Answered extends Partial<Ends> {
  readonly prediction?: Float64Array;
  readonly spread?: Float64Array;
}

/** The intervals of rows by a rule; without end where it has no width. Null where a column is missing. O(n). */
export function intervalsBy(rule: IntervalRule, { prediction, spread, lower, upper }: Answered): Ends | null {
  const open = (width: number | null): number => width ?? Number.POSITIVE_INFINITY;
  switch (rule.kind) {
    case 'split': {
      const width = open(rule.width);
      return prediction ? { lower: prediction.map((f) => f - width), upper: prediction.map((f) => f + width) } : null;
    }
    case 'normalised': {
      if (!prediction || !spread) return null;
      const times = open(rule.times);
      return {
        lower: zip(prediction, spread, (f, s) => f - times * s),
        upper: zip(prediction, spread, (f, s) => f + times * s),
      };
    }
    case 'quantiles': {
      const [below, above] = [open(rule.below), open(rule.above)];
      return lower && upper
        ? { lower: lower.map((low) => low - below), upper: upper.map((high) => high + above) }
        : null;
    }
  }
}
