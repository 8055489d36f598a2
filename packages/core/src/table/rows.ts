import type { Column } from './table.ts';

/** The columns that an entry may ask for by role, row for row. A class is its code; a yes-no answer is 0 or 1. */
export interface RoleColumns {
  readonly label: Float64Array;
  readonly prediction: Float64Array;
  /** The score of the positive class; a probability only if it is one. */
  readonly score: Float64Array;
  /** One score for each class, in the order of the classes. */
  readonly scores: readonly Float64Array[];
  /** The forecast at one quantile level. */
  readonly quantile: Float64Array;
  /** Ends of a prediction interval. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}
export type RoleName = keyof RoleColumns;

/** What is judged: rows that have all they need, in numbers. Two tables that are compared are one with `side`. */
export interface Rows {
  readonly n: number;
  readonly roles: Partial<RoleColumns>;
  /** Names of the classes; the code of a class is its place here. Empty for regression. */
  readonly classes: readonly string[];
  /** Ones when the contract names no weight. */
  readonly weight: Float64Array;
  /** The weights count equal rows: a folded profile, or rows that were compressed. */
  readonly isCounted: boolean;
  /** The code of the cluster (customer, day) of each row; null when rows are independent. */
  readonly cluster: Int32Array | null;
  /** 1 the window, 0 the reference. */
  readonly side: Uint8Array | null;
  readonly features: readonly Column[];
}

/** Rows from what there is; the rest is absent, weights are 1. */
export function makeRows(n: number, parts: Partial<Omit<Rows, 'n'>>): Rows {
  const nothing = { roles: {}, classes: [], isCounted: false, cluster: null, side: null, features: [] };
  return { ...nothing, weight: new Float64Array(n).fill(1), ...parts, n };
}
