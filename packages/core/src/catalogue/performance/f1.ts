import { givenRows } from '../given.ts';
import { ratio } from '../ratio.ts';

/** The id is the name that people write in a contract; F-beta is this entry with another `beta`, not a second one. */
export default ratio({
  id: 'f1',
  family: 'performance',
  title: 'F1 (F-beta)',
  question: 'How well does the model find the cases that matter without false alarms?',
  formula: '(1 + beta²) TP / ((1 + beta²) TP + beta² FN + FP); with beta 1: 2 TP / (2 TP + FN + FP)',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary', 'ranking'],
  needs: { rows: ['label', 'prediction'] },
  params: {
    beta: {
      default: 1,
      min: 0.01,
      max: 100,
      help: 'How many times as important recall is as precision: 1 is F1, 2 is F2, 0.5 is F0.5.',
    },
  },
  laws: ['one-when-perfect'],
  edges:
    'Neither a positive label nor a positive prediction: a gap (no-denominator); scikit-learn answers 0 or what zero_division says. With positives on one side only it is 0, as there.',
  sources: [
    { title: 'C. J. van Rijsbergen, Information Retrieval', year: 1979, relation: 'same' },
    { title: 'scikit-learn 1.9, fbeta_score with zero_division NaN', relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  isWeighing: true,
  examples: [
    {
      given: givenRows({ label: [1, 0, 1, 1], prediction: [1, 1, 0, 1] }),
      value: 2 / 3,
      by: 'TP 2, FP 1, FN 1: 4 / 6',
    },
    {
      given: givenRows({ label: [1, 0, 0, 1, 1, 1], prediction: [1, 1, 1, 1, 0, 1] }),
      params: { beta: 2 },
      value: 5 / 7,
      by: 'TP 3, FP 2, FN 1: 15 / (15 + 4 + 2)',
    },
  ],
  each({ n, label, prediction }, { beta }) {
    const square = beta * beta;
    const top = new Float64Array(n);
    const bottom = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      top[i] = (1 + square) * label[i]! * prediction[i]!; // ! i < n
      bottom[i] = square * label[i]! + prediction[i]!; // ! i < n
    }
    return { top, bottom };
  },
});
