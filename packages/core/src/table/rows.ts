import { type Column, takeCodes, takeColumn, takeFlags, takeNumbers } from './table.ts';
import { onesOf, takeWeight } from './weights.ts';

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
  /** The code of the query (list, session, item with several labels) that a row belongs to. */
  readonly query: Float64Array;
  /** What the answer costs, by prices of the row's own; of two classes also what either answer would cost. */
  readonly cost: Float64Array;
  readonly costOfNo: Float64Array;
  readonly costOfYes: Float64Array;
  /** Ends of a prediction interval. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}
/** The roles whose columns are numbers. */
export type RoleName = keyof RoleColumns;

/** A forecast at one level. */
export interface Quantile {
  readonly level: number;
  readonly values: Float64Array;
}

/** What is judged: rows that have all they need, in numbers. Two tables that are compared are one with `side`. */
export interface Rows {
  readonly n: number;
  readonly roles: Partial<RoleColumns>;
  /** The other model's answers to the same rows, where two models are compared. */
  readonly against: Partial<RoleColumns>;
  /** Forecasts by quantile level, rising. */
  readonly quantiles: readonly Quantile[];
  /** Names of the classes; the code of a class is its place here. Empty for regression. */
  readonly classes: readonly string[];
  /** Ones when the contract names no weight. */
  readonly weight: Float64Array;
  /** The weights count equal rows: a folded profile, or rows that were compressed. */
  readonly isCounted: boolean;
  /** The code of the cluster (customer, day) of each row; null when rows are independent. */
  readonly cluster: Int32Array | null;
  /** The code of the group of each row, where groups are compared; -1 is none of them. */
  readonly group: Int32Array | null;
  /** 1 the window, 0 the reference. */
  readonly side: Uint8Array | null;
  readonly features: readonly Column[];
}

/** Rows from what there is; the rest is absent, weights are 1. */
export function makeRows(n: number, parts: Partial<Omit<Rows, 'n'>>): Rows {
  const nothing = {
    roles: {},
    against: {},
    quantiles: [],
    classes: [],
    isCounted: false,
    cluster: null,
    group: null,
    side: null,
    features: [],
  };
  return { ...nothing, weight: onesOf(n), ...parts, n };
}

/** The rows at `indices`, in that order; an index may come twice. */
export function takeRows(rows: Rows, indices: ArrayLike<number>): Rows {
  return {
    n: indices.length,
    roles: takeRoles(rows.roles, indices),
    against: takeRoles(rows.against, indices),
    quantiles: rows.quantiles.map(({ level, values }) => ({ level, values: takeNumbers(values, indices) })),
    classes: rows.classes,
    weight: takeWeight(rows.weight, indices),
    isCounted: rows.isCounted,
    cluster: rows.cluster && takeCodes(rows.cluster, indices),
    group: rows.group && takeCodes(rows.group, indices),
    side: rows.side && takeFlags(rows.side, indices),
    features: rows.features.map((column) => takeColumn(column, indices)),
  };
}

function takeRoles(roles: Partial<RoleColumns>, indices: ArrayLike<number>): Partial<RoleColumns> {
  const { scores, ...plain } = roles;
  const taken = Object.fromEntries(Object.entries(plain).map(([name, values]) => [name, takeNumbers(values, indices)]));
  return { ...taken, ...(scores && { scores: scores.map((values) => takeNumbers(values, indices)) }) };
}
