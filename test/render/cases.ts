import type { Comparison, ComparisonLine, MeasurementResult, Result } from '../../packages/core/src/report/result.ts';
import {
  ACCURACY,
  BINARY,
  check,
  comparisonOf,
  DIGEST,
  EXECUTIVES,
  line,
  lineCheck,
  measurement,
  result,
} from './fixtures.ts';

/** The spoilt slice: good over all, wrong four times in ten for one guarded group; small groups undecided; money. */
export function failWithSlice(): Result {
  const lines = spoiltLines();
  return result({
    verdict: 'fail',
    comparison: spoiltComparison(lines),
    costs: { false_positive: 1, false_negative: 3, currency: 'USD' },
    inputs: [
      { role: 'candidate', path: 'predictions-slicebug.parquet', rows: 16281, digest: DIGEST, problems: [] },
      { role: 'labels', path: 'labels.parquet', rows: 16281, digest: DIGEST, problems: [] },
      { role: 'against', path: 'analysis.parquet', rows: 16281, digest: DIGEST, problems: [] },
    ],
    checks: [
      ...lines.filter((of) => of.guarded).map((of) => lineCheck(of, ACCURACY)),
      check({}),
      check({
        entry: 'roc-auc',
        title: 'ROC AUC',
        expect: '>= 0.91',
        unit: 'score',
        value: 0.9219,
        interval: [0.9173, 0.9263],
        method: 'influence',
        place: { path: 'holdfast.yaml', line: 20 },
      }),
      check({
        entry: 'expected-calibration-error',
        title: 'calibration error',
        expect: '<= 0.014',
        severity: 'warn',
        verdict: 'warn',
        reason: 'outside',
        value: 0.0146,
        interval: [0.0126, 0.0201],
        unit: 'score',
        place: { path: 'holdfast.yaml', line: 22 },
      }),
      check({
        id: 'gap',
        entry: 'selection-rate',
        title: 'gap in selection rate by sex',
        unit: 'points',
        expect: '<= 0.2',
        value: 0.162,
        interval: [0.15, 0.173],
        method: 'influence',
        place: null,
      }),
    ],
    measurements: [...BINARY, ...groupMeasurements()],
    slices: [
      { name: EXECUTIVES, where: EXECUTIVES, n: 589, group: null },
      { name: "sex = 'Female'", where: "sex = 'Female'", n: 5421, group: 'sex' },
      { name: "sex = 'Male'", where: "sex = 'Male'", n: 10860, group: 'sex' },
      { name: "race = 'White'", where: "race = 'White'", n: 13946, group: 'race' },
    ],
  });
}

/**
 * Slice, guarded, n, its accuracy, the champion's, and the bounds of the difference; null where it cannot be measured.
 */
const SPOILT: readonly (readonly [string, boolean, number, number, number, number, number, number | null])[] = [
  [EXECUTIVES, true, 589, 0.5772, 0.876, -0.3299, -0.2678, null],
  ["sex = 'Female'", true, 5421, 0.9086, 0.9357, -0.0314, -0.0228, null],
  ["sex = 'Male'", false, 10860, 0.8564, 0.8383, 0.0163, 0.02, null],
  ["race = 'White'", false, 13946, 0.8684, 0.8643, 0.0014, 0.006, null],
  ["race = 'Black'", false, 1561, 0.9287, 0.9274, -0.005, 0.007, null],
  ["race = 'Asian-Pac-Islander'", false, 480, 0.8333, 0.8393, -0.0204, 0.008, 2188],
  ["race = 'Amer-Indian-Eskimo'", false, 159, 0.9308, 0.9308, -0.021, 0.021, 1556],
];

function spoiltLines(): ComparisonLine[] {
  const lines = SPOILT.map(([slice, guarded, n, candidate, other, low, high, needs]) => {
    const isWorse = high < -0.01;
    return line({
      ...{ slice, guarded, n, candidate, other, difference: candidate - other, bounds: [low, high], margin: 0.01 },
      ...(needs !== null && { verdict: 'unknown', reason: 'too-few-rows-to-decide', needs_n: needs }),
      ...(isWorse && { verdict: 'fail', reason: 'worse-beyond-margin' }),
    });
  });
  const blind = {
    candidate: null,
    other: null,
    difference: null,
    bounds: null,
    gap: 'too-few-rows',
    margin: 0.01,
  } as const;
  const other = line({ slice: "race = 'Other'", n: 12, verdict: 'unknown', reason: 'too-few-rows', ...blind });
  return [line({}), ...lines, other];
}

