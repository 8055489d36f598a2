import { type Asked, type Comparison, codesIn, onlyRows } from './entries.ts';
import type { Tolerance } from './tally.ts';

export type Cells = readonly unknown[];
export interface LabelsOutput {
  readonly classes: Cells;
  readonly per_class?: Record<'precision' | 'recall' | 'f1' | 'f2', readonly unknown[]>;
  readonly binary?: Record<'specificity' | 'precision' | 'recall' | 'f1', unknown>;
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
  key: 'precision' | 'recall' | 'f1' | 'f2',
  id: string,
  params?: Record<string, number>,
][] = [
  ['precision', 'precision'],
  ['recall', 'recall'],
  ['f1', 'f1'],
  ['f2', 'f1', { beta: 2 }],
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
    if (key !== 'f2' && output.binary?.[key] !== undefined)
      to.check(`${place} binary ${key}`, id, binary(1), output.binary[key], tolerance);
  }
  if (output.binary) to.check(`${place} binary`, 'specificity', binary(1), output.binary.specificity, tolerance);
}

const SCORE_METRICS: Readonly<Record<string, string>> = {
  roc_auc: 'roc-auc',
  average_precision: 'average-precision',
  log_loss: 'log-loss',
  brier: 'brier',
};

/** Checks every figure of labels and scores of two classes that an entry has. */
export function checkScores(to: Comparison, place: string, asked: Asked, output: object, tolerance: Tolerance): void {
  for (const [key, want] of Object.entries(output)) {
    const id = SCORE_METRICS[key];
    if (id !== undefined) to.check(`${place} ${key}`, id, asked, want, tolerance);
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
