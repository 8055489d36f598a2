import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { isProbability } from '../probability.ts';
import { fitInfluence, fitOffset, whyNoFit } from '../recalibration.ts';

export default defineMetric({
  id: 'calibration-intercept',
  family: 'calibration',
  title: 'Calibration in the large',
  question: 'Are the probabilities too low (above 0) or too high (below 0) as a whole?',
  formula:
    'intercept a of the logistic regression of the label with ln(score / (1 - score)) as offset: slope held at 1',
  unit: 'number',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: [],
  edges:
    'Best at 0; a shift of .7 halves or doubles the odds. Scores are kept 1e-6 away from 0 and 1. One class only is a gap (one-class): the intercept would be infinite.',
  sources: [
    { title: 'D. R. Cox, Two further applications of a model for binary regression', year: 1958, relation: 'same' },
    { title: 'B. Van Calster et al., A calibration hierarchy for risk models', year: 2016, relation: 'same' },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [0, 1, 1], score: [0.5, 0.5, 0.5] }),
      value: Math.LN2,
      by: 'odds of 2 came where even odds were claimed',
    },
  ],
  measure(given) {
    const { n } = given;
    if (!isProbability(given.score, given.weight)) return { gap: 'not-a-probability', n };
    const reason = whyNoFit(given);
    if (reason === 'too-few-rows' || reason === 'one-class') return { gap: reason, n };
    const fit = fitOffset(given);
    return fit === null ? { gap: 'infinite', n } : { value: fit.intercept, n };
  },
  influence(given) {
    const fit = fitOffset(given);
    return fit === null ? new Float64Array(given.n) : fitInfluence(given, fit, 'intercept');
  },
});
