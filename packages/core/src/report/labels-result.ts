import type { PolicyValue } from '../measure/feedback/policy-value.ts';
import type { EarlyLabels } from '../measure/few-labels/early-labels.ts';

/** How labels came. */
export interface LabelsCame {
  /** Whether a label counts when it came, or (where nobody knows when) in the window of its row. */
  readonly by: 'arrival' | 'window';
  /** The last that is known of, in milliseconds. */
  readonly as_of: number | null;
  readonly delay: {
    readonly labels: number;
    readonly waiting: number;
    /** By these ages half, and 95 of 100, of the labels that come at all had come; in milliseconds. */
    readonly median: number | null;
    readonly most: number | null;
    /** The share of rows that get a label by the age of the oldest row. */
    readonly ever: number;
    readonly ever_interval: readonly [number, number];
    readonly oldest: number;
  } | null;
  /** Labels that are older than the answer to their row. */
  readonly before_prediction: number;
  /** Labels of which another one came later; null where none was said again. */
  readonly corrected: {
    readonly rows: number;
    readonly of: number;
    readonly again: number;
    readonly without_id: number;
    readonly unknown_id: number;
    /** Over all labelled rows, by the labels that came first and by those that hold. */
    readonly changed: Readonly<Record<string, { readonly before: number | null; readonly after: number | null }>>;
  } | null;
  /** Whether early labels end as late ones do; null where too few windows have theirs. */
  readonly early: EarlyLabels | null;
}

/** Whether what a model answers comes back as what it is judged by, or learns from (STATISTICS 10). */
export interface FeedbackResult {
  /** P(label is there | answer); null where all rows have one, or none. */
  readonly selective: {
    readonly kind: 'even' | 'uneven' | 'one-sided' | null;
    readonly answers: readonly {
      readonly of: string;
      readonly rows: number;
      readonly labelled: number;
      readonly difference: number | null;
      readonly interval: readonly [number, number] | null;
    }[];
  } | null;
  /** Rows left to chance beside the others of like chances; a gap where no column says which, or few are labelled. */
  readonly explored:
    | { readonly gap: 'no-column' | 'too-few-rows' }
    | {
        readonly difference: number;
        readonly interval: readonly [number, number];
        readonly n: readonly [explored: number, others: number];
        readonly evidence: number;
      };
  /** How much answers differ from row to row; null for a task without such a number. */
  readonly diversity: {
    readonly entry: string;
    readonly usual: readonly [number, number] | null;
    readonly kind: 'narrower' | 'wider' | 'level' | null;
    readonly windows: readonly (number | null)[];
  } | null;
  /** Labels that only repeat the answer, which were left out; null where no column says so. */
  readonly self_labelled: {
    readonly rows: number;
    readonly of: number;
    readonly share: number;
    readonly interval: readonly [number, number];
  } | null;
  /** Numbers over all rows of windows with labels, by logged chances; null where none are logged. */
  readonly policy: Readonly<Record<string, PolicyValue>> | null;
}
