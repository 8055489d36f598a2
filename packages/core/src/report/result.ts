import type { PairedTest } from '../measure/versus/tests.ts';
import type { Price, Prices } from '../table/row-prices.ts';
import type { CalibrationResult } from './calibration-result.ts';
import type { Changes } from './changes.ts';
import type { CalibrationLine, ChurnResult } from './comparison-result.ts';
import type { FairnessResult } from './fairness-result.ts';
import type { FoundSlices, LostSlices } from './found-slices-result.ts';
import type { SetsEvaluated } from './sets-result.ts';
import type { StabilityResult } from './stability-result.ts';
import type { ThresholdChoice } from './threshold-result.ts';
import type { TrainedResult } from './trained-result.ts';

/**
 * The one JSON document that `evaluate` and `gate` give (`--json`), and all that reports are made from. Keys are a
 * promise to scripts: adding is free, changing needs an ADR. Order is stable; the same input and seed give the same
 * bytes.
 */
export interface Result {
  readonly holdfast: string;
  readonly command: 'evaluate' | 'gate' | 'train';
  readonly seed: number;
  readonly model: string;
  readonly task: 'binary' | 'multiclass' | 'regression' | 'forecast' | 'ranking';
  readonly contract: { readonly path: string; readonly digest: string } | null;
  readonly inputs: readonly InputFile[];
  /** Role to column (or columns). What was inferred is in `assumed`. */
  readonly roles: Readonly<Record<string, string | readonly string[] | Readonly<Record<string, string>>>>;
  /** What nobody said and the program took, each with its reason as a sentence. */
  readonly assumed: readonly { readonly what: string; readonly value: string; readonly why: string }[];
  readonly rows: {
    readonly judged: number;
    readonly setAside: readonly { readonly reason: string; readonly rows: number }[];
  };
  readonly classes: readonly string[];
  readonly positive: string | null;
  readonly threshold: string | null;
  /** The unit of the label as the contract or the data name it ("EUR", "minutes"), for regression and forecast. */
  readonly labelUnit?: string | null;
  /** What intervals rest on: rows taken as independent, or clusters (customers, days). */
  readonly independence: {
    readonly by: 'row' | 'cluster' | 'day';
    readonly column: string | null;
    readonly clusters: number | null;
  };
  readonly verdict: VerdictWord | null;
  /** What an undecided check is to this gate: a failure, unless the contract or the command says that it may pass. */
  readonly unknown?: 'fail' | 'pass';
  /** The first sentence of every report. */
  readonly headline: { readonly sentence: string; readonly support: readonly string[]; readonly action: string };
  readonly checks: readonly CheckResult[];
  readonly measurements: readonly MeasurementResult[];
  /** Declared slices and the groups of the contract, with their sizes. */
  readonly slices: readonly {
    readonly name: string;
    readonly where: string;
    readonly n: number;
    readonly group: string | null;
  }[];
  readonly comparison: Comparison | null;
  readonly costs: CostsResult | null;
  /** What mase and rmsse are scaled by: the errors of a naive forecast over the reference; absent without any. */
  readonly naive?: NaiveScale;
  /** Where the line between yes and no should lie; absent where there is none to draw. */
  readonly thresholdChoice?: ThresholdChoice;
  /** Slices that nobody declared, found where the model answers worse; absent where answers cannot be told right. */
  readonly found?: FoundSlices;
  /** Of a model that was learned here: from what, and what it looks at. */
  readonly trained?: TrainedResult;
  /** How much of it is the luck of its training; absent without seeds or a learning curve. */
  readonly stability?: StabilityResult;
  /** How far scores are from being chances; absent where they are none. */
  readonly calibration?: CalibrationResult;
  /** What the sets of classes of a calibrator hold; absent without one that has any. */
  readonly sets?: SetsEvaluated;
  /** How groups of people fare; absent where no column of groups is named. */
  readonly fairness?: FairnessResult;
  /** What changed since a result of this contract was accepted; absent where none was. */
  readonly accepted?: Changes & { readonly path: string };
  /** Waivers that have run out, or will within two weeks; absent without any. */
  readonly waivers?: readonly WaiverState[];
  readonly windows: readonly never[];
  readonly notes: readonly string[];
}

/** The outcome of a check, as a word. */
export type VerdictWord = 'pass' | 'warn' | 'fail' | 'unknown';

/** A waiver that somebody must look after. */
export interface WaiverState {
  readonly check: string;
  readonly owner: string;
  readonly until: string;
  readonly why: string;
  readonly state: 'expired' | 'soon';
  readonly place: { readonly path: string; readonly line: number } | null;
}

/** A file that was read. */
export interface InputFile {
  readonly role: 'candidate' | 'reference' | 'labels' | 'against' | 'seeds' | 'current';
  readonly path: string;
  readonly rows: number;
  readonly digest: string;
  readonly problems: readonly {
    readonly code: string;
    readonly line: number | null;
    readonly column: string | null;
    readonly message: string;
  }[];
}

