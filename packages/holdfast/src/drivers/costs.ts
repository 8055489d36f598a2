import { defaults, type Metric } from '@holdfast/core/catalogue/define.ts';
import type { Costs } from '@holdfast/core/contract/contract.ts';

/** Which parameter of a cost entry is which price of the contract. */
const PRICES: Readonly<Record<string, keyof Costs>> = {
  false_positive: 'falsePositive',
  false_negative: 'falseNegative',
  true_positive: 'truePositive',
  true_negative: 'trueNegative',
  over: 'over',
  under: 'under',
};

/**
 * Parameters of an entry: its defaults; for one that counts money the prices of the contract, null when it has none.
 */
export const paramsFrom =
  (costs: Costs | null) =>
  (entry: Metric): Record<string, number> | null => {
    if (entry.family !== 'cost') return defaults(entry);
    const given = Object.keys(entry.params).flatMap((name): [string, number][] => {
      const price = costs?.[PRICES[name] ?? 'currency'];
      return typeof price === 'number' ? [[name, price]] : [];
    });
    return given.length === 0 ? null : { ...defaults(entry), ...Object.fromEntries(given) };
  };

/** Prices as reports show them; null without any. */
export function costsLine(costs: Costs | null): Readonly<Record<string, number | string>> | null {
  if (costs === null) return null;
  const prices = Object.entries(PRICES).flatMap(([name, key]): [string, number | string][] => {
    const price = costs[key];
    return typeof price === 'number' ? [[name, price]] : [];
  });
  return Object.fromEntries([...prices, ['currency', costs.currency ?? '']]);
}
