import { type Confusion, confusionOf, influenceByCell } from '../confusion.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'kappa',
  family: 'performance',
  title: 'Cohen’s kappa',
  question: 'How much better than chance do answers and truth agree?',
  formula:
    '1 - Σ d C / Σ d t p: C the shares of label × prediction, t p what chance would give, d = |label - prediction|^power',
  unit: 'score',
  range: [-1, 1],
  better: 'higher',
  tasks: ['binary', 'multiclass'],
  needs: { rows: ['label', 'prediction'] },
  params: {
    power: {
      default: 0,
      min: 0,
      max: 2,
      help: 'What a miss by several steps costs where classes are ordered: 0 all misses alike, 1 by steps, 2 by squared steps.',
    },
  },
  laws: ['symmetric', 'class-swap', 'one-when-perfect'],
  edges:
    'Both sides one and the same class is a gap (no-variance), NaN in scikit-learn; one constant side gives 0. Steps are places in the list of classes, not values.',
  sources: [
    { title: 'J. Cohen, A coefficient of agreement for nominal scales', year: 1960, relation: 'same' },
    { title: 'scikit-learn 1.9, cohen_kappa_score', relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 1, 1, 0, 0], prediction: [1, 1, 0, 0, 1] }),
      value: 1 / 6,
      by: 'agreed .6, by chance .52: .08 / .48',
    },
    {
      given: givenRows({ label: [0, 1, 2, 2], prediction: [0, 1, 2, 0] }, { classes: 3 }),
      params: { power: 2 },
      value: 5 / 13,
      by: 'squared steps 1 a row as seen, 1.625 by chance',
    },
  ],
  measure(given, { power }) {
    const confusion = confusionOf(given);
    if (confusion.total === 0) return { gap: 'too-few-rows', n: given.n };
    const { seen, expected } = distances(confusion, power);
    if (expected === 0) return { gap: 'no-variance', n: given.n };
    return { value: Math.min(1, Math.max(-1, 1 - seen / expected)), n: given.n };
  },
  influence(given, { power }) {
    const confusion = confusionOf(given);
    const { size } = confusion;
    const { seen, expected, fromLabel, fromPrediction } = distances(confusion, power);
    const slope = new Float64Array(size * size);
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        const bySeen = distance(a, b, power) + seen;
        const byExpected = fromLabel[a]! + fromPrediction[b]!; // ! a, b < size
        slope[a * size + b] = (-bySeen + (seen / expected) * byExpected) / expected;
      }
    }
    return influenceByCell(given, confusion, slope);
  },
});

const distance = (a: number, b: number, power: number): number => (a === b ? 0 : Math.abs(a - b) ** power);

/** Mean distance as seen and by chance; of each label to the predictions, and of each prediction to the labels. */
function distances({ size, cells, labels, predictions }: Confusion, power: number) {
  const fromLabel = new Float64Array(size);
  const fromPrediction = new Float64Array(size);
  let seen = 0;
  let expected = 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const d = distance(a, b, power);
      seen += d * cells[a * size + b]!; // ! a, b < size
      fromLabel[a]! += d * predictions[b]!; // ! a, b < size
      fromPrediction[b]! += d * labels[a]!; // ! a, b < size
    }
    expected += labels[a]! * fromLabel[a]!; // ! a < size
  }
  return { seen, expected, fromLabel, fromPrediction };
}
