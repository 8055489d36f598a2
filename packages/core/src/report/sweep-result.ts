import type { Action, Prices } from '../control/sweep/course.ts';
import type { PlayedPolicy } from '../control/sweep/play.ts';

/** Policies of retraining over one history (`backtest --sweep`). Costs are in the unit of errors. */
export interface SweepResult {
  /** `money`: prices of the contract; without any an error counts 1 (`errors`) or as much as it is off (`amounts`). */
  readonly unit: 'money' | 'errors' | 'amounts';
  readonly currency: string | null;
  readonly periods: readonly { readonly start: number; readonly end: number; readonly n: number }[];
  readonly prices: Prices;
  readonly policies: readonly SweptPolicy[];
  /** The least that errors and retraining can cost when all is known beforehand. */
  readonly oracle: { readonly total: number; readonly actions: PlayedPolicy['actions'] };
  /** What weighing costs would do now with the shipped model; empty: nothing. */
  readonly due: readonly Action[];
}

/** What one policy did and cost. */
export interface SweptPolicy {
  readonly id: string;
  readonly setting: number | null;
  readonly counts: { readonly retrain: number; readonly recalibrate: number; readonly 'roll-back': number };
  readonly actions: PlayedPolicy['actions'];
  readonly costs: PlayedPolicy['costs'];
  /** Against the shipped model for ever; the interval is by blocks of neighbouring periods. */
  readonly saved: { readonly value: number; readonly interval: readonly [number, number] | null };
  /** More than the least. */
  readonly regret: number;
  /** What was saved up to the end of each period. */
  readonly cumulated: readonly number[];
}
