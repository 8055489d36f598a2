import type { Figure } from './figure.ts';
import type { VerdictWord } from './result.ts';

/** Blocks of evidence over time: what only a history has. */

/** What an incident is: performance that fell or rose (filled), or something else that moved (hollow). */
export type MarkKind = 'fell' | 'rose' | 'moved';

/** An incident on an axis of time: an upright with its number in a ring. */
export interface IncidentMark {
  readonly number: number;
  /** When it was told, in milliseconds. */
  readonly at: number;
  readonly kind: MarkKind;
  /** What moved, in one line. */
  readonly title: string;
}

/** A stretch of time with a value and its interval; without a value it keeps its place and is hatched. */
export interface TimelinePoint {
  readonly start: number;
  readonly end: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string;
}

/** How a number went over time: dots with intervals, the usual as a band, incidents as numbered uprights. */
export interface TimelineBlock extends Figure {
  readonly kind: 'timeline';
  readonly start: number;
  readonly end: number;
  /** In the order of time, without gaps between them. Shares are of 100. */
  readonly points: readonly TimelinePoint[];
  readonly usual: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** What was estimated of the same number, as a band behind the dots. */
  readonly estimates?: readonly {
    readonly start: number;
    readonly end: number;
    readonly low: number;
    readonly high: number;
    readonly text: string;
  }[];
  /** Values are estimates: their intervals are drawn as a band, and these dots are what came. */
  readonly came?: readonly { readonly at: number; readonly value: number; readonly text: string }[];
  readonly marks: readonly IncidentMark[];
  readonly isShare: boolean;
  /** The unit of the axis, where it is a name. */
  readonly unit: string;
  /** What the number is called where there is little room: "right". */
  readonly name: string;
  /** Words beside what is drawn: of the dots, of the band, of a band beyond the scale, of stretches without a value. */
  readonly keys: {
    readonly dots: readonly string[];
    /** Of the band of estimates; absent without one. */
    readonly band?: string;
    readonly usual: string;
    readonly beyond: string;
    readonly blank: string;
  };
}

/** Small charts that share the axis of time, one thing each. */
export interface PanelsBlock {
  readonly kind: 'panels';
  readonly start: number;
  readonly end: number;
  readonly panels: readonly Panel[];
}
/** One thing over time, its usual dotted, with the incidents in which it moved. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  /** The middle of each stretch and its value; null where there is none. */
  readonly line: readonly { readonly at: number; readonly value: number | null }[];
  readonly usual: number | null;
  readonly marks: readonly IncidentMark[];
  /** The line below it: usual and range. */
  readonly note: string;
}

/** A promise about false alarms beside what was spent of it and what came of it. */
export interface BudgetBlock extends Figure {
  readonly kind: 'budget';
  readonly promise: { readonly value: number; readonly name: string };
  readonly rows: readonly BudgetRow[];
}
/** An amount from zero, or a value with its interval. */
export interface BudgetRow {
  readonly name: string;
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  readonly text: string;
  /** Within the promise, beyond it, or not to be said. */
  readonly verdict: VerdictWord | null;
}
