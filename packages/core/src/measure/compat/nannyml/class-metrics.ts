import { isGap, type Metric } from '../../../catalogue/define.ts';
import averagePrecision from '../../../catalogue/performance/average-precision.ts';
import rocAuc from '../../../catalogue/performance/roc-auc.ts';
import { orderOf } from '../../../stats/order.ts';
import { moments } from '../../../stats/sum.ts';
import { onesOf } from '../../../table/weights.ts';
import type { ValueRange } from './threshold.ts';

/** Answers to rows with their labels, or with the chance of a yes in their place. */
export interface NannyAnswers {
  readonly label: Float64Array;
  readonly prediction: Float64Array;
  readonly score: Float64Array;
}

/** A metric of two classes as NannyML has it. */
export interface NannyMetric {
  readonly id: string;
  readonly name: string;
  readonly range: ValueRange;
  /** From chances of a yes in the place of labels. */
  estimated(rows: NannyAnswers): number;
  /** From labels. */
  realised(rows: NannyAnswers): number;
  /** What the value of n rows strays by, from the whole reference with its labels. */
  strayOf(reference: NannyAnswers): (n: number) => number;
}

/** What the four outcomes are worth: [[true no, false yes], [false no, true yes]]. */
export interface NannyWorth {
  readonly worth: readonly [readonly [number, number], readonly [number, number]];
  /** `per_prediction` divides what each answer brought by how often it was given. */
  readonly isPerPrediction: boolean;
  /** Cells of the confusion as shares of all rows. */
  readonly isShares: boolean;
}

const RATE: ValueRange = { low: 0, high: 1 };

/** All metrics of two classes; what outcomes are worth is left out where nobody says. */
export function nannyMetrics(worth: NannyWorth | null): readonly NannyMetric[] {
  const isShares = worth?.isShares ?? false;
  return [
    ranked('roc_auc', 'ROC AUC', {
      estimate: roundedArea,
      entry: rocAuc as unknown as Metric, // as: it is called with what it needs
      stray: areaStray,
    }),
    ranked('average_precision', 'Average Precision', {
      estimate: roundedPrecision,
      entry: averagePrecision as unknown as Metric, // as: it is called with what it needs
      stray: precisionStray,
    }),
    counted('f1', 'F1', ({ tp, fp, fn }) => share(tp, tp + 0.5 * (fp + fn)), f1Stray),
    counted(
      'precision',
      'Precision',
      ({ tp, fp }) => share(tp, tp + fp),
      strayAmong((_, yes) => yes),
    ),
    counted(
      'recall',
      'Recall',
      ({ tp, fn }) => share(tp, tp + fn),
      strayAmong((y) => y),
    ),
    counted(
      'specificity',
      'Specificity',
      ({ tn, fp }) => share(tn, tn + fp),
      strayAmong((y) => 1 - y),
    ),
    counted(
      'accuracy',
      'Accuracy',
      ({ tp, tn, n }) => (tp + tn) / n,
      strayAmong(() => 1),
    ),
    ...(worth === null ? [] : [business(worth)]),
    ...CELLS.map(({ id, name, of }) => cell(id, name, { of, isShares })),
  ];
}

interface Confusion {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
  readonly n: number;
}

const share = (top: number, bottom: number): number => (bottom === 0 ? 0 : top / bottom);

/** Sums of chances by answer; labels are chances of 0 and 1. */
function confusionOf({ label, prediction }: NannyAnswers): Confusion {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (let i = 0; i < label.length; i++) {
    const c = label[i]!; // ! i < n
    if (prediction[i] === 1) {
      tp += c;
      fp += 1 - c;
    } else {
      fn += c;
      tn += 1 - c;
    }
  }
  return { tp, fp, fn, tn, n: label.length };
}

type Stray = NannyMetric['strayOf'];

function counted(id: string, name: string, of: (cells: Confusion) => number, strayOf: Stray): NannyMetric {
  const value = (rows: NannyAnswers): number => of(confusionOf(rows));
  const realised = (rows: NannyAnswers): number =>
    ASKS_BOTH.includes(id) && (isOne(rows.label) || isOne(rows.prediction)) ? Number.NaN : value(rows);
  return { id, name, range: RATE, estimated: value, realised, strayOf };
}

/** Of labels or answers that are all alike these say nothing there; the others say what they come to. */
const ASKS_BOTH = ['f1', 'precision', 'recall'];
const isOne = (values: Float64Array): boolean => values.every((value) => value === values[0]);

/** The spread of being right among rows that count, over the root of as many of n rows. */
function strayAmong(counts: (label: number, prediction: number) => number): Stray {
  return ({ label, prediction }) => {
    const among = Array.from(label.keys()).filter((i) => counts(label[i]!, prediction[i]!) === 1); // ! i < n
    const deviation = deviationOf(among.map((i) => Number(label[i] === prediction[i])));
    return (n) => deviation / Math.sqrt(n * (among.length / label.length));
  };
}

const f1Stray: Stray = (rows) => {
  const { label, prediction } = rows;
  const { tp, fp, fn, n: all } = confusionOf(rows);
  const among = Array.from(label.keys()).filter((i) => label[i] === 1 || prediction[i] === 1);
  const scale = among.length / (tp + 0.5 * (fp + fn));
  const deviation = deviationOf(among.map((i) => (label[i] === 1 && prediction[i] === 1 ? scale : 0)));
  return (n) => deviation / Math.sqrt(n * (among.length / all));
};

