import type { Bins } from '../profile/bins.ts';
import type { Moments } from '../profile/moments.ts';
import type { Quantile, RoleColumns } from '../table/rows.ts';
import type { Column } from '../table/table.ts';

/** What an entry on rows may look at: role columns, and the forecasts at all quantile levels. */
export interface GivenColumns extends RoleColumns {
  /** At least one, levels rising. */
  readonly quantiles: readonly Quantile[];
}
/** The name of one of them. */
export type GivenName = keyof GivenColumns;

/** What a metric is given: role columns of rows, or the feature columns of one table or of two stacked with `side`. */
export type Needs = { readonly rows: readonly GivenName[] } | { readonly columns: 'one' | 'two' };
type Named<T> = T extends readonly (infer N)[] ? N : never;

/** Rows with the role columns of these names. A weight of 2 is the row twice, 0 is no row. */
export type RowsOf<R extends GivenName> = {
  readonly n: number;
  /** How many classes there are; 0 for regression. */
  readonly classes: number;
  readonly weight: Float64Array;
} & Pick<GivenColumns, R>;
/** The feature columns of a table, missing cells and all. */
export interface ColumnsOf {
  readonly n: number;
  readonly weight: Float64Array;
  readonly features: readonly Column[];
}
/** Which table a row of two stacked ones is from. */
export interface Side {
  /** 1 the window, 0 the reference. */
  readonly side: Uint8Array;
}

/** What `measure` is given, and the compiler lets it see: just what the entry names in `needs`. */
export type Given<N extends Needs> = N extends { readonly rows: infer R }
  ? RowsOf<Named<R> & GivenName>
  : N extends { readonly columns: infer C }
    ? C extends 'two'
      ? ColumnsOf & Side
      : ColumnsOf
    : never;

/** What a profile holds of one column, as far as an entry may look at it. */
export interface Accumulators {
  /** Rows on bins that were frozen with the reference. */
  readonly histogram: { readonly bins: Bins; readonly counts: ArrayLike<number> };
  /** Of the numbers that are there; n is 0 for text. */
  readonly moments: Moments;
}
/** An entry on profiles is given these of a window and of the reference, on the same bins. */
export interface WindowNeeds {
  readonly window: readonly (keyof Accumulators)[];
}
/** What such an entry sees of both sides: just what it names. */
export type WindowGiven<N extends WindowNeeds = WindowNeeds> = Readonly<
  Record<'window' | 'reference', Pick<Accumulators, N['window'][number]>>
>;

/** One number and what it rests on. Never NaN. `noise` is its expected value without any change; `parts` explain it. */
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
  | 'too-few-groups'
  | 'not-ordered'
  | 'out-of-domain'
  | 'no-seeds'
  | 'too-few-seeds'
  | 'no-curves'
  | `no-${GivenName | 'side' | 'features' | 'costs' | 'scale'}`;
/** No number, and why; n rows were there. */
export interface Gap {
  readonly gap: GapReason;
  readonly n: number;
}
/** Whether there is no number. */
export const isGap = <T extends object>(x: T | Gap): x is Gap => 'gap' in x;

/** A number that a contract may set, within bounds. */
export interface NumberParam {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly help: string;
}
/** Parameters by name. */
export type Params = Readonly<Record<string, NumberParam>>;
/** A value for each parameter. */
export type Values<P extends Params> = { readonly [K in keyof P]: number };

/** What a model does. */
export type Task = 'binary' | 'multiclass' | 'regression' | 'forecast' | 'ranking';
/** What an entry is about; also the folder that its file is in. */
export type Family = 'performance' | 'calibration' | 'fairness' | 'quality' | 'cost' | 'drift' | 'sequential';
/**
 * Promises that a machine checks on random rows (test/laws). `zero-on-equal`: window and reference alike give 0 ·
 * `symmetric`: label and prediction may change places · `rank-only`: only the order of the scores counts ·
 * `class-swap`: the two classes may change places · `shift-free`, `scale-free`: adding a constant to, or multiplying,
 * label and prediction alike changes nothing.
 */
export type Law =
  | 'zero-on-equal'
  | 'symmetric'
  | 'rank-only'
  | 'class-swap'
  | 'shift-free'
  | 'scale-free'
  | 'zero-when-perfect'
  | 'one-when-perfect';

