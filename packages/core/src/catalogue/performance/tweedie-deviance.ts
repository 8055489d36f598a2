import type { GapReason, RowsOf } from '../define.ts';
import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: 'tweedie-deviance',
  family: 'performance',
  title: 'Tweedie deviance (Poisson, gamma)',
  question: 'How far are predictions of counts or amounts off, when a miss weighs less where more is expected?',
  formula:
    'mean of 2 (y^(2-p) / ((1-p)(2-p)) - y q^(1-p) / (1-p) + q^(2-p) / (2-p)), q the prediction; Poisson p = 1: 2 (y ln(y/q) - y + q); gamma p = 2: 2 (ln(q/y) + y/q - 1)',
  unit: 'number',
  range: [0, Number.POSITIVE_INFINITY],
  better: 'lower',
  tasks: ['regression', 'forecast'],
  needs: { rows: ['label', 'prediction'] },
  params: {
    power: {
      default: 1,
      min: -10,
      max: 10,
      help: 'How the variance grows with the mean: 0 not at all (squared error), 1 as for counts (Poisson), 2 in proportion (gamma), 3 inverse Gaussian.',
    },
  },
  laws: ['zero-when-perfect'],
  edges:
    'A prediction of 0 or less (but with power 0), a label below 0 (power 1 to 2) or of 0 or less (power 2 and more), and any power between 0 and 1 is a gap (out-of-domain); scikit-learn raises.',
  sources: [
    { title: 'B. Jørgensen, The theory of dispersion models', year: 1997, relation: 'same' },
    { title: 'scikit-learn 1.9, mean_tweedie_deviance', relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  constant: 'mean',
  /** Of ten rows with a long tail 89 of 100 samples held the truth (ADR 62). */
  fewestRows: () => 20,
  examples: [
    {
      given: givenRows({ label: [0, 2], prediction: [1, 2] }, { classes: 0 }),
      value: 1,
      by: 'Poisson: 2 · 1 for the first row, 0 for the second',
    },
    {
      given: givenRows({ label: [1, 2], prediction: [2, 2] }, { classes: 0 }),
      params: { power: 2 },
      value: Math.LN2 - 0.5,
      by: 'gamma: 2 (ln 2 + .5 - 1) for the first row, 0 for the second',
    },
    {
      given: givenRows({ label: [1, 4], prediction: [4, 4] }, { classes: 0 }),
      params: { power: 1.5 },
      value: 1,
      by: '2 (-4 + 2 / 2 + 2 · 2) for the first row, 0 for the second',
    },
  ],
  gap: whyNot,
  each(given, { power }) {
    const { n, label, prediction } = given;
    const top = new Float64Array(n);
    const deviance = devianceOf(power);
    for (let i = 0; i < n; i++) {
      // What is outside opens a gap, unless it has no weight; near 0 roundings may fall below it.
      const found = deviance(label[i]!, prediction[i]!); // ! i < n
      top[i] = found > 0 ? found : 0;
    }
    return { top, bottom: ones(n) };
  },
});

function whyNot(
  { n, label, prediction, weight }: RowsOf<'label' | 'prediction'>,
  { power }: { power: number },
): GapReason | null {
  if (power === 0) return null;
  if (power > 0 && power < 1) return 'out-of-domain';
  for (let i = 0; i < n; i++) {
    if (weight[i] === 0) continue;
    const y = label[i]!; // ! i < n, here and below
    const isLabel = power < 0 || (power < 2 ? y >= 0 : y > 0);
    if (!isLabel || !(prediction[i]! > 0)) return 'out-of-domain'; // ! as above
  }
  return null;
}

type Deviance = (y: number, q: number) => number;

function devianceOf(p: number): Deviance {
  const far = farDeviance(p);
  if (p === 0) return far;
  return (y, q) => {
    const miss = (y - q) / q;
    return Math.abs(miss) < NEAR ? q ** (2 - p) * nearDeviance(miss, p) : far(y, q);
  };
}

/** Below this share of a miss the terms of the formula are alike, and their difference has few digits left. */
const NEAR = 0.02;

/** The deviance in units of q^(2-p), as the series of 2 ∫ (miss - s) (1 + s)^-p ds from 0 to the miss. */
function nearDeviance(miss: number, p: number): number {
  let [term, sum] = [miss * miss, 0];
  for (let k = 0; k < 14; k++) {
    sum += (2 * term) / ((k + 1) * (k + 2));
    term *= (miss * (-p - k)) / (k + 1);
  }
  return sum;
}

function farDeviance(p: number): Deviance {
  if (p === 0) return (y, q) => (y - q) ** 2;
  if (p === 1) return (y, q) => 2 * ((y === 0 ? 0 : y * Math.log(y / q)) - y + q);
  if (p === 2) return (y, q) => 2 * (Math.log(q / y) + y / q - 1);
  return (y, q) =>
    2 * (Math.max(y, 0) ** (2 - p) / ((1 - p) * (2 - p)) - (y * q ** (1 - p)) / (1 - p) + q ** (2 - p) / (2 - p));
}
