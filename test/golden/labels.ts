import type { Rows } from '../../packages/core/src/table/rows.ts';
import { type Asked, type Comparison, codesIn, onlyRows } from './entries.ts';
import { byOtherName, readValue, rowsOf } from './readings.ts';
import type { Tolerance } from './tally.ts';

export type Cells = readonly unknown[];
export interface LabelsOutput {
  readonly classes: Cells;
  readonly per_class?: Record<'precision' | 'recall' | 'f1' | 'f2', readonly unknown[]> & {
    readonly jaccard?: readonly unknown[];
  };
  readonly binary?: Record<'specificity' | 'precision' | 'recall' | 'f1', unknown> & {
    readonly npv?: unknown;
    readonly fpr?: unknown;
    readonly fnr?: unknown;
    readonly likelihood_ratios?: unknown;
  };
  readonly averages?: Record<'macro' | 'micro' | 'weighted', Readonly<Record<string, unknown>>>;
  readonly [metric: string]: unknown;
}

const LABEL_METRICS: readonly [key: string, id: string, params?: Record<string, number>][] = [
  ['accuracy', 'accuracy'],
  ['balanced_accuracy', 'balanced-accuracy'],
  ['mcc', 'mcc'],
  ['kappa', 'kappa'],
  ['kappa_linear', 'kappa', { power: 1 }],
  ['kappa_quadratic', 'kappa', { power: 2 }],
];
const BINARY_METRICS: readonly [
  key: 'precision' | 'recall' | 'f1' | 'f2' | 'jaccard',
  id: string,
  params?: Record<string, number>,
][] = [
  ['precision', 'precision'],
  ['recall', 'recall'],
  ['f1', 'f1'],
  ['f2', 'f1', { beta: 2 }],
  ['jaccard', 'jaccard'],
];

interface Judged {
  readonly truth: Cells;
  readonly answers: Cells;
  readonly weight?: readonly number[] | undefined;
  readonly classes: Cells;
  /** The classes that scikit-learn was told to look at, where that is not all. */
  readonly told?: Cells | undefined;
}

/** Checks every figure of labels and predictions that an entry has. */
export function checkLabels(
  to: Comparison,
  place: string,
  rows: Judged,
  output: LabelsOutput,
  tolerance: Tolerance,
): void {
  const { truth, answers, weight, classes, told } = rows;
  const lists = { label: codesIn(classes, truth), prediction: codesIn(classes, answers) };
  const asked: Asked = { lists, weight, classes: classes.length };
  for (const [key, id, params] of LABEL_METRICS) {
    // Told some classes only, kappa leaves out rows of others; accuracy and the rest take no notice.
    const isSeen = truth.map((y, i) => id !== 'kappa' || !told || (told.includes(y) && told.includes(answers[i])));
    if (key in output) to.check(`${place} ${key}`, id, onlyRows(asked, isSeen), output[key], tolerance, params);
  }
  const binary = (positive: unknown): Asked => ({
    lists: { label: truth.map((y) => Number(y === positive)), prediction: answers.map((y) => Number(y === positive)) },
    weight,
    classes: 2,
  });
  for (const [key, id, params] of BINARY_METRICS) {
    const wanted = output.per_class?.[key] ?? [];
    for (const [k, want] of wanted.entries()) {
      to.check(`${place} ${key} of ${output.classes[k]}`, id, binary(output.classes[k]), want, tolerance, params);
    }
    if (key !== 'f2' && key !== 'jaccard' && output.binary?.[key] !== undefined)
      to.check(`${place} binary ${key}`, id, binary(1), output.binary[key], tolerance);
  }
  if (output.binary) to.check(`${place} binary`, 'specificity', binary(1), output.binary.specificity, tolerance);
  checkOthers(to, place, rows, output, tolerance);
  checkAverages(to, place, rows, output, tolerance);
}

const LABEL_NAMES: Readonly<Record<string, string>> = {
  errors: 'errors',
  hamming: 'hamming-loss',
  balanced_accuracy_adjusted: 'balanced-accuracy-adjusted',
};
const BINARY_NAMES = {
  npv: 'negative-predictive-value',
  fpr: 'false-positive-rate',
  fnr: 'false-negative-rate',
} as const;

/** Checks what the catalogue gives under other names, and ratios of two entries. */
function checkOthers(to: Comparison, place: string, rows: Judged, output: LabelsOutput, tolerance: Tolerance): void {
  const { truth, answers, weight, classes } = rows;
  const all = rowsOf({ label: codesIn(classes, truth), prediction: codesIn(classes, answers) }, { classes, weight });
  for (const [key, name] of Object.entries(LABEL_NAMES)) {
    // Of one class scikit-learn says the recall, adjusted or not.
    const says = (want: number): boolean => key === 'balanced_accuracy_adjusted' && want <= 1;
    if (key in output) to.compare(`${place} ${key}`, byOtherName(name, all), output[key], tolerance, says);
  }
  if (output.binary?.npv === undefined) return;
  const two = rowsOf({ label: truth.map(Number), prediction: answers.map(Number) }, { classes: [0, 1], weight });
  for (const [key, name] of Object.entries(BINARY_NAMES)) {
    const want = output.binary[key as keyof typeof BINARY_NAMES]; // as: its own keys
    to.compare(`${place} binary ${key}`, byOtherName(name, two), want, tolerance);
  }
  checkLikelihoods(to, place, two, output.binary.likelihood_ratios, tolerance);
}