/**
 * Promises of entries on profiles. `zero-on-equal`: the same shares give 0 · `symmetric`: window and reference may
 * change places · `bin-order-free`: only which bin a row is in counts, not where the bin lies.
 */
export type WindowLaw = 'zero-on-equal' | 'symmetric' | 'bin-order-free';

/** Where a definition is from. */
export interface Source {
  readonly title: string;
  readonly year?: number;
  /** `same`: the value is equal to theirs; `adapted`: it differs as `note` says. */
  readonly relation: 'same' | 'adapted';
  readonly note?: string;
}

/** What every entry says about itself; pages, help and schema are made from it. */
export interface Card<P extends Params = Params, L extends string = string> {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  /** The question it answers, in words that need no statistics. */
  readonly question: string;
  readonly formula: string;
  /** A `share` is said of a hundred; a `score` has a scale of its own, and is a plain number of four decimals. */
  readonly unit: 'share' | 'score' | 'label' | 'number' | 'nats' | 'money' | 'rows';
  readonly range: readonly [number, number];
  readonly better: 'lower' | 'higher' | 'neither';
  /**
   * A binary entry (positive is code 1) serves several classes too, one against the rest: averages are in measure. One
   * that names ranking as well is read there as a mean over queries.
   */
  readonly tasks: readonly Task[];
  readonly params: P;
  readonly laws: readonly L[];
  /** What it answers when one class is absent, a denominator is 0 or a column is constant, and what others answer. */
  readonly edges: string;
  readonly sources: readonly Source[];
  /** NIST AI RMF subcategories and ISO/IEC 42001 controls for which it is evidence. */
  readonly clauses: readonly string[];
  readonly maturity: 'stable' | 'trial';
}

/**
 * Rows to a number. What it is given never changes, so that entries may share what they find out about a column, such
 * as ranks. Preferred in this order: a ratio of sums (`each`), smooth (`influence`), neither.
 */
