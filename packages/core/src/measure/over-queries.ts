import { type Gap, isGap } from '../catalogue/define.ts';
import { type Rows, takeRows } from '../table/rows.ts';
import { sizeOf } from './compress.ts';
import type { Quantity } from './quantity.ts';

/**
 * The mean of a quantity over queries, where an item is a yes if its label is above 0: a ROC AUC for each list, the
 * precision of the labels of each item. A query without a number (one class, nothing to divide by) is left out; none
 * with one is a gap. The weight of a query is the mean weight of its rows. O(n), a few microseconds for each query.
 */
export const overQueries = (q: Quantity): Quantity => ({
  strata: null,
  touches: null,
  of(rows, want) {
    const { query } = rows.roles;
    if (!query) return { gap: 'no-query', n: sizeOf(rows) };
    const each = eachQuery(q, asYesNo(rows), query);
    if ('gap' in each) return each;
    const { found, total } = each;
    const value = found.reduce((sum, one) => sum + one.weight * one.value, 0) / total;
    const plain = { exact: null, ratio: null, quantile: null, scale: 'identity' as const, isMean: true };
    const estimate = { value, n: sizeOf(rows), ...plain };
    if (want === 'value') return { ...estimate, influence: null };
    const influence = new Float64Array(rows.n);
    for (const one of found) {
      const share = (rows.n * (one.value - value)) / total / one.rows.length;
      for (const row of one.rows) influence[row] = share * rows.weight[row]!; // ! row < n
    }
    return { ...estimate, influence };
  },
});

/** The quantity over all rows, whatever their query, where an item is a yes if its label is above 0. */
export const overAllItems = (q: Quantity): Quantity => ({
  strata: q.strata,
  touches: null,
  of: (rows, want) => q.of(asYesNo(rows), want),
});

function asYesNo(rows: Rows): Rows {
  const { label } = rows.roles;
  if (!label) return rows;
  return { ...rows, roles: { ...rows.roles, label: label.map((y) => Number(y > 0)) }, classes: ['no', 'yes'] };
}

interface One {
  readonly rows: readonly number[];
  readonly value: number;
  readonly weight: number;
}

function eachQuery(q: Quantity, rows: Rows, query: Float64Array): { found: One[]; total: number } | Gap {
  const byQuery = new Map<number, number[]>();
  for (let i = 0; i < rows.n; i++) {
    const members = byQuery.get(query[i]!) ?? []; // ! i < n
    if (members.length === 0) byQuery.set(query[i]!, members); // ! i < n
    members.push(i);
  }
  const found: One[] = [];
  let [total, why] = [0, null as Gap | null]; // as: none yet
  const bare = { ...rows, cluster: null, group: null, side: null, features: [], against: {}, quantiles: [] };
  for (const members of byQuery.values()) {
    const weight = members.reduce((sum, row) => sum + rows.weight[row]!, 0) / members.length; // ! row < n
    if (weight === 0) continue;
    const answer = q.of(takeRows(bare, members), 'value');
    if (isGap(answer)) why ??= answer;
    else {
      found.push({ rows: members, value: answer.value, weight });
      total += weight;
    }
  }
  return total > 0 ? { found, total } : { gap: why?.gap ?? 'too-few-rows', n: sizeOf(rows) };
}