/** A yes is an entry, a no is a ratio of two: scikit-learn gives NaN where it would divide by 0. */
function checkLikelihoods(to: Comparison, place: string, rows: Rows, wanted: unknown, tolerance: Tolerance): void {
  const [recall, specificity] = [readValue('recall', rows, null), readValue('specificity', rows, null)];
  const isKnown = recall !== null && specificity !== null;
  const positive = readValue('positive-likelihood-ratio', rows, null);
  const negative = isKnown && specificity > 0 ? (1 - recall) / specificity : null;
  // It raises without both classes, and where weights of 1e±300 are too much for it.
  if (!Array.isArray(wanted)) return;
  to.compare(`${place} likelihood ratio of a yes`, positive, wanted[0], tolerance);
  to.compare(`${place} likelihood ratio of a no`, negative, wanted[1], tolerance);
}

const AVERAGED: Readonly<Record<string, readonly [id: string, params?: Record<string, number>]>> = {
  precision: ['precision'],
  recall: ['recall'],
  f1: ['f1'],
  'f0.5': ['f1', { beta: 0.5 }],
  f2: ['f1', { beta: 2 }],
  jaccard: ['jaccard'],
};

/** Checks averages over classes. A class without a number is left out by the program and makes a gap of ours. */
function checkAverages(to: Comparison, place: string, rows: Judged, output: LabelsOutput, tolerance: Tolerance): void {
  const { truth, answers, weight, told } = rows;
  // Told some classes only, averages are over those; told more than there are, over all of them.
  const all = told ?? output.classes;
  if (output.averages === undefined || !truth.every((y) => all.includes(y))) return;
  const lists = { label: codesIn(all, truth), prediction: codesIn(all, answers) };
  const judged = rowsOf(lists, { classes: all, weight });
  for (const [of, wanted] of Object.entries(output.averages)) {
    for (const [key, want] of Object.entries(wanted)) {
      const [id = '', params = {}] = AVERAGED[key] ?? [];
      const got = readValue(id, judged, of, params);
      to.compare(`${place} ${of} ${key}`, got, want, tolerance, (value) => value >= 0 && value <= 1);
    }
  }
}

const SCORE_METRICS: Readonly<Record<string, string>> = {
  roc_auc: 'roc-auc',
  average_precision: 'average-precision',
  log_loss: 'log-loss',
  brier: 'brier',
  'roc_auc_max_fpr_0.1': 'partial-roc-auc',
  ks: 'ks-statistic',
  h_measure: 'h-measure',
};

/** Checks every figure of labels and scores of two classes that an entry has. */
export function checkScores(to: Comparison, place: string, asked: Asked, output: object, tolerance: Tolerance): void {
  const rows = rowsOf(asked.lists, { classes: [0, 1], weight: asked.weight });
  for (const [key, want] of Object.entries(output)) {
    const id = SCORE_METRICS[key];
    const name = SCORE_NAMES[key];
    // hmeasure refuses scores outside 0 to 1, though only their order counts.
    if (key === 'h_measure' && typeof want === 'object' && Math.max(...(asked.lists.score ?? [])) > 1) continue;
    if (id !== undefined)
      to.check(`${place} ${key}`, id, asked, want, tolerance, key.includes('max_fpr') ? { max_fpr: 0.1 } : {});
    // Of one class alone D² divides by a loss of nothing and says what is left of rounding.
    const says = (found: number): boolean => key.startsWith('d2') && (found === 0 || found < -1e10 || found === 1);
    if (name !== undefined) to.compare(`${place} ${key}`, byOtherName(name, rows), want, tolerance, says);
    if (key === 'gain') checkGains(to, place, asked, want as readonly Gain[], tolerance); // as: the form of golden
  }
}

const SCORE_NAMES: Readonly<Record<string, string>> = {
  gini: 'gini',
  log_loss_sum: 'log-loss-sum',
  brier_two_class_sum: 'brier-two-class-sum',
  d2_log_loss: 'd2-log-loss',
  d2_brier: 'brier-skill',
};

interface Gain {
  readonly k: number;
  readonly gain: number;
  readonly lift: number;
}

/** Golden takes whole rows, those that tie in the order of the table: the same order as scores without a tie. */
function checkGains(
  to: Comparison,
  place: string,
  { lists }: Asked,
  wanted: readonly Gain[],
  tolerance: Tolerance,
): void {
  const { label = [], score = [] } = lists;
  const n = score.length;
  const order = [...score.keys()].sort((a, b) => score[b]! - score[a]! || a - b); // ! keys
  const places = new Array<number>(n);
  order.forEach((row, place_) => {
    places[row] = n - place_;
  });
  for (const { k, gain, lift } of wanted) {
    const share = k / n;
    const asked = { lists: { label, score: places }, classes: 2 };
    to.check(`${place} gain of ${k}`, 'gain-at-top', asked, gain, tolerance, { share });
    const found = readValue('gain-at-top', rowsOf(asked.lists), null, { share });
    to.compare(`${place} lift of ${k}`, found === null ? null : found / share, lift, tolerance);
  }
}

/** What golden files hold of labels, in the short form of data/classification.json. */
export function shortLabels(output: Record<string, unknown>): LabelsOutput {
  const byZero = output['zeroNaN'] as { per_class: LabelsOutput['per_class'] } | undefined; // as: the form of golden
  const binary = output['binary'] as Record<string, Record<string, unknown>> | undefined; // as: the form of golden
  const undefinedAsNaN = (key: string): unknown => binary?.[key]?.['zeroNaN'];
  return {
    ...(output as { classes: Cells }), // as: the form of golden
    ...(byZero && { per_class: byZero.per_class }),
    ...(binary && {
      binary: {
        specificity: binary['specificity'],
        precision: undefinedAsNaN('precision'),
        recall: undefinedAsNaN('recall'),
        f1: undefinedAsNaN('f1'),
      },
    }),
  } as LabelsOutput; // as: put together above
}