const CELLS = [
  { id: 'true_positive', name: 'True Positive', of: (y: number, yes: number) => y * yes },
  { id: 'true_negative', name: 'True Negative', of: (y: number, yes: number) => (1 - y) * (1 - yes) },
  { id: 'false_positive', name: 'False Positive', of: (y: number, yes: number) => (1 - y) * yes },
  { id: 'false_negative', name: 'False Negative', of: (y: number, yes: number) => y * (1 - yes) },
] as const;

function cell(
  id: string,
  name: string,
  { of, isShares }: { readonly of: (label: number, prediction: number) => number; readonly isShares: boolean },
): NannyMetric {
  const each = ({ label, prediction }: NannyAnswers): Float64Array => label.map((y, i) => of(y, prediction[i]!)); // ! n
  const value = (rows: NannyAnswers): number => total(each(rows)) / (isShares ? rows.label.length : 1);
  return {
    id,
    name,
    range: isShares ? RATE : { low: 0 },
    estimated: value,
    realised: value,
    strayOf: (reference) => strayOfSum(each(reference), isShares),
  };
}

function business({ worth, isPerPrediction }: NannyWorth): NannyMetric {
  const [[tn, fp], [fn, tp]] = worth;
  const value = (rows: NannyAnswers): number => {
    const found = confusionOf(rows);
    const no = found.tn * tn + found.fn * fn;
    const yes = found.fp * fp + found.tp * tp;
    return isPerPrediction ? share(no, found.tn + found.fn) + share(yes, found.fp + found.tp) : no + yes;
  };
  const each = ({ label, prediction }: NannyAnswers): Float64Array =>
    label.map((y, i) => (prediction[i] === 1 ? (y === 1 ? tp : fp) : y === 1 ? fn : tn));
  return {
    id: 'business_value',
    name: 'Business Value',
    range: {},
    estimated: value,
    realised: value,
    strayOf: (reference) => strayOfSum(each(reference), isPerPrediction),
  };
}

/** A sum strays by its spread times the root of its rows, a mean by its spread over it. */
function strayOfSum(each: Float64Array, isMean: boolean): (n: number) => number {
  const deviation = deviationOf(Array.from(each));
  return (n) => (isMean ? deviation / Math.sqrt(n) : deviation * Math.sqrt(n));
}

interface Ranked {
  readonly estimate: NannyMetric['estimated'];
  readonly entry: Metric;
  readonly stray: Stray;
}

function ranked(id: string, name: string, { estimate, entry, stray }: Ranked): NannyMetric {
  return {
    id,
    name,
    range: RATE,
    estimated: estimate,
    realised(rows) {
      const found = entry.measure(givenOf(rows), {});
      return isGap(found) ? Number.NaN : found.value;
    },
    strayOf: stray,
  };
}

/** What an entry on ranks needs. */
const givenOf = ({ label, score }: NannyAnswers) =>
  ({ n: label.length, classes: 2, label, score, weight: onesOf(label.length) }) as never; // as: what both ask for

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;

/** Running sums of chances by falling score, each rounded to five digits. */
function roundedSums({ label, score }: NannyAnswers): { readonly yes: Float64Array; readonly no: Float64Array } {
  const order = orderOf(score).reverse();
  const [yes, no] = [new Float64Array(order.length), new Float64Array(order.length)];
  let [sum, rest] = [0, 0];
  order.forEach((row, k) => {
    sum += label[row]!; // ! a row
    rest += 1 - label[row]!; // ! a row
    yes[k] = rounded(sum);
    no[k] = rounded(rest);
  });
  return { yes, no };
}

function roundedArea(rows: NannyAnswers): number {
  const { yes, no } = roundedSums(rows);
  const [most, rest] = [yes.at(-1) ?? 0, no.at(-1) ?? 0];
  let [area, x, y] = [0, 0, 0];
  for (let k = 0; k < yes.length; k++) {
    const [nextX, nextY] = [no[k]! / rest, yes[k]! / most]; // ! k < n
    area += ((nextX - x) * (y + nextY)) / 2;
    [x, y] = [nextX, nextY];
  }
  return area;
}

function roundedPrecision(rows: NannyAnswers): number {
  const { yes } = roundedSums(rows);
  const most = yes.at(-1) ?? 0;
  let [sum, before] = [0, 0];
  for (let k = 0; k < yes.length; k++) {
    sum += ((yes[k]! - before) / most) * (yes[k]! / (k + 1)); // ! k < n
    before = yes[k]!; // ! k < n
  }
  return sum;
}

/** The spread of the share of negatives below each positive; the commoner class is turned into the negative one. */
const areaStray: Stray = ({ label, score }) => {
  const positives = total(label);
  const isTurned = positives > label.length / 2;
  const order = orderOf(isTurned ? score.map((own) => 1 - own) : score);
  const yes = isTurned ? label.length - positives : positives;
  const below: number[] = [];
  let seen = 0;
  order.forEach((row, place) => {
    if ((label[row] === 1) === isTurned) return;
    if (place > 0) below.push((place - seen) / (label.length - yes));
    seen++;
  });
  const deviation = deviationOf(below);
  return (n) => deviation / Math.sqrt((n * yes) / label.length);
};

/** There by 50 resamples; here by the influence of each row, which is what they tend to. */
const precisionStray: Stray = (rows) => {
  const influence = averagePrecision.influence?.(givenOf(rows), {});
  const deviation = deviationOf(Array.from(influence ?? []));
  return (n) => deviation / Math.sqrt(n);
};

const total = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);

/** By n, as numpy's. */
const deviationOf = (values: readonly number[]): number => {
  const found = moments(values);
  return found === null ? Number.NaN : Math.sqrt(found.m2 / found.n);
};
