import { defaults, type Metric } from '@holdfast/core/catalogue/define.ts';
import type { Costs } from '@holdfast/core/contract/contract.ts';
import type { Prices } from '@holdfast/core/measure/threshold/lines.ts';
import type { Capacity } from '@holdfast/core/report/threshold-result.ts';
import { findColumn, type Table } from '@holdfast/core/table/table.ts';

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

/** What the four outcomes of a yes-no answer cost; one that the contract leaves out is free. Null without any. */
export function pricesOf(costs: Costs | null): Prices | null {
  const { falsePositive = null, falseNegative = null, truePositive = null, trueNegative = null } = costs ?? {};
  if ([falsePositive, falseNegative, truePositive, trueNegative].every((price) => !price)) return null;
  return {
    falsePositive: falsePositive ?? 0,
    falseNegative: falseNegative ?? 0,
    truePositive: truePositive ?? 0,
    trueNegative: trueNegative ?? 0,
  };
}

const DAY_MS = 86_400_000;

/** What people can follow up in a day beside the rows of a day; null where either is not known. */
export function capacityOf(costs: Costs | null, table: Table, timestamp: string | null): Capacity {
  const column = timestamp === null ? null : findColumn(table, timestamp);
  if (costs?.capacityPerDay == null || column?.kind !== 'number' || column.type !== 'timestamp') return null;
  const days = new Set<number>();
  let rows = 0;
  for (let i = 0; i < column.values.length; i++) {
    if (column.missing?.[i] === 1) continue;
    days.add(Math.floor(column.values[i]! / DAY_MS)); // ! i < n
    rows++;
  }
  return days.size === 0 ? null : { perDay: costs.capacityPerDay, rowsPerDay: rows / days.size };
}
