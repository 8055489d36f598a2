import type { Causes } from '../evidence/causes/cause.ts';
import type { Hush } from '../evidence/hushes.ts';
import type { FailureKind } from '../evidence/stream.ts';
import type { ByChance } from '../measure/detect.ts';
import type { Refusal } from '../measure/estimate/refusal.ts';
import type { FeedbackResult } from './labels-result.ts';
import type { InputFile, Result, VerdictWord } from './result.ts';
import type { SweepResult } from './sweep-result.ts';

/**
 * The one JSON document that `backtest` gives (`--json`), and all that its reports are made from. Keys are a promise to
 * scripts: adding is free, changing needs an ADR. Times are milliseconds since the epoch in UTC. Order is stable; the
 * same input and seed give the same bytes.
 */
export interface BacktestResult
  extends Pick<Result, 'holdfast' | 'seed' | 'model' | 'task' | 'contract' | 'roles' | 'assumed' | 'labelUnit'> {
  readonly command: 'backtest';
  readonly inputs: readonly HistoryInput[];
  readonly rows: {
    readonly reference: number;
    readonly history: number;
    readonly labelled: number;
    /** Rows and labels that took no part, by reason; and what was noticed about rows that did. */
    readonly setAside: readonly { readonly reason: HistorySetAside; readonly rows: number }[];
  };
  /**
   * `fail`: performance fell and had not come back. `warn`: something moved, or performance is worse than in the
   * reference. `unknown`: no stream of performance could speak.
   */
  readonly verdict: VerdictWord;
  readonly headline: Result['headline'];
  /** From the start of the first window to the end of the last one. */
  readonly span: { readonly start: number; readonly end: number };
  readonly window: {
    readonly unit: 'hour' | 'day' | 'week' | 'other';
    readonly ms: number;
    readonly by: 'contract' | 'auto';
    readonly season: string;
    readonly rowsMin: number;
  };
  /** How long after the end of a window its labels count as arrived. */
  readonly labelDelay: { readonly ms: number; readonly by: 'contract' | 'data' | 'none' };
  /** The number that people follow: its id is a key of every window's `values`. */
  readonly measure: FollowedMeasure;
  /** In the order of time; windows without rows are here too, n 0. */
  readonly windows: readonly WindowResult[];
  readonly streams: readonly StreamResult[];
  /** Streams that should have spoken and did not, by stretch. */
  readonly hushes: readonly HushResult[];
  readonly incidents: readonly IncidentResult[];
  readonly decisions: readonly DecisionResult[];
  /** What the detectors of the contract say beside the incidents: no part of the verdict, and of no budget. */
  readonly detectors: readonly DetectorResult[];
  readonly budget: BudgetResult;
  readonly costs: HistoryCosts | null;
  /** What policies of retraining would have cost (`--sweep`); null where it was not asked or nothing can be learned. */
  readonly sweep: SweepResult | null;
  /** Whether answers come back as labels; null for lists. */
  readonly feedback: Pick<FeedbackResult, 'selective' | 'diversity'> | null;
  readonly ledger: {
    readonly path: string | null;
    readonly events: number;
    readonly head: string;
    /** Of what was decided, when, for which members and why; equal on every engine. */
    readonly decisions: string;
  };
  readonly notes: readonly string[];
}

/** A file that a backtest read. */
export type HistoryInput = Omit<InputFile, 'role'> & { readonly role: 'history' | 'reference' | 'labels' };

/** Why a row or a label took no part, or what was odd about it. */
export type HistorySetAside =
  | 'no-time'
  | 'in-reference-too'
  | 'before-reference-ends'
  | 'label-of-unknown-id'
  | 'label-without-id'
  | 'label-again'
  | 'label-corrected'
  | 'label-before-prediction'
  | 'label-late'
  | 'label-never'
  | 'not-judgeable'
  | 'out-of-order';

/** The headline metric, over the reference and over the history. */
export interface FollowedMeasure {
  readonly entry: string;
  readonly title: string;
  /** As the card says: share, label, score ... */
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'neither';
  readonly reference: MeasuredValue;
  readonly history: MeasuredValue;
  /** History minus reference, of two independent tables; null where one of them has no interval. */
  readonly difference: { readonly value: number; readonly interval: readonly [number, number] } | null;
  /** Where windows are many: the value over so many of them together, one stretch after the other. */
  readonly steps?: { readonly size: number; readonly values: readonly MeasuredValue[] };
  /** By stretch of the chart (or window), as it would have been estimated without outcomes; absent: not asked. */
  readonly estimated?: readonly EstimatedStep[];
}

/** An estimate of one stretch with its band, or why there is none. */
export interface EstimatedStep {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  readonly refusal: Refusal | null;
}

/** A value with what it rests on; null with the reason where there is none. */
export interface MeasuredValue {
  readonly value: number | null;
  readonly gap?: string;
  readonly interval: readonly [number | null, number | null] | null;
  readonly n: number;
}

/** One window of the history. */
export interface WindowResult {
  readonly start: number;
  readonly end: number;
  readonly n: number;
  /** Labels that had arrived at the watermark. */
  readonly labelled: number;
  /** By entry, from the labels at the watermark; the interval is by day or cluster where there are several. */
  readonly values: Readonly<Record<string, MeasuredValue>>;
  /** By group: the logarithm of its wealth (0 is an alarm), the streams that spoke and those that could not. */
  readonly evidence: Readonly<
    Record<string, { readonly log_wealth: number; readonly due: number; readonly silent: number }>
  >;
}