function spoiltComparison(lines: readonly ComparisonLine[]): Comparison {
  return {
    entry: 'accuracy',
    other: 'champion',
    against: 'models/analysis.parquet',
    margin: 0.005,
    joined: 16281,
    unmatched: { candidate: 0, against: 0 },
    lines,
    churn: { changed: 611, better: 329, worse: 282 },
    money: [
      {
        slice: null,
        n: 16281,
        candidate: 274.5,
        other: 290.9,
        difference: -16.4,
        interval: [-22.1, -10.9],
        currency: 'USD',
      },
      {
        slice: EXECUTIVES,
        n: 589,
        candidate: 694.4,
        other: 293.7,
        difference: 400.7,
        interval: [341, 460],
        currency: 'USD',
      },
    ],
  };
}

function groupMeasurements(): MeasurementResult[] {
  const groups: readonly (readonly [string, number, number, number, number])[] = [
    [EXECUTIVES, 589, 0.5772, 0.246, 0.41],
    ["sex = 'Female'", 5421, 0.9086, 0.106, 0.57],
    ["sex = 'Male'", 10860, 0.8564, 0.268, 0.71],
    ["race = 'White'", 13946, 0.8684, 0.227, 0.69],
  ];
  return groups.flatMap(([slice, n, accuracy, rate, recall]) =>
    [['accuracy', accuracy] as const, ['selection-rate', rate] as const, ['recall', recall] as const].map(
      ([entry, value]) => {
        const half = 1.96 * Math.sqrt((value * (1 - value)) / n);
        return measurement({ entry, slice, n, value, interval: [value - half, value + half] });
      },
    ),
  );
}

/** A champion alone: everything holds, and nothing was compared. */
export const passAlone = (): Result =>
  result({
    checks: [
      check({}),
      check({ entry: 'roc-auc', title: 'ROC AUC', expect: '>= 0.91', value: 0.9219, interval: [0.9173, 0.9263] }),
    ],
  });

/** Too few rows to say whether the loss stays within the margin. */
export function unknownWithRows(): Result {
  const all = line({
    n: 16281,
    candidate: 0.867,
    other: 0.8712,
    difference: -0.0042,
    bounds: [-0.0063, -0.0022],
    verdict: 'unknown',
    reason: 'too-few-rows-to-decide',
    needs_n: 180433,
  });
  return result({ verdict: 'unknown', comparison: comparisonOf([all]), checks: [lineCheck(all, ACCURACY)] });
}

/** A little worse, and within the margin. */
export function warnWithinMargin(): Result {
  const all = line({
    candidate: 0.8696,
    other: 0.8712,
    difference: -0.0016,
    bounds: [-0.0031, -0.0001],
    verdict: 'warn',
    reason: 'worse-within-margin',
  });
  return result({ verdict: 'warn', comparison: comparisonOf([all]), checks: [lineCheck(all, ACCURACY)] });
}

/** Better over all rows and in the one guarded slice. */
export function passCompared(): Result {
  const lines = [line({}), line({ slice: 'rush', guarded: true, n: 2210, margin: 0.01 })];
  return result({
    comparison: comparisonOf(lines),
    checks: [check({}), ...lines.map((of) => lineCheck(of, ACCURACY))],
    slices: [{ name: 'rush', where: 'hour >= 17 and hour <= 19', n: 2210, group: null }],
  });
}

/** A comparison that was asked for and found no rows in common. */
export const emptyComparison = (): Result =>
  result({
    verdict: 'unknown',
    comparison: { ...comparisonOf([]), joined: 0, churn: null },
    checks: [
      check({
        id: 'compare',
        isComparison: true,
        verdict: 'unknown',
        value: null,
        interval: null,
        gap: 'too-few-rows',
        n: 0,
        reason: 'too-few-rows',
      }),
    ],
  });

/** Measured without a contract: nothing is judged. */
export const evaluateAlone = (): Result =>
  result({
    command: 'evaluate',
    contract: null,
    verdict: null,
    measurements: [
      ...BINARY,
      ...groupMeasurements().filter(
        (m) => m.slice !== EXECUTIVES && m.slice !== "sex = 'Male'" && m.slice !== "race = 'White'",
      ),
    ],
  });

/** Three classes: averages and single classes beside each other. */
export const multiclass = (): Result =>
  result({
    model: 'pm25-class',
    task: 'multiclass',
    command: 'evaluate',
    verdict: null,
    classes: ['good', 'moderate', 'bad'],
    positive: null,
    threshold: null,
    measurements: [
      measurement({ value: 0.6857, interval: [0.6788, 0.6925], n: 17520 }),
      ...['macro', 'good', 'moderate', 'bad'].map((of, i) =>
        measurement({
          entry: 'f1',
          of,
          value: 0.72 - 0.06 * i,
          interval: [0.7 - 0.06 * i, 0.74 - 0.06 * i],
          method: 'influence',
        }),
      ),
    ],
  });
