import { type Confusion, confusionOf, influenceByCell, isOneClass } from '../confusion.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';

export default defineMetric({
  id: 'mcc',
  family: 'performance',
  title: 'Matthews correlation',
  question: 'How closely do answers and truth go together, all classes counted alike?',
  formula:
    '(c s - Σ p t) / √((s² - Σ p²)(s² - Σ t²)): c rows right, s rows, p and t how often a class is predicted and true',
  unit: 'score',
  range: [-1, 1],
  better: 'higher',
  tasks: ['binary', 'multiclass'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['symmetric', 'class-swap', 'one-when-perfect'],
  edges:
    'One class only among the labels is a gap (one-class), among the predictions too (no-variance). scikit-learn answers 0 for both, even when all is right.',
  sources: [
    {
      title: 'B. W. Matthews, Comparison of the predicted and observed secondary structure',
      year: 1975,
      relation: 'same',
    },
    {
      title: 'J. Gorodkin, Comparing two K-category assignments by a K-category correlation',
      year: 2004,
      relation: 'same',
    },
    { title: 'scikit-learn 1.9, matthews_corrcoef', relation: 'adapted', note: 'a gap where a side is constant' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [1, 1, 1, 0, 0], prediction: [1, 1, 0, 0, 1] }),
      value: 1 / 6,
      by: 'TP 2, FN 1, TN 1, FP 1: (2 - 1) / √(3 · 3 · 2 · 2)',
    },
  ],
  measure(given) {
    const confusion = confusionOf(given);
    if (confusion.total === 0) return { gap: 'too-few-rows', n: given.n };
    if (isOneClass(confusion.labels)) return { gap: 'one-class', n: given.n };
    if (isOneClass(confusion.predictions)) return { gap: 'no-variance', n: given.n };
    const { together, predicted, labelled } = spread(confusion);
    return { value: Math.min(1, Math.max(-1, together / Math.sqrt(predicted * labelled))), n: given.n };
  },
  influence(given) {
    const confusion = confusionOf(given);
    const { size, labels, predictions, agreed } = confusion;
    const { together, predicted, labelled } = spread(confusion);
    const root = Math.sqrt(predicted * labelled);
    const slope = new Float64Array(size * size);
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        const t = labels[a]!; // ! a < size
        const p = predictions[b]!; // ! b < size
        const byTogether = (a === b ? 1 : 0) + agreed - predictions[a]! - labels[b]!; // ! a, b < size
        slope[a * size + b] = byTogether / root - (together / root) * ((1 - p) / predicted + (1 - t) / labelled);
      }
    }
    return influenceByCell(given, confusion, slope);
  },
});

/** Covariance of label and prediction and their variances, as sums over classes of yes-no columns. */
function spread({ labels, predictions, agreed }: Confusion) {
  let together = agreed;
  let predicted = 1;
  let labelled = 1;
  for (let k = 0; k < labels.length; k++) {
    const t = labels[k]!; // ! k < size
    const p = predictions[k]!; // ! k < size
    together -= p * t;
    predicted -= p * p;
    labelled -= t * t;
  }
  return { together, predicted, labelled };
}
