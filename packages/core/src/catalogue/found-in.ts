import { type List, throughTies } from './queries.ts';

/** How many relevant items are among the first k of a list; of those that tie at place k, the mean over all orders. */
export function foundIn(list: List, k: number): number {
  let found = 0;
  throughTies(list, ({ before, size, relevant }) => {
    if (before >= k) return true;
    found += relevant * Math.min(1, (k - before) / size);
    return false;
  });
  return found;
}
