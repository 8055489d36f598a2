import { Problem } from '../std/problem.ts';
import type { QuantitySpec } from './check.ts';
import type { QuantityText } from './check-text.ts';
import type { JsonPath } from './lines.ts';
import type { Reading } from './reading.ts';

/** Stands where an entry does and is none: the gaps of recall and of the false positive rate, as one number. */
export const EQUALISED_ODDS = 'equalised-odds';

/**
 * What `gap(equalised-odds, sex)` or `gap(mean(equalised-odds), sex)` asks: the worse of two gaps, or their mean.
 * Problems: CONTRACT_KEY_MISSING without a column of groups, CONTRACT_KEY_UNKNOWN, CONTRACT_VALUE.
 */
export function oddsOf(quantity: QuantityText, path: JsonPath, reading: Reading): QuantitySpec {
  const { combinator, by, to, average, column, params } = quantity;
  const place = reading.place(path);
  if (combinator === 'plain')
    throw new Problem('CONTRACT_KEY_MISSING', { key: 'by', inside: reading.name(path), place });
  const [key] = [...params.keys(), ...(column === null ? [] : [column])];
  if (key !== undefined)
    throw new Problem('CONTRACT_KEY_UNKNOWN', { key, inside: EQUALISED_ODDS, nearest: null, known: [], place });
  if (average !== null && average !== 'mean') {
    const at = `average(${EQUALISED_ODDS})`;
    throw new Problem('CONTRACT_VALUE', {
      at,
      expected: 'one-of',
      allowed: ['mean'],
      nearest: null,
      found: average,
      place,
    });
  }
  const odds = average === 'mean' ? 'mean' : 'worst';
  return { entry: 'recall', params: {}, combinator, by, to, average: null, odds, column: null };
}
