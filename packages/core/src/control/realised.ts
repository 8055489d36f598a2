import { rateExact } from '../stats/poisson-rate.ts';
import type { Budget } from './policy.ts';
import type { ControlState } from './state.ts';

/** What was promised about false alarms, beside what has come of it. */
export interface Realised {
  readonly promise: Budget;
  /** Of the budget, in false alarms that may have happened. */
  readonly spent: number;
  /** The longest time that a group was watched. */
  readonly watchedMs: number;
  readonly incidents: number;
  /** Incidents of which a person said that nothing had changed. */
  readonly falseAlarms: number;
  /** Incidents of which nobody has said what they were; each may still turn out to be false. */
  readonly unanswered: number;
  /**
   * The number of false alarms in the time watched that is not exceeded with 95 % confidence (one-sided), given those
   * that were answered, and the same if all that are unanswered are false. Source: Garwood 1936.
   */
  readonly upper: number;
  readonly upperWithUnanswered: number;
  /** `upper` in the time of the promise; null while nothing was watched. */
  readonly upperPerPromise: number | null;
}

/** The figures of the alarm budget, or null before a policy is set. */
export function realised({ budget, spent, groups, incidents }: ControlState): Realised | null {
  if (budget === null) return null;
  const watchedMs = Math.max(0, ...groups.map((group) => group.watchedMs));
  const falseAlarms = incidents.filter(({ answer }) => answer === 'nothing-changed').length;
  const unanswered = incidents.filter(({ answer }) => answer === null).length;
  const upper = upperCount(falseAlarms);
  return {
    promise: budget,
    spent,
    watchedMs,
    incidents: incidents.length,
    falseAlarms,
    unanswered,
    upper,
    upperWithUnanswered: upperCount(falseAlarms + unanswered),
    upperPerPromise: watchedMs === 0 ? null : (upper * budget.perMs) / watchedMs,
  };
}

/** The upper end of a two-sided interval of 90 % is the one-sided bound at 95 %. */
const upperCount = (count: number): number => rateExact(count, 1, 0.9)[1];
