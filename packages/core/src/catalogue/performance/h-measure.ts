import { defineMetric } from '../define.ts';
import { givenRows } from '../given.ts';
import { type ClassWeights, classWeights } from '../ranks.ts';
import { rocHull } from '../roc-hull.ts';
import { costsAbove } from '../severity-ratio.ts';

export default defineMetric({
  id: 'h-measure',
  family: 'performance',
  title: 'H-measure',
  question: 'How much of the loss does the score save, whatever misses and false alarms may cost?',
  formula:
    '1 - L / L₀: the least loss over thresholds, averaged over costs c from Beta(2, 1 + negatives/positives); L₀ without a score',
  unit: 'score',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {},
  laws: ['rank-only', 'one-when-perfect'],
  edges:
    'One class only is a gap (one-class). A score that says nothing has 0. Unlike ROC AUC it weighs costs alike for all models, so that two models are held against the same prices.',
  sources: [
    {
      title: 'D. J. Hand, C. Anagnostopoulos, A better Beta for the H measure of classification performance',
      year: 2014,
      relation: 'same',
    },
    { title: 'hmeasure 0.1.6, h_score with its default severity ratio', relation: 'same' },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  isOptimised: true,
  examples: [
    {
      given: givenRows({ label: [0, 1, 0, 1], score: [0.4, 0.4, 0.4, 0.4] }),
      value: 0,
      by: 'equal scores save nothing',
    },
    {
      given: givenRows({ label: [0, 1, 0, 1], score: [0.1, 0.2, 0.3, 0.4] }),
      value: 0.5,
      by: 'Beta(2, 2), half of the rows positive: by symmetry half of the loss is saved',
    },
  ],
  measure(given) {
    const spread = classWeights(given);
    const { positives, negatives } = spread;
    if (positives + negatives === 0) return { gap: 'too-few-rows', n: given.n };
    if (positives === 0 || negatives === 0) return { gap: 'one-class', n: given.n };
    const { loss, without } = lossesOf(spread, 1 + negatives / positives);
    return { value: Math.min(1, Math.max(0, 1 - loss / without)), n: given.n };
  },
  /** At the best thresholds the loss moves as if they stayed (they are best); the density of costs moves beside it. */
  influence(given) {
    const { n, label, weight } = given;
    const spread = classWeights(given);
    const { rank, positives, negatives } = spread;
    const second = 1 + negatives / positives;
    const losses = lossesOf(spread, second);
    const { loss, without, withoutNeedless, withoutMissed } = losses;
    const { needlessAt, missedAt } = costsByRank(spread, losses);
    const density = slopeByDensity(spread, second);
    const ratio = loss / without;
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const k = rank[i]!; // ! i < n, here and below; ranks are below their count
      const isYes = label[i] === 1;
      const own = isYes ? missedAt[k]! - ratio * withoutMissed : needlessAt[k]! - ratio * withoutNeedless; // ! as above
      const bySecond = isYes ? -negatives / (positives * positives) : 1 / positives;
      out[i] = n * weight[i]! * (-own / without - density * bySecond); // ! as above
    }
    return out;
  },
});

/** The least loss in units of weight, with and without the score, and what each corner of the hull has of the costs. */
function lossesOf(spread: ClassWeights, second: number) {
  const { positives, negatives } = spread;
  const hull = rocHull(spread);
  const corners = hull.ranks.length;
  const needless = new Float64Array(corners);
  const missed = new Float64Array(corners);
  let above = costsAbove(0, second);
  let loss = 0;
  for (let i = 0; i < corners; i++) {
    const p = hull.positive[i]!; // ! i < corners, here and below
    const q = hull.negative[i]!; // !
    const [dp, dq] = i + 1 < corners ? [hull.positive[i + 1]! - p, hull.negative[i + 1]! - q] : [1, 0]; // !
    const beyond = costsAbove(dp / (dp + dq), second);
    needless[i] = above.needless - beyond.needless;
    missed[i] = above.missed - beyond.missed;
    loss += needless[i]! * (negatives - q) + missed[i]! * p; // ! as above
    above = beyond;
  }
  const atBase = costsAbove(positives / (positives + negatives), second);
  const withoutNeedless = costsAbove(0, second).needless - atBase.needless;
  const without = withoutNeedless * negatives + atBase.missed * positives;
  return { loss, without, needless, missed, withoutNeedless, withoutMissed: atBase.missed };
}

/**
 * For each rank what a negative and what a positive row there loses: the costs at which the best threshold lies below
 * it, or not.
 */
function costsByRank(
  spread: ClassWeights,
  { needless, missed }: Pick<ReturnType<typeof lossesOf>, 'needless' | 'missed'>,
) {
  const { ranks } = rocHull(spread);
  const needlessAt = new Float64Array(spread.count);
  const missedAt = new Float64Array(spread.count);
  let [below, above] = [0, missed.reduce((a, b) => a + b, 0)];
  for (let i = 0; i < ranks.length; i++) {
    below += needless[i]!; // ! i < corners, here and below
    above -= missed[i]!; // !
    const first = ranks[i]! + 1; // !
    const next = ranks[i + 1] ?? spread.count - 1;
    // Rows above this corner, up to the next one: it and all corners before it call them positive.
    needlessAt.fill(below, first, next + 1);
    missedAt.fill(Math.max(0, above), first, next + 1);
  }
  return { needlessAt, missedAt };
}

/** The slope of L / L₀ by the second parameter of the density, which follows the shares of the classes. */
function slopeByDensity(spread: ClassWeights, second: number): number {
  const step = 1e-4 * second;
  const at = (by: number): number => {
    const { loss, without } = lossesOf(spread, second + by);
    return loss / without;
  };
  return (at(step) - at(-step)) / (2 * step);
}
