import type { FittedSign } from '../measure/estimate/fitted.ts';
import type { Refusal } from '../measure/estimate/refusal.ts';
import type { FeedbackResult, LabelsCame } from './labels-result.ts';
import type { InputFile, Result } from './result.ts';

/** The one JSON document of `estimate`, and all that its report is made from. Keys are a promise, as in `Result`. */
export interface EstimateResult
  extends Pick<
    Result,
    'holdfast' | 'seed' | 'model' | 'task' | 'contract' | 'roles' | 'assumed' | 'labelUnit' | 'headline' | 'notes'
  > {
  readonly command: 'estimate';
  /** Nothing is judged: there are no labels to judge by. */
  readonly verdict: null;
  readonly checks: readonly never[];
  readonly inputs: readonly EstimateInputFile[];
  readonly costs: { readonly currency: string } | null;
  readonly rows: {
    readonly reference: number;
    readonly analysis: number;
    readonly labelled: number;
    readonly setAside: Result['rows']['setAside'];
  };
  readonly features: readonly string[];
  readonly level: number;
  /** How time is cut; without times, rows in their order. */
  readonly window: {
    readonly ms: number | null;
    readonly rows: number | null;
    readonly by: 'option' | 'contract' | 'auto';
  };
  /** The entry that the answer speaks of: a key of `targets` and of every window's `values`. */
  readonly measure: string;
  readonly targets: readonly EstimateTarget[];
  /** Whether the model seems to have learned from the reference itself, so that nothing can be said by it. */
  readonly fitted: FittedSign | null;
  readonly windows: readonly EstimateWindow[];
  /** Estimates beside what labels said; null where there are no labels. */
  readonly reconciled: Reconciled | null;
  /** How labels came; null without any. */
  readonly labels: LabelsCame | null;
  /** Whether answers come back as what they are judged by. */
  readonly feedback: FeedbackResult;
  /** Labels held against the chances of the estimate; null without labels, a gap where they say nothing. */
  readonly calibration: CalibrationResult | null;
}

/** A file that was read. */
export type EstimateInputFile = Omit<InputFile, 'role'> & { readonly role: 'reference' | 'analysis' | 'labels' };

/** A number that is estimated. */
export interface EstimateTarget {
  /** The entry, with `:macro` where it is averaged over classes. */
  readonly key: string;
  readonly entry: string;
  readonly of: string | null;
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'neither';
  /** Over the whole reference, from its labels. */
  readonly reference: number | null;
  /**
   * By how much estimates of the reference's own windows were off beyond chance, and how many windows that rests on.
   */
  readonly reference_error: number;
  readonly reference_windows: number;
}

/** A stretch of later rows. Without times `start` and `end` are row numbers. */
export interface EstimateWindow {
  readonly start: number;
  readonly end: number;
  readonly n: number;
  /** Rows whose label is there. */
  readonly labelled: number;
  readonly refusal: Refusal | null;
  /** The share of rows outside the reference, and of rows told apart from it; the share of it that is alike. */
  readonly outside: number | null;
  readonly apart: number | null;
  readonly alike: number | null;
  readonly values: Readonly<Record<string, EstimateValue>>;
  /** From the labels of some rows and the chances of all; null where too few, or all, are labelled. */
  readonly partly: Readonly<Record<string, PartlyValue>> | null;
  /** What bets against the estimate hold after the window's labels: 1 or more is an alarm. */
  readonly evidence: number | null;
  /** Labels that are still to come, and which share of those that will is there; null where nobody knows when. */
  readonly maturity: {
    readonly to_come: number;
    readonly interval: readonly [number, number];
    readonly share: number;
  } | null;
  /** By what the window is judged: all of its labels, or those that came with the chances of the others (`partly`). */
  readonly judged: { readonly by: 'labels' | 'some-labels' } | { readonly by: null; readonly why: NotJudged };
}

/** Why a window is not judged by labels. */
export type NotJudged =
  | 'no-label-yet'
  | 'few-labels'
  /** Early labels end otherwise than late ones, and most are still to come. */
  | 'early-labels-differ'
  /** Labels come to some answers and hardly to others. */
  | 'labels-by-answer'
  | 'one-class'
  | 'no-chances';

/** A value that is estimated, and what labels said once they came. */
export interface EstimateValue {
  readonly value: number | null;
  readonly gap?: string;
  readonly interval: readonly [number, number] | null;
  readonly estimated: number | null;
  readonly realised: number | null;
  /** Half the width by its reasons; null without an estimate. */
  readonly parts: { readonly labels: number; readonly reference: number; readonly opinions: number } | null;
}

/** A number over all rows of a window, from the labels of some (PPI++). */
export interface PartlyValue {
  readonly value: number;
  /** Null where the labelled rows are too skewed for one. */
  readonly interval: readonly [number, number] | null;
  /** Labelled rows, and all. */
  readonly n: number;
  readonly rows: number;
  /** How much of the chances is used, 0 to 1. */
  readonly lambda: number;
  /** How wide the interval is beside that of the labelled rows alone. */
  readonly width: number | null;
}

/** How often what came lay within what was estimated, over windows that have both. */
export interface Reconciled {
  readonly covered: Readonly<
    Record<string, { readonly windows: number; readonly inside: number; readonly off: number }>
  >;
}

/** Alarms that the estimate is wrong. */
export type CalibrationResult =
  | { readonly gap: 'one-class' | 'no-labels'; readonly n: number }
  | {
      readonly labels: number;
      /** Windows, by their place, at whose end it was told. */
      readonly alarms: readonly number[];
      /** The first of them after which there is no estimate any more; null where what came lay in the band. */
      readonly withdrawn: number | null;
      /** False alarms that were allowed over all windows with labels. */
      readonly spent: number;
      readonly promise: { readonly false_alarms: number; readonly per_windows: number };
      readonly tolerance: number;
    };
