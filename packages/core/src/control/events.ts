import type { Verdict } from '../verdict/judge.ts';
import type { Action, Budget, Policy } from './policy.ts';

/** The number of the rules by which decide() decides: a change of them is another number, old ledgers keep theirs. */
export const DECIDER = 1;

/** What a person says about an incident. */
export type Answer = 'fixed' | 'new-normal' | 'nothing-changed';

/** A stream's part in an alarm, as evidence gave it. */
export interface Member {
  readonly stream: string;
  readonly component: number;
  /** Of the group's wealth, 0 to 1. */
  readonly share: number;
  readonly logWealth: number;
  readonly direction: 'up' | 'down';
  readonly effect: number;
  readonly interval: readonly [number | null, number | null];
}

/** Data of the facts that control is told, by type. Times are milliseconds since the epoch. */
export interface InputData {
  /** The first event of every ledger. */
  LedgerOpened: { readonly ledger: string };
  PolicySet: {
    readonly contractDigest: string;
    readonly policy: Policy;
    readonly budget: Budget;
    readonly decider: number;
  };
  /** The statistics of a group in a window. `income` and `spent` are of the alarm budget, spent since the beginning. */
  WindowScored: {
    readonly group: string;
    readonly start: number;
    readonly end: number;
    /** Streams that could speak; those that could not are in `silent`. */
    readonly due: number;
    readonly silent: readonly { readonly stream: string; readonly reason: string }[];
    readonly income: number;
    readonly spent: number;
    readonly logWealth: number;
    readonly statistics: readonly number[];
    readonly panelDigest: string;
  };
  VerdictRecorded: {
    readonly check: string;
    readonly group: string;
    readonly verdict: Verdict;
    readonly reason: string;
    /** Of the group, and where it fails: a verdict by evidence fails exactly when wealth reaches the threshold. */
    readonly logWealth: number | null;
    readonly threshold: number | null;
    readonly income: number;
    readonly spent: number;
    readonly members: readonly Member[];
    readonly changePoint: number | null;
  };
  /** From now on the labels of this window count as arrived. */
  WatermarkPassed: {
    readonly start: number;
    readonly end: number;
    readonly labelled: number;
    readonly expected: number;
  };
  /** Labels that came or changed after the watermark; what they change in the realised figures. */
  LabelCorrected: {
    readonly start: number;
    readonly end: number;
    readonly counts: Readonly<Record<string, number>>;
  };
  /** A calibrator was learned and written: which, of what, and the numbers that decided. */
  CalibratorChosen: {
    readonly model: string;
    /** SHA-256 of the file that was written, as it names itself. */
    readonly calibrator: string;
    readonly rule: string;
    /** Whether it is surely better than leaving the answers as they are. */
    readonly isHelp: boolean;
    /** Digests of the files that it was learned from, rows, and those that were held out. */
    readonly inputs: readonly string[];
    readonly rows: number;
    readonly judged: number;
    readonly seed: number;
    /** What it was judged by on held-out rows, without it and with it. */
    readonly measure: string;
    readonly before: number | null;
    readonly after: number | null;
    /** Rules that were tried, with their mean loss. */
    readonly tried: readonly { readonly rule: string; readonly loss: number | null }[];
    /** Sets of classes: what they promise and what they held. */
    readonly sets: {
      readonly rule: string;
      readonly level: number;
      readonly coverage: number | null;
      readonly size: number | null;
    } | null;
  };
  /** What may lie behind an incident, most likely first; with the part of the change of `of` that goes with each. */
  CausesFound: {
    readonly incident: string;
    readonly of: string;
    readonly causes: readonly {
      readonly kind: string;
      readonly columns: readonly string[];
      readonly explains: number | null;
    }[];
  };
  IncidentAnswered: {
    readonly incident: string;
    readonly answer: Answer;
    readonly by: string;
    readonly why: string;
  };
  RequestAnswered: {
    readonly request: string;
    readonly answer: 'approved' | 'refused';
    readonly by: string;
    readonly why: string;
  };
}

/** A stream in a decision: named, without a number that another engine might compute in another last digit. */
export interface NamedMember {
  readonly stream: string;
  readonly component: number;
  readonly direction: 'up' | 'down';
}

/** Why a decision was made. Numbers are whole. */
export type DecisionReason =
  | { readonly code: 'verdict-failed'; readonly check: string; readonly group: string }
  | { readonly code: 'incident'; readonly group: string }
  | { readonly code: 'answered'; readonly answer: Answer; readonly by: string; readonly why: string }
  | { readonly code: 'quiet'; readonly quietMs: number; readonly neededMs: number }
  | { readonly code: 'cool-down'; readonly remainingMs: number }
  | { readonly code: 'few-labels'; readonly labels: number; readonly needed: number }
  | { readonly code: 'enough-labels'; readonly labels: number; readonly needed: number }
  | { readonly code: 'approval-needed' }
  | { readonly code: 'approved'; readonly by: string; readonly why: string }
  | { readonly code: 'refused'; readonly by: string; readonly why: string };

/** Data of decisions, by type. An `id` names what is to be done, once: `performance-1/retrain`. */
export interface DecisionData {
  IncidentOpened: {
    readonly incident: string;
    readonly group: string;
    readonly members: readonly NamedMember[];
    readonly reasons: readonly DecisionReason[];
  };
  IncidentExtended: {
    readonly incident: string;
    readonly members: readonly NamedMember[];
    readonly reasons: readonly DecisionReason[];
  };
  IncidentClosed: { readonly incident: string; readonly reasons: readonly DecisionReason[] };
  AlertDecided: Decided;
  RetrainRequested: Decided;
  RetrainDecided: Decided;
  RecalibrateDecided: Decided;
  HoldDecided: Decided & { readonly action: Action };
}

/** What is to be done about an incident. */
export interface Decided {
  readonly id: string;
  readonly incident: string;
  readonly reasons: readonly DecisionReason[];
}

type EventOf<D> = { [T in keyof D]: { readonly type: T; readonly at: number; readonly data: D[T] } }[keyof D];

/** A fact that control is told. */
export type Input = EventOf<InputData>;
/** What control concluded from it. */
export type Decision = EventOf<DecisionData>;
/** What a ledger holds. */
export type ControlEvent = Input | Decision;
