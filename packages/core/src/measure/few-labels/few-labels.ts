import { type Gap, isGap } from '../../catalogue/define.ts';
import { type FewLabelled, type PoweredMean, poweredMean } from '../../stats/powered-mean.ts';
import { studentQuantile } from '../../stats/student.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import type { Estimate, Quantity } from '../quantity.ts';
import { isInside, moved } from '../scale.ts';

/** Rows of which few are labelled. Those that a model speaks for hold each row so many times, its copies together. */
export interface FewLabels {
  readonly labelled: Rows;
  /** The labelled rows as the model has them: a copy for each class, weighted by its chance. */
  readonly said: Rows;
  /** The rows without a label, in the same form. */
  readonly rest: Rows;
  readonly copies: number;
  /** By labelled row, where not all were as likely to be labelled: one over its chance. */
  readonly weight?: Float64Array;
}

/** A number over all rows, from the labels of few. */
export interface FewLabelsEstimate {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  /** Labelled rows, and all. */
  readonly n: number;
  readonly rows: number;
  /** How much of the model is used, 0 to 1. */
  readonly lambda: number;
  /** How wide the interval is beside that of the labelled rows alone; null without one. */
  readonly width: number | null;
}

/** Fewer labelled rows say nothing by a normal law, and neither do more whose mean is as skewed as this. */
export const LABELLED_MIN = 30;
const SKEWNESS_MAX = 0.35;

/**
 * Any number that has an influence, over all rows, from the labels of few and the model's chances of all: values of the
 * rows are the number plus their influence, of which PPI++ takes the mean (STATISTICS 3.6, A14). Right also where the
 * chances are wrong, as long as the labelled rows are a random part; then they only help less. Gaps: those of the
 * number on the labelled rows, too few rows, no influence (`no-variance`). O(rows).
 */
export function fewLabels(q: Quantity, given: FewLabels, level: number): FewLabelsEstimate | Gap {
  const known = valuesOf(q, given);
  if (isGap(known)) return known;
  const { own, seen } = known;
  const n = seen.truth.length;
  const found = poweredMean(seen);
  const alone = poweredMean(seen, 0);
  if (found === null || alone === null) return { gap: 'too-few-rows', n };
  const isNormal = Math.abs(found.skewness) <= SKEWNESS_MAX;
  const interval = !isNormal ? null : intervalOf(found, { own, n, level });
  const plain = intervalOf(alone, { own, n, level });
  const width = interval && plain && (interval[1] - interval[0]) / (plain[1] - plain[0]);
  return { value: found.value, interval, n, rows: n + seen.rest.length, lambda: found.lambda, width };
}

/** The number as values of rows, whose mean it is: by the labels, and as the model has them. */
export interface RowValues {
  readonly own: Estimate;
  readonly seen: FewLabelled;
}

/**
 * The values of rows: the number of the labelled rows, weighted by one over their chance, plus their influence. What
 * the model cannot say is 0. Gaps: those of the number, too few rows, no influence. O(rows).
 */
export function valuesOf(q: Quantity, { labelled, said, rest, copies, weight }: FewLabels): RowValues | Gap {
  const { n } = labelled;
  if (n < LABELLED_MIN) return { gap: 'too-few-rows', n };
  const shares = weight && scaled(weight);
  const own = q.of(shares ? weighted(labelled, shares) : labelled, 'influence');
  if (isGap(own)) return own;
  if (own.influence === null) return { gap: 'no-variance', n };
  // The model's values of all rows by one slope: the rows without a label alone may be of another kind.
  const model = byRow(q.of(joined(said, rest), 'influence'), copies);
  const truth = own.influence.map((part, i) => own.value + part / (shares?.[i] ?? 1));
  return {
    own,
    seen: {
      truth,
      // What the model cannot say is left out: the labelled rows speak alone.
      model: model?.subarray(0, n) ?? new Float64Array(n),
      rest: model?.subarray(n) ?? new Float64Array(rest.n / copies),
      ...(weight && { weight }),
    },
  };
}

/** Rows of the one above those of the other, in roles and weights. */
function joined(first: Rows, second: Rows): Rows {
  const both = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.from([...a, ...b]);
  const { label, prediction, score, scores } = first.roles;
  const other = second.roles;
  return makeRows(first.n + second.n, {
    roles: {
      ...(label && other.label && { label: both(label, other.label) }),
      ...(prediction && other.prediction && { prediction: both(prediction, other.prediction) }),
      ...(score && other.score && { score: both(score, other.score) }),
      ...(scores && { scores: scores.map((own, k) => both(own, other.scores?.[k] ?? new Float64Array())) }),
    },
    classes: first.classes,
    weight: both(first.weight, second.weight),
  });
}

/** Weights with a mean of 1. */
function scaled(weight: Float64Array): Float64Array {
  const mean = weight.reduce((sum, own) => sum + own, 0) / weight.length;
  return weight.map((own) => own / mean);
}

const weighted = (rows: Rows, shares: Float64Array): Rows => ({
  ...rows,
  weight: rows.weight.map((own, i) => own * shares[i]!), // ! as many
});

/** The value plus the influence of each row, which is that of its copies together. */
function byRow(found: Estimate | Gap, copies: number): Float64Array | null {
  if (isGap(found) || found.influence === null) return null;
  const { value, influence } = found;
  const rows = new Float64Array(influence.length / copies).fill(value);
  for (let at = 0; at < influence.length; at++) rows[Math.floor(at / copies)]! += influence[at]! / copies; // ! a row
  return rows;
}

/**
 * Of a mean over rows, on the scale of the number. Numbers with a long tail have as many degrees of freedom as labelled
 * rows that carry their variance (ADR 58); what is right or wrong has no tail.
 */
export function intervalOf(
  { value, variance, carriers }: Pick<PoweredMean, 'value' | 'variance'> & Partial<Pick<PoweredMean, 'carriers'>>,
  { own, n, level }: { readonly own: Estimate; readonly n: number; readonly level: number },
): readonly [number, number] | null {
  const deviation = Math.sqrt((variance.labelled * n) / (n - 1) + variance.rest);
  if (!(deviation > 0) || !isInside(value, own.scale)) return null;
  const degrees = own.exact || carriers === undefined ? n - 1 : Math.max(1, Math.min(n, carriers) - 1);
  const half = studentQuantile((1 + level) / 2, degrees) * deviation;
  return [moved(value, -half, own.scale), moved(value, half, own.scale)];
}
