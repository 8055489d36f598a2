import type { Assigned, RolePlan } from './assign.ts';
import { type Column, isMissing } from './table.ts';

const DAY_MS = 86_400_000;
/** Fewer clusters than this say nothing about their spread. */
const FEWEST_CLUSTERS = 5;

/** Which rows hang together. */
export interface Clusters {
  readonly codes: Int32Array | null;
  readonly independence: Assigned['independence'];
}

/**
 * The clusters of the rows at `indices`: those that the contract names, else the lists of a ranking, else forecasts of
 * one origin, else days (UTC). Rows are independent where there are too few of them. `find` gives the column of a role.
 */
export function clustersOf(
  plan: RolePlan,
  indices: Int32Array,
  find: (column: string, role: string) => Column,
): Clusters {
  const tied = plan.cluster ?? plan.query ?? plan.origin ?? null;
  const column = tied ?? plan.timestamp;
  const none: Clusters = { codes: null, independence: { by: 'row', column: null, clusters: null } };
  if (column === null) return none;
  const isDay = tied === null;
  const found = find(column, isDay ? 'timestamp' : 'cluster');
  if (isDay && found.kind === 'text') return none;
  const codeOf = new Map<number, number>();
  const codes = Int32Array.from(indices, (i) => {
    // ! i < n
    const key = isMissing(found, i) ? -1 : found.kind === 'text' ? found.codes[i]! : keyOf(found.values[i]!, isDay);
    const code = codeOf.get(key) ?? codeOf.size;
    codeOf.set(key, code);
    return code;
  });
  if (codeOf.size < FEWEST_CLUSTERS) return none;
  return { codes, independence: { by: isDay ? 'day' : 'cluster', column, clusters: codeOf.size } };
}

/** A code for each list; rows without one are a list of their own. */
export function queryCodes(column: Column, indices: Int32Array): Float64Array {
  const codeOf = new Map<number, number>();
  return Float64Array.from(indices, (i) => {
    const key = isMissing(column, i) ? -1 : column.kind === 'text' ? column.codes[i]! : column.values[i]!; // ! i < n
    const code = codeOf.get(key) ?? codeOf.size;
    codeOf.set(key, code);
    return code;
  });
}

const keyOf = (value: number, isDay: boolean): number => (isDay ? Math.floor(value / DAY_MS) : value);
