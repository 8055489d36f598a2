import { defaults, type Metric } from '@holdfast/core/catalogue/define.ts';
import type { Costs } from '@holdfast/core/contract/contract.ts';
import type { Prices } from '@holdfast/core/measure/threshold/lines.ts';
import type { CostsResult } from '@holdfast/core/report/result.ts';
import type { Capacity } from '@holdfast/core/report/threshold-result.ts';
import { isByRow, PRICE_KEYS, type Price } from '@holdfast/core/table/row-prices.ts';
import { findColumn, type Table } from '@holdfast/core/table/table.ts';

/** Prices by the name that contract and entries give them; a matrix is no single price. */
const pricesIn = (costs: Costs | null): readonly (readonly [name: string, price: Price])[] =>
  Object.entries(PRICE_KEYS).flatMap(([key, name]) => {
    const price = costs?.[key as keyof typeof PRICE_KEYS]; // as: its keys
    return price == null || Array.isArray(price) ? [] : [[name, price as Price] as const]; // as: the matrix is an array
  });

/**
 * Parameters of an entry: its defaults; for one that counts money the prices of the contract, null when it has none.
 * Prices of a row's own are in its role `cost`, and then the entries that take one price for all rows have none.
 */
export const paramsFrom =
  (costs: Costs | null) =>
  (entry: Metric): Record<string, number> | null => {
    if (entry.family !== 'cost') return defaults(entry);
    const isOwn = costs !== null && isByRow(costs);
    if ('rows' in entry.needs && entry.needs.rows.includes('cost')) return isOwn ? {} : null;
    if (isOwn) return null;
    const given = pricesIn(costs).filter(([name]) => Object.hasOwn(entry.params, name));
    const numbers = Object.fromEntries(given) as Record<string, number>; // as: columns are prices of a row's own
    return given.length === 0 ? null : { ...defaults(entry), ...numbers };
  };

/** Prices as reports show them; null without any. */
export function costsLine(costs: Costs | null): CostsResult | null {
  if (costs === null) return null;
  const matrix = costs.matrix.length > 0 && { matrix: costs.matrix };
  return { ...Object.fromEntries(pricesIn(costs)), ...matrix, currency: costs.currency ?? '' };
}

/** Whether the four outcomes of a yes-no answer, or pairs of classes, have a price. */
export const isPriced = (costs: Costs | null): boolean =>
  costs !== null && (isByRow(costs) || pricesOf(costs) !== null);

/**
 * What the four outcomes of a yes-no answer cost in every row; one that the contract leaves out is free. Null without
 * any, and where rows have prices of their own.
 */
export function pricesOf(costs: Costs | null): Prices | null {
  const { falsePositive = null, falseNegative = null, truePositive = null, trueNegative = null } = costs ?? {};
  if (costs === null || isByRow(costs)) return null;
  const prices = [falsePositive, falseNegative, truePositive, trueNegative];
  const [fp, fn, tp, tn] = prices.map(Number) as [number, number, number, number]; // as: of four
  return fp || fn || tp || tn ? { falsePositive: fp, falseNegative: fn, truePositive: tp, trueNegative: tn } : null;
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
