import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'top-k-accuracy',
  family: 'performance',
  title: 'Top-k accuracy',
  question: 'How often is the truth among the k classes with the highest scores?',
  formula: 'rows whose true class has fewer than k classes before it / rows; of equal scores the first class is before',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['multiclass'],
  needs: { rows: ['label', 'scores'] },
  params: { k: { default: 2, min: 1, max: 1000, help: 'How many classes may be named.' } },
  laws: ['one-when-perfect'],
  edges:
    'Defined for any row. With k 1 it is the accuracy of the highest score; with k the number of classes it is 1. Of equal scores the first class goes first, as where an answer is made of scores; scikit-learn takes the last.',
  sources: [
    {
      title: 'scikit-learn 1.9, top_k_accuracy_score',
      relation: 'adapted',
      note: 'of equal scores the first class goes first, not the last',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows(
        {
          label: [0, 1, 2],
          scores: [
            [0.5, 0.5, 0.5],
            [0.3, 0.2, 0.3],
            [0.2, 0.3, 0.2],
          ],
        },
        { classes: 3 },
      ),
      value: 1 / 3,
      by: 'the truth is first, third and third',
    },
    {
      given: givenRows(
        {
          label: [0, 1],
          scores: [
            [0.4, 0.4],
            [0.4, 0.4],
            [0.2, 0.2],
          ],
        },
        { classes: 3 },
      ),
      params: { k: 1 },
      value: 0.5,
      by: 'of equal scores the first class is the answer',
    },
  ],
  each({ n, label, scores }, { k }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const truth = label[i]!; // ! i < n, here and below; codes are classes
      const own = scores[truth]![i]!; // !
      let before = 0;
      for (let c = 0; c < scores.length; c++) {
        const other = scores[c]![i]!; // ! c < length
        if (other > own || (other === own && c < truth)) before++;
      }
      top[i] = before < k ? 1 : 0;
    }
    return { top, bottom: ones(n) };
  },
});
