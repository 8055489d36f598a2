import { headline } from '../../packages/core/src/report/headline.ts';
import type {
  CheckResult,
  Comparison,
  ComparisonLine,
  MeasurementResult,
  Result,
} from '../../packages/core/src/report/result.ts';
import { checkWords } from '../../packages/core/src/report/words/checks.ts';

/** Results as a gate or an evaluation gives them, made by hand and by formula: the shapes that a report must show. */

export const DIGEST = `sha256:${'4f'.repeat(32)}`;
export const EXECUTIVES = "sex = 'Female' and occupation = 'Exec-managerial'";

/** A check with the usual parts; `words` is what the driver would write. */
export function check(parts: Partial<CheckResult>): CheckResult {
  const made: CheckResult = {
    id: parts.id ?? `${parts.entry ?? 'accuracy'}${parts.slice ?? ''}`,
    entry: 'accuracy',
    title: 'Accuracy',
    slice: null,
    verdict: 'pass',
    severity: 'error',
    expect: '>= 0.86',
    reason: 'inside',
    n: 16281,
    value: 0.8741,
    interval: [0.869, 0.8791],
    level: 0.95,
    method: 'wilson',
    needs_n: null,
    unit: 'share',
    words: '',
    blocks: true,
    waived: null,
    place: { path: 'holdfast.yaml', line: 18 },
    ...parts,
  };
  return { ...made, words: checkWords(made) };
}

export function line(parts: Partial<ComparisonLine>): ComparisonLine {
  const made: ComparisonLine = {
    slice: null,
    guarded: parts.slice === undefined || parts.slice === null,
    n: 16281,
    candidate: 0.8741,
    other: 0.8712,
    difference: 0.0029,
    bounds: [0.0009, 0.005],
    level: 0.95,
    margin: 0.005,
    verdict: 'pass',
    reason: 'not-worse',
    needs_n: null,
    method: 'wilson',
    ...parts,
  };
  return made;
}

/** The check that stands for a line of the comparison. */
export const lineCheck = (of: ComparisonLine, entry: { entry: string; title: string; unit: string }): CheckResult =>
  check({
    ...entry,
    id: `compare:${of.slice ?? 'all'}`,
    slice: of.slice,
    verdict: of.verdict,
    expect: `>= ${-of.margin}`,
    reason: of.reason,
    n: of.n,
    value: of.difference,
    interval: of.bounds,
    needs_n: of.needs_n,
    isComparison: true,
    blocks: of.guarded,
    ...(of.gap ? { gap: of.gap } : {}),
  });

export const measurement = (parts: Partial<MeasurementResult>): MeasurementResult => ({
  entry: 'accuracy',
  of: null,
  slice: null,
  value: 0.8741,
  interval: [0.869, 0.8791],
  level: 0.95,
  n: 16281,
  method: 'wilson',
  ...parts,
});

/** A result with its headline. */
export function result(parts: Partial<Omit<Result, 'headline'>>): Result {
  const made: Omit<Result, 'headline'> = {
    holdfast: '0.1.0',
    command: 'gate',
    seed: 1,
    model: 'adult-income',
    task: 'binary',
    contract: { path: 'holdfast.yaml', digest: DIGEST },
    inputs: [
      { role: 'candidate', path: 'predictions-slicebug.parquet', rows: 16281, digest: DIGEST, problems: [] },
      { role: 'labels', path: 'labels.parquet', rows: 16281, digest: DIGEST, problems: [] },
    ],
    roles: { id: 'id', label: 'income', score: 'score', groups: ['sex', 'race'] },
    assumed: [{ what: 'positive class', value: '>50K', why: 'it is the rarer of two classes' }],
    rows: { judged: 16281, setAside: [] },
    classes: ['<=50K', '>50K'],
    positive: '>50K',
    threshold: '> 0.5',
    independence: { by: 'row', column: null, clusters: null },
    verdict: 'pass',
    checks: [],
    measurements: BINARY,
    slices: [],
    comparison: null,
    costs: null,
    windows: [],
    notes: [],
    ...parts,
  };
  return { ...made, headline: headline(made) };
}

export const BINARY: readonly MeasurementResult[] = [
  measurement({}),
  measurement({ entry: 'roc-auc', value: 0.9219, interval: [0.9173, 0.9263], method: 'delong' }),
  measurement({ entry: 'recall', value: 0.6862, interval: [0.6713, 0.7006] }),
  measurement({ entry: 'precision', value: 0.7558, interval: [0.7412, 0.7697] }),
  measurement({ entry: 'f1', value: 0.7193, interval: [0.7066, 0.7316], method: 'delta' }),
  measurement({ entry: 'specificity', value: 0.9315, interval: [0.927, 0.9358] }),
  measurement({ entry: 'log-loss', value: 0.2892, interval: [0.2797, 0.2988], method: 'delta' }),
  measurement({ entry: 'brier', value: 0.0901, interval: [0.087, 0.0932], method: 'delta' }),
  measurement({ entry: 'expected-calibration-error', value: 0.0146, interval: null, method: null }),
  measurement({ entry: 'mcc', value: 0.6391, interval: [0.6241, 0.6537], method: 'delta' }),
];

export const ACCURACY = { entry: 'accuracy', title: 'Accuracy, against champion', unit: 'share' };

/** A comparison of accuracy with the champion, with these lines. */
export const comparisonOf = (lines: readonly ComparisonLine[]): Comparison => ({
  entry: 'accuracy',
  other: 'champion',
  against: 'analysis.parquet',
  margin: 0.005,
  joined: 16281,
  unmatched: { candidate: 3, against: 12 },
  lines,
  churn: { changed: 80, better: 30, worse: 50 },
  money: [],
});
