import { confusionOf, influenceByCell, isOneClass } from '../confusion.ts';
import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';

/** The one average that has a name of its own: it leaves out classes that the labels lack, as everybody's does. */
export default defineMetric({
  id: 'balanced-accuracy',
  family: 'performance',
  title: 'Balanced accuracy',
  question: 'How often is the answer right, if every class counts alike however rare it is?',
  formula: 'mean over the classes among the labels of (rows of the class that are right / rows of the class)',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary', 'multiclass'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: ['class-swap', 'one-when-perfect'],
  edges:
    'Classes that no label has are left out, as in scikit-learn. One class only is a gap (one-class); scikit-learn answers the recall of that class.',
  sources: [
    {
      title: 'K. H. Brodersen et al., The balanced accuracy and its posterior distribution',
      year: 2010,
      relation: 'same',
    },
    { title: 'scikit-learn 1.9, balanced_accuracy_score', relation: 'adapted', note: 'a gap with one class' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  strata: 'label',
  examples: [
    {
      given: givenRows({ label: [1, 1, 0, 0, 0, 0], prediction: [1, 0, 0, 0, 0, 1] }),
      value: 0.625,
      by: '(1/2 + 3/4) / 2',
    },
  ],
  measure(given) {
    const { size, cells, labels, total } = confusionOf(given);
    if (total === 0) return { gap: 'too-few-rows', n: given.n };
    if (isOneClass(labels)) return { gap: 'one-class', n: given.n };
    let sum = 0;
    let classes = 0;
    for (let k = 0; k < size; k++) {
      const share = labels[k]!; // ! k < size
      if (share === 0) continue;
      const right = cells[k * size + k]!; // ! k < size
      sum += right / share;
      classes++;
    }
    return { value: sum / classes, n: given.n };
  },
  influence(given) {
    const confusion = confusionOf(given);
    const { size, cells, labels } = confusion;
    const classes = labels.reduce((count, share) => count + (share > 0 ? 1 : 0), 0);
    const slope = new Float64Array(size * size);
    for (let a = 0; a < size; a++) {
      const share = labels[a]!; // ! a < size
      if (share === 0) continue;
      const right = cells[a * size + a]!; // ! a < size
      const recall = right / share;
      for (let b = 0; b < size; b++) slope[a * size + b] = ((a === b ? 1 : 0) - recall) / share / classes;
    }
    return influenceByCell(given, confusion, slope);
  },
});
