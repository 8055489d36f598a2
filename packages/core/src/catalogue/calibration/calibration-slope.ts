import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { isProbability } from '../probability.ts';
import { fitInfluence, fitLine, whyNoFit } from '../recalibration.ts';

export default defineMetric({
  id: 'calibration-slope',
  family: 'calibration',
  title: 'Calibration slope',
  question: 'Are the probabilities too extreme (below 1) or too timid (above 1)?',
  formula: 'slope b of the logistic regression of the label on ln(score / (1 - score)), with an intercept',
  unit: 'number',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  better: 'neither',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['class-swap'],
  edges:
    'Best at 1; 0 is a score that says nothing. Scores are kept 1e-6 away from 0 and 1. One class only is a gap (one-class), one score only too (no-variance); where a threshold parts the classes the slope is infinite (a gap). statsmodels raises or runs away there.',
  sources: [
    { title: 'D. R. Cox, Two further applications of a model for binary regression', year: 1958, relation: 'same' },
    { title: 'B. Van Calster et al., A calibration hierarchy for risk models', year: 2016, relation: 'same' },
  ],
  clauses: ['MEASURE 2.5', 'MAP 2.2', 'A.6.2.4'],
  maturity: 'stable',
  examples: [
    {
      given: givenRows({ label: [0, 0, 1, 0, 1, 1], score: [0.2, 0.2, 0.2, 0.8, 0.8, 0.8] }),
      value: 0.5,
      by: 'one third and two thirds came: odds of 1/2 and 2 where 1/4 and 4 were claimed',
    },
  ],
  measure(given) {
    const { n } = given;
    if (!isProbability(given.score, given.weight)) return { gap: 'not-a-probability', n };
    const reason = whyNoFit(given);
    if (reason !== null) return { gap: reason, n };
    const fit = fitLine(given);
    return fit === null ? { gap: 'infinite', n } : { value: fit.slope, n };
  },
  /** Of 10 and 20 days 84 to 92 of 100 samples held the truth: the slope is too high where few days differ (ADR 62). */
  fewestClusters: 30,
  influence(given) {
    const fit = fitLine(given);
    return fit === null ? new Float64Array(given.n) : fitInfluence(given, fit, 'slope');
  },
});