export interface Metric<N extends Needs = Needs, P extends Params = Params> extends Card<P, Law> {
  readonly kind: 'metric';
  readonly needs: N;
  readonly examples: readonly Example<N, P>[];
  measure(given: Given<N>, params: Values<P>): Measurement | Gap;
  /**
   * One number per row, mean 0: value - truth is about their mean. Its law: n times the row's weight times the
   * derivative of the value by that weight. To be asked only where `measure` gives a value. The array is the caller's.
   */
  influence?(given: Given<N>, params: Values<P>): Float64Array;
  /** The value is sum(top) / sum(bottom) over rows; `ratio` makes measure and influence from it. */
  each?(given: Given<N>, params: Values<P>): Each;
  /** The value is a quantile of numbers by row: its interval is that of order statistics, free of any distribution. */
  quantile?(given: Given<N>, params: Values<P>): { readonly values: Float64Array; readonly level: number };
  /**
   * The influence stands for the slope of the value over many rows: a count above a cut moves in steps, and the law
   * that it is a derivative holds for the smooth curve behind them only. Its intervals are checked by simulation.
   */
  readonly isSmoothed?: boolean;
  /** It looks for what is best in the rows (a threshold, a hull): in few rows it is too high, which bounds correct. */
  readonly isOptimised?: boolean;
  /** What it makes best in the rows is an isotonic regression, which follows chance. */
  readonly isRecalibrated?: boolean;
  /** A ratio of sums in which rows weigh differently: a share, but no count of some rows among others. */
  readonly isWeighing?: boolean;
  /** No row but the outermost ones tell the value, so that neither influence nor resampling knows its spread. */
  readonly isExtreme?: boolean;
  /** It is a loss, and this is the one answer to every row that makes it least: `skill` holds it against that. */
  readonly constant?: 'mean' | 'median' | 'level';
  /**
   * Chance alone lifts it above 0, for scores that are right too: its lower bound is the basic one, and 0 where labels
   * drawn from the scores give as much; resamples are of rows gathered by their scores (`measure/above-chance.ts`).
   */
  readonly isAboveChance?: boolean;
  /** It is about how sure the model is of its answer, whatever the class, so that labels are whether that was right. */
  readonly isOfAnswer?: boolean;
  /** The parameters with what the value found in the data (a width) held: resamples are measured at them. */
  hold?(given: Given<N>, params: Values<P>): Values<P>;
  /** A root of a mean over rows; a ratio of sums says so itself. Its interval is that of a mean. */
  readonly isMean?: boolean;
  /**
   * A mean of numbers that go up and down: the skewness that a sample of them shows is that of its largest one, and
   * Student's t holds where taking it off does not (88 to 92 of 100 samples of 20 to 200 rows, ADR 50).
   */
  readonly isSigned?: boolean;
  /**
   * How many rows like these an interval needs at least, where coverage was measured to be too low with fewer: 0 is any
   * number, Infinity one that these rows do not tell. It follows from shares of the weight, not from how many they are.
   */
  fewestRows?(given: Given<N>, params: Values<P>): number;
  /** With fewer clusters it has no interval, where coverage was measured to be too low with fewer; else five. */
  readonly fewestClusters?: number;
  /** The same of all classes pooled, from the value: each row is a positive once then, whatever its class. */
  fewestPooled?(value: number, params: Values<P>, classes: number): number;
  /**
   * It is greatest inside of its domain, at the end of its range (entropy where all classes are alike often), where no
   * row moves it: bounds near there are those of the distance from that peak, which is a root of squares of so many.
   */
  peaked?(given: Given<N>): number;
  /** A tail of large numbers moves it, though it is no mean: its skewness is taken off as that of one. */
  readonly isSkewed?: boolean;
  /** Whose name the interval by influence has, where it has one. */
  readonly influenceBy?: 'delong';
  /** Sizes of the classes count as fixed: one lost degree of freedom each, resampled apart. */
  readonly strata?: 'label' | 'side';
}
/** A case small enough to follow by hand. Parameters that it leaves out have their default. */
export interface Example<N extends Needs = Needs, P extends Params = Params> {
  readonly given: Given<N>;
  readonly params?: Partial<Values<P>>;
  readonly value: number;
  /** How it was worked out. */
  readonly by: string;
}
/** The terms of a ratio, row by row, before weights. */
export interface Each {
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}
/** One file of the catalogue whose entry is measured on rows or columns. */
export type Entry = Metric;

/**
 * Two profiles of one column to a number: how far the window is from the reference. It has `noise`, what chance alone
 * gives at these numbers of rows, in the place of an interval, because an interval of a distance near 0 says nothing.
 */
export interface WindowMetric<N extends WindowNeeds = WindowNeeds, P extends Params = Params>
  extends Card<P, WindowLaw> {
  readonly kind: 'window-metric';
  readonly needs: N;
  readonly examples: readonly WindowExample<N, P>[];
  measure(given: WindowGiven<N>, params: Values<P>): Measurement | Gap;
}
/** A case small enough to follow by hand. */
export interface WindowExample<N extends WindowNeeds = WindowNeeds, P extends Params = Params> {
  readonly given: WindowGiven<N>;
  readonly params?: Partial<Values<P>>;
  readonly value: number;
  readonly by: string;
}
/** The entry, its `needs` and `params` typed from what it says. */
export const defineMetric = <const N extends Needs, const P extends Params>(
  entry: Omit<Metric<N, P>, 'kind'>,
): Metric<N, P> => ({ ...entry, kind: 'metric' });

/** The entry on profiles, its `needs` and `params` typed from what it says. */
export const defineWindowMetric = <const N extends WindowNeeds, const P extends Params>(
  entry: Omit<WindowMetric<N, P>, 'kind'>,
): WindowMetric<N, P> => ({ ...entry, kind: 'window-metric' });

/** The default of each parameter, by name. */
export const defaults = (card: Card): Record<string, number> =>
  Object.fromEntries(Object.entries(card.params).map(([name, param]) => [name, param.default]));

/** The parameters of one use of an entry: those that are given, the defaults for the rest. */
export const withDefaults = (
  card: Card,
  given: Readonly<Record<string, number | undefined>> = {},
): Record<string, number> =>
  Object.fromEntries(Object.entries(card.params).map(([name, param]) => [name, given[name] ?? param.default]));
