import { countsOnEdges, edgesByRule } from '../../../stats/equal-bins.ts';
import { pooled } from '../../../stats/pooled-ranks.ts';
import { sum } from '../../../stats/sum.ts';
import type { EvidentlyMethod } from './method.ts';
import type { EvidentlyNumbers } from './pair.ts';

/** The Hellinger distance; bins of numbers by Sturges over the distinct values alone, so fewer than those of psi. */
export const hellinger: EvidentlyMethod = {
  id: 'hellinger',
  name: 'Hellinger distance',
  kinds: ['num', 'cat'],
  threshold: 0.1,
  drift: 'at-least',
  score: ({ kind, numbers, counts, n }) => {
    const edges = kind === 'num' && numbers && edgesByRule(distinctOf(numbers), 'sturges', numbers);
    const sides = edges
      ? { reference: countsOnEdges(numbers.reference, edges), window: countsOnEdges(numbers.current, edges) }
      : counts;
    const terms = Float64Array.from(
      sides.reference,
      (count, k) => Math.sqrt((count / n.reference) * (sides.window[k]! / n.current)), // ! as many bins
    );
    return Math.sqrt(1 - Math.min(1, sum(terms)));
  },
};

function distinctOf({ reference, current }: EvidentlyNumbers): Float64Array {
  return pooled(reference, current).filter((value, i, all) => i === 0 || value !== all[i - 1]);
}