/** A check with its verdict. */
export interface CheckResult {
  readonly id: string;
  readonly entry: string;
  /** What is measured, in words: "accuracy", "gap in selection rate by sex". */
  readonly title: string;
  readonly slice: string | null;
  readonly verdict: VerdictWord;
  readonly severity: 'error' | 'warn';
  readonly expect: string;
  readonly reason: string;
  readonly n: number;
  readonly value: number | null;
  readonly gap?: string;
  readonly interval: readonly [number | null, number | null] | null;
  readonly level: number;
  readonly method: string | null;
  readonly needs_n: number | null;
  readonly unit: string;
  readonly words: string;
  /** Whether `value` is a difference to the other model: a line of `comparison`. Absent means no. */
  readonly isComparison?: boolean;
  /** Whether an `unknown` or `fail` of this check stands in the way; comparison lines without guard do not. */
  readonly blocks: boolean;
  readonly waived: { readonly owner: string; readonly until: string; readonly why: string } | null;
  readonly place: { readonly path: string; readonly line: number } | null;
}

/** One number of a survey. */
export interface MeasurementResult {
  readonly entry: string;
  /** "macro", "micro", "weighted", a class or a quantile level, where the entry was averaged or read at one. */
  readonly of: string | null;
  readonly slice: string | null;
  readonly value: number | null;
  readonly gap?: string;
  readonly interval: readonly [number | null, number | null] | null;
  readonly level: number;
  readonly n: number;
  readonly method: string | null;
}

/** The candidate beside the other model. */
export interface Comparison {
  readonly entry: string;
  /** What the contract calls the other model: `release.compare.to`. */
  readonly other?: string;
  /** The file that its answers are from. */
  readonly against: string;
  readonly margin: number;
  readonly joined: number;
  readonly unmatched: { readonly candidate: number; readonly against: number };
  readonly lines: readonly ComparisonLine[];
  /** Answers that differ: how many, and how many of them became right or wrong; null for numbers. */
  readonly churn: { readonly changed: number; readonly better: number; readonly worse: number } | null;
  /** Money per 1,000 rows, candidate minus the other, where the contract has costs. */
  readonly money: readonly MoneyLine[];
  /** Whether scores became worse as chances; absent where there are none to compare. */
  readonly calibration?: CalibrationLine;
  /** Which answers changed, slice by slice; absent where there are no answers of both. */
  readonly changes?: ChurnResult;
  /** Slices that nobody declared in which answers became worse; absent where there are no answers of both. */
  readonly found?: LostSlices;
  /** Tests that have a name, beside the bounds that decide. */
  readonly tests?: readonly PairedTest[];
}

/** One line of a comparison: all rows, a guard or a slice. */
export interface ComparisonLine {
  readonly slice: string | null;
  readonly guarded: boolean;
  readonly n: number;
  readonly candidate: number | null;
  readonly other: number | null;
  /** Candidate minus the other, turned so that more is better. */
  readonly difference: number | null;
  readonly gap?: string;
  /** One-sided bounds at `level`, each for itself. */
  readonly bounds: readonly [number, number] | null;
  readonly level: number;
  readonly margin: number;
  readonly verdict: VerdictWord;
  readonly reason: string;
  readonly needs_n: number | null;
  readonly method: string | null;
}

/** What both models cost per 1,000 rows. */
export interface MoneyLine {
  readonly slice: string | null;
  readonly n: number;
  readonly candidate: number;
  readonly other: number;
  readonly difference: number;
  readonly interval: readonly [number | null, number | null] | null;
  readonly currency: string;
}

/** Points of the charts, made beside the result and not part of its JSON. Each is absent where it makes no sense. */
export interface Figures {
  /** Counts of scores in equal bins of [0, 1], by class. */
  readonly scores?: {
    readonly edges: readonly number[];
    readonly negatives: readonly number[];
    readonly positives: readonly number[];
  };
  readonly roc?: readonly Curve[];
  readonly precisionRecall?: readonly Curve[];
  readonly reliability?: readonly Reliability[];
  /** Regression: prediction against label, in hexagon-free form: a grid of counts. */
  readonly residuals?: {
    readonly edges: readonly number[];
    readonly counts: readonly number[];
    readonly unit: string | null;
  };
  /** Money for each row by the share of rows that are answered yes. */
  readonly costCurve?: readonly { readonly share: number; readonly cost: number }[];
  /** Losses by step, thinned. */
  readonly learningCurve?: {
    readonly train: { readonly x: readonly number[]; readonly y: readonly number[] };
    readonly validation: { readonly x: readonly number[]; readonly y: readonly number[] } | null;
  };
  readonly confusion?: { readonly classes: readonly string[]; readonly counts: readonly (readonly number[])[] };
}
/** A line of points. */
export interface Curve {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Where the decision threshold stands on the curve. */
  readonly at: { readonly x: number; readonly y: number } | null;
}
/** How often what was promised came true. */
export interface Reliability {
  readonly name: string;
  /** The isotonic line: score given, share that came true. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly band: {
    readonly x: readonly number[];
    readonly low: readonly number[];
    readonly high: readonly number[];
  } | null;
}

/** What answers cost, as the contract writes it. */
export type CostsResult = Readonly<Record<string, Price | string | Prices['matrix']>>;

/** The errors of saying what was a season before, over a reference. */
export interface NaiveScale {
  readonly meanAbsolute: number;
  readonly rootMeanSquare: number;
  /** Values that have one a season before them. */
  readonly pairs: number;
  readonly season: 'day' | 'week' | 'year' | null;
  readonly reference: string;
}
