import { orderOf } from '../../stats/order.ts';

/** The least value with at least the share q of the weight at or below it; `weight` null for all alike. O(n log n). */
export function weightedQuantile(values: Float64Array, weight: Float64Array | null, q: number): number {
  const order = orderOf(values);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += weight?.[i] ?? 1;
  let reached = 0;
  for (const i of order) {
    reached += weight?.[i] ?? 1;
    if (reached >= q * total) return values[i]!; // ! a row
  }
  return values[order.at(-1) ?? 0] ?? 0;
}
