import { entryById } from '../../catalogue/index.ts';
import { quantity } from '../entry-quantity.ts';
import type { Quantity } from '../quantity.ts';
import type { Prices } from './lines.ts';

/** What a decision costs for each row: by the same prices in all rows, or (null) by the row's own. */
export function costQuantity(prices: Prices | null): Quantity {
  if (prices === null) return quantity(entryById('answer-cost')!); // ! it is in the catalogue
  return quantity(entryById('cost-per-row')!, {
    // ! it is in the catalogue
    false_positive: prices.falsePositive,
    false_negative: prices.falseNegative,
    true_positive: prices.truePositive,
    true_negative: prices.trueNegative,
  });
}