/** One watched stream in numbers that people know, window by window. */
export interface StreamResult {
  readonly stream: string;
  readonly group: 'inputs' | 'answers' | 'outcomes' | 'performance' | 'slices';
  /** The column, or the metric. */
  readonly of: string;
  /** Of a slice alone: the rows that it is about, by its name. */
  readonly slice?: string;
  /** What the line shows: the mean of a number column, the share of a level, a share missing, a metric. */
  readonly shows: string;
  readonly unit: string;
  /** In the reference; null where it has none. */
  readonly usual: number | null;
  /** By window, null where there is nothing. */
  readonly line: readonly (number | null)[];
  /** The smallest lasting shift of the line that this stream can find with what it has seen; null: cannot speak. */
  readonly detectable: number | null;
  /** Why it cannot speak, or null. */
  readonly silent: string | null;
}

/** A stretch in which a stream should have spoken and did not. */
export interface HushResult extends Hush {
  readonly stream: string;
}

/** Something that changed, as it was told. */
export interface IncidentResult {
  /** `performance-1`; numbers for people follow the order here, from 1. */
  readonly id: string;
  readonly group: StreamResult['group'];
  /** `fell` and `rose` are said of performance only. */
  readonly kind: 'fell' | 'rose' | 'moved';
  /** When it was told: the end of the window, or the label watermark. */
  readonly opened: number;
  readonly closed: number | null;
  readonly answer: string | null;
  /** Who answered; null: the replay itself. */
  readonly answered_by: string | null;
  /** When the change is thought to have begun. */
  readonly change_point: number;
  readonly detected_after_rows: number;
  readonly detected_after_ms: number;
  readonly members: readonly IncidentMember[];
  /** The followed metric over the weeks (or windows) before the change and from it to the alarm. */
  readonly before: MeasuredValue;
  readonly after: MeasuredValue;
  /** Of the followed metric, after minus before, in its unit. */
  readonly estimated_change: number | null;
  /** The first of `causes` in words; null: none was found. */
  readonly cause: string | null;
  /** What may lie behind it, most likely first; null where nothing can be compared. */
  readonly causes: CausesResult | null;
  /** Whether a person answered that nothing had changed; null where nobody did. */
  readonly false: boolean | null;
  /** Extra cost a day against the reference since the change, where the contract has costs. */
  readonly cost_per_day: { readonly value: number; readonly interval: readonly [number, number] | null } | null;
  readonly words: string;
}

/** Causes with the words for each. */
export interface CausesResult extends Omit<Causes, 'causes'> {
  readonly causes: readonly (Causes['causes'][number] & { readonly words: string })[];
}

/** A stream's part in an incident. */
export interface IncidentMember {
  readonly stream: string;
  /** The column, or the metric. */
  readonly feature: string;
  /** The slice, where the metric is of one. */
  readonly slice?: string;
  /** What moved in it: "mean", "share of level "B"", "missing". */
  readonly part: string;
  /** Of the evidence, 0 to 1. */
  readonly share: number;
  readonly direction: 'up' | 'down';
  /** What the column is from one window to the next, as its rows say; null where it moved. */
  readonly failure: Exclude<FailureKind, 'moved'> | null;
  /** Whether it is sure by itself that it moved; the others moved with it, or may have. */
  readonly confirmed: boolean;
  /** In the unit of the line: before the change and since. */
  readonly from: number | null;
  readonly to: number | null;
  readonly effect: number | null;
  readonly interval: readonly [number | null, number | null] | null;
}

/** What control decided. */
export interface DecisionResult {
  readonly at: number;
  readonly type: string;
  readonly incident: string;
  readonly words: string;
}

/** A detector over single values of the history. */
export interface DetectorResult {
  /** As the contract writes it. */
  readonly detector: string;
  readonly entry: string;
  /** The column; null: the errors of the answers. */
  readonly column: string | null;
  readonly n: number;
  /** Why it could not run, or null. */
  readonly gap: 'no-column' | 'no-number' | 'no-errors' | 'not-errors' | 'no-values' | null;
  /** When it said that something changed, and the means of the values around that. */
  readonly alarms: readonly { readonly at: number; readonly before: number | null; readonly after: number | null }[];
  /** Alarms on the same values in random order; null where it could not run. */
  readonly by_chance: ByChance | null;
  /** It keeps no promise about false alarms. */
  readonly promise: null;
}

/** The promise about false alarms, what of it was spent, and what happens when nothing changes. */
export interface BudgetResult {
  readonly promise: { readonly false_alarms: number; readonly per_ms: number };
  /** False alarms that the evidence was allowed, over the whole history. */
  readonly spent: number;
  /** Replays of the reference in which nothing changes; null where it is too short to be dealt out anew. */
  readonly realised: {
    readonly replays: number;
    readonly alarms: number;
    /** In the time of the promise. */
    readonly rate: number;
    readonly interval: readonly [number, number];
  } | null;
  /** One-sided 95 % upper bound of the realised rate. */
  readonly upper: number | null;
  /** What people answered to the incidents of this history; null where nobody did. */
  readonly answered: {
    readonly incidents: number;
    readonly by_people: number;
    /** Answered that nothing had changed. */
    readonly false_alarms: number;
    /** In the time of the promise, with its one-sided 95 % upper bound; the same if all others were false as well. */
    readonly rate: number;
    readonly upper: number;
    readonly upper_with_unanswered: number;
  } | null;
}

/** What answers cost by the contract's prices, over the labelled history. */
export interface HistoryCosts {
  readonly currency: string | null;
  readonly errors: number;
  readonly total: number;
  readonly per_1000: { readonly reference: number | null; readonly history: number };
  readonly policy: string;
}
