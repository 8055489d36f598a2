import { defineMetric } from '../define.ts';
import { fewestWith } from '../fewest-rows.ts';
import { givenRows } from '../given.ts';
import { type ClassWeights, classWeights } from '../ranks.ts';

export default defineMetric({
  id: 'gain-at-top',
  family: 'performance',
  title: 'Gain at the top',
  question: 'Of the cases that matter, how many are found if only the rows with the highest scores are looked at?',
  formula: 'positives among the share of rows with the highest scores / positives; of rows that tie at the end, a part',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary'],
  needs: { rows: ['label', 'score'] },
  params: {
    share: {
      default: 0.1,
      min: 0.0001,
      max: 1,
      help: 'The share of all rows, highest scores first, that is looked at.',
    },
  },
  laws: ['rank-only'],
  edges:
    'No positive label is a gap (no-denominator). Rows that tie where the share ends count in part, so that their order is free; others take them as they stand. A score that says nothing has the share itself. Lift is gain / share.',
  sources: [
    {
      title: 'D. L. Olson, Y. Cao, Cumulative gains and lift charts in direct marketing',
      year: 2005,
      relation: 'adapted',
      note: 'no rounding to whole rows, ties in part',
    },
  ],
  clauses: ['MEASURE 2.3', 'MEASURE 2.5', 'A.6.2.4'],
  maturity: 'stable',
  isSmoothed: true,
  /** With fewer than ten rows in the top, an average over classes held the truth in 77 of 100 samples (ADR 62). */
  fewestRows: (_, { share }) => 10 / share,
  /**
   * Pooled, the top holds no more than share × classes of the positives, and what lacks is the wrong rows in it. With
   * fewer than three of them intervals held the truth in 42 to 91 of 100 samples (ADR 50).
   */
  fewestPooled: (value, { share }, classes) => fewestWith(Math.min(1, share * classes) - value),
  examples: [
    {
      given: givenRows({ label: [1, 0, 1, 0, 1], score: [0.9, 0.8, 0.7, 0.2, 0.1] }),
      params: { share: 0.6 },
      value: 2 / 3,
      by: '2 of 3 among the highest 3 of 5',
    },
    {
      given: givenRows({ label: [1, 0, 1, 0], score: [0.9, 0.5, 0.5, 0.1] }),
      params: { share: 0.5 },
      value: 0.75,
      by: 'the first, and half of the two that tie, one of which is a case',
    },
  ],
  measure(given, { share }) {
    const spread = classWeights(given);
    const { positives, negatives } = spread;
    if (positives + negatives === 0) return { gap: 'too-few-rows', n: given.n };
    if (positives === 0) return { gap: 'no-denominator', n: given.n };
    return { value: Math.min(1, cutAt(spread, share).found / positives), n: given.n };
  },
  /** With more rows above the cut it moves up, past as many positives as there are just around it. */
  influence(given, { share }) {
    const { n, label, weight } = given;
    const spread = classWeights(given);
    const { rank, positives } = spread;
    const { at, part, found, rateAround } = cutAt(spread, share);
    const gain = found / positives;
    const scale = n / positives;
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const k = rank[i]!; // ! i < n, here and below
      const inside = k > at ? 1 : k === at ? part : 0;
      out[i] = scale * weight[i]! * (label[i]! * (inside - gain) + rateAround * (share - inside)); // ! as above
    }
    return out;
  },
});

/** The share of positives around the cut is taken from this much of the weight, W^-0.2, as for a density. */
const AROUND = 0.5;

interface Cut {
  /** The rank where the share ends, and how much of it is inside. */
  readonly at: number;
  readonly part: number;
  /** The weight of the positives inside. */
  readonly found: number;
  /** The share of positives among the rows around the end. */
  readonly rateAround: number;
}

function cutAt({ count, positive, negative, positives, negatives }: ClassWeights, share: number): Cut {
  const total = positives + negatives;
  const wanted = share * total;
  let seen = 0;
  let found = 0;
  let at = count - 1;
  for (; at > 0; at--) {
    const here = positive[at]! + negative[at]!; // ! at < count, here and below
    if (seen + here >= wanted) break;
    seen += here;
    found += positive[at]!; // ! as above
  }
  const here = positive[at]! + negative[at]!; // ! as above
  const part = here > 0 ? Math.min(1, (wanted - seen) / here) : 1;
  // As far up as down, so that a rate that rises with the score is met at its middle.
  const reach = Math.min(AROUND * total ** 0.8, wanted, total - wanted) / 2;
  let [weight, yes] = [here, positive[at]!]; // ! as above
  for (let k = at + 1, up = 0; k < count && up < reach; k++) {
    up += positive[k]! + negative[k]!; // ! k < count, here and below
    weight += positive[k]! + negative[k]!; // !
    yes += positive[k]!; // !
  }
  for (let k = at - 1, down = 0; k >= 0 && down < reach; k--) {
    down += positive[k]! + negative[k]!; // ! k < count, here and below
    weight += positive[k]! + negative[k]!; // !
    yes += positive[k]!; // !
  }
  return { at, part, found: found + part * positive[at]!, rateAround: weight > 0 ? yes / weight : 0 }; // ! as above
}
