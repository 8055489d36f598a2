import type { RoleColumns, RoleName } from '../table/rows.ts';
import type { Column } from '../table/table.ts';

/** What a metric is given: role columns of rows, or the feature columns of one table or of two stacked with `side`. */
export type Needs = { readonly rows: readonly RoleName[] } | { readonly columns: 'one' | 'two' };
type Named<T> = T extends readonly (infer N)[] ? N : never;

export type RowsOf<R extends RoleName> = {
  readonly n: number;
  /** How many classes there are; 0 for regression. */
  readonly classes: number;
  readonly weight: Float64Array;
} & Pick<RoleColumns, R>;
export interface ColumnsOf {
  readonly n: number;
  readonly weight: Float64Array;
  readonly features: readonly Column[];
}
export interface Side {
  /** 1 the window, 0 the reference. */
  readonly side: Uint8Array;
}

export type Given<N extends Needs> = N extends { readonly rows: infer R }
  ? RowsOf<Named<R> & RoleName>
  : N extends { readonly columns: infer C }
    ? C extends 'two'
      ? ColumnsOf & Side
      : ColumnsOf
    : never;

/** One number and what it rests on. Never NaN. `noise` is its expected value when nothing changed; `parts` explain it. */
export interface Measurement {
  readonly value: number;
  readonly n: number;
  readonly noise?: number;
  readonly parts?: readonly { readonly of: string; readonly value: number }[];
}

/** Why there is no number. A gap is never a pass. */
export type GapReason =
  | 'too-few-rows'
  | 'one-class'
  | 'no-denominator'
  | 'no-variance'
  | 'not-a-probability'
  | 'zero-label'
  | 'infinite'
  | `no-${RoleName | 'side' | 'features' | 'costs'}`;
export interface Gap {
  readonly gap: GapReason;
  readonly n: number;
}
export const isGap = <T extends object>(x: T | Gap): x is Gap => 'gap' in x;

export interface NumberParam {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly help: string;
}
export type Params = Readonly<Record<string, NumberParam>>;
export type Values<P extends Params> = { readonly [K in keyof P]: number };

export type Task = 'binary' | 'multiclass' | 'regression' | 'forecast';
export type Family = 'performance' | 'calibration' | 'fairness' | 'quality' | 'cost';
/** Promises that a machine checks on random rows (test/laws). */
export type Law = 'zero-on-equal' | 'symmetric' | 'rank-only' | 'class-swap' | 'zero-when-perfect' | 'one-when-perfect';

export interface Source {
  readonly title: string;
  readonly year?: number;
  /** `same`: the value is equal to theirs; `adapted`: it differs as `note` says. */
  readonly relation: 'same' | 'adapted';
  readonly note?: string;
}

/** What every entry says about itself; pages, help and schema are made from it. */
export interface Card<P extends Params = Params> {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  /** The question it answers, in words that need no statistics. */
  readonly question: string;
  readonly formula: string;
  readonly unit: 'share' | 'label' | 'number' | 'nats' | 'money' | 'rows';
  readonly range: readonly [number, number];
  readonly better: 'lower' | 'higher' | 'neither';
  readonly tasks: readonly Task[];
  readonly params: P;
  readonly laws: readonly Law[];
  /** What it answers when one class is absent, a denominator is 0 or a column is constant, and what others answer. */
  readonly edges: string;
  readonly sources: readonly Source[];
  /** NIST AI RMF subcategories and ISO/IEC 42001 controls for which it is evidence. */
  readonly clauses: readonly string[];
  readonly maturity: 'stable' | 'trial';
}

/** Rows to a number. Preferred in this order: a ratio of sums (`each`), smooth (`influence`), neither. */
export interface Metric<N extends Needs = Needs, P extends Params = Params> extends Card<P> {
  readonly kind: 'metric';
  readonly needs: N;
  readonly examples: readonly { readonly given: Given<N>; readonly value: number; readonly by: string }[];
  measure(given: Given<N>, params: Values<P>): Measurement | Gap;
  /** One number per row, mean 0: value - truth is about their mean. Its law: the derivative by the row's weight. */
  influence?(given: Given<N>, params: Values<P>): Float64Array;
  /** The value is sum(top) / sum(bottom) over rows; `ratio` makes measure and influence from it. */
  each?(given: Given<N>, params: Values<P>): Each;
  /** Sizes of the classes count as fixed: one lost degree of freedom each, resampled apart. */
  readonly strata?: 'label' | 'side';
}
export interface Each {
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}
export type Entry = Metric;

export const defineMetric = <const N extends Needs, const P extends Params>(
  entry: Omit<Metric<N, P>, 'kind'>,
): Metric<N, P> => ({ ...entry, kind: 'metric' });

/** The default of each parameter, by name. */
export const defaults = (card: Card): Record<string, number> =>
  Object.fromEntries(Object.entries(card.params).map(([name, param]) => [name, param.default]));
