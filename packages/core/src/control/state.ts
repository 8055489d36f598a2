import type { Answer } from './events.ts';
import type { Action, Budget, Policy } from './policy.ts';

/** What control knows: the fold of its events. Plain data, so that it can be hashed and kept. */
export interface ControlState {
  readonly ledger: string | null;
  readonly contractDigest: string | null;
  readonly policy: Policy | null;
  readonly budget: Budget | null;
  readonly clock: Clock;
  /** In the order in which they were first heard of. */
  readonly groups: readonly GroupState[];
  /** In the order in which they were opened. */
  readonly incidents: readonly IncidentState[];
  /** Labels since the last of each. */
  readonly labels: { readonly retrain: number; readonly recalibrate: number };
  /** By the clock; null before the first. */
  readonly last: { readonly retrain: number | null; readonly recalibrate: number | null };
  /** Of the alarm budget, as evidence last said. */
  readonly spent: number;
}

/**
 * The time that has passed while events came in, in the order in which they came: a clock that is set back stops it for
 * a while and never turns it back, and one that jumped ahead and was mended goes on. So an event's own time orders
 * nothing, and a wrong one can end a cool-down early but never silence us for years.
 */
export interface Clock {
  readonly at: number | null;
  readonly elapsedMs: number;
}

/** What is known of a group of streams. */
export interface GroupState {
  readonly group: string;
  /** Time in windows in which a stream of the group could speak. */
  readonly watchedMs: number;
  readonly watchedUntil: number | null;
  /** By the clock. */
  readonly lastVerdict: number | null;
  readonly lastAlert: number | null;
  /** How many incidents it has had. */
  readonly incidents: number;
}

/** An incident and what is still to be done about it. */
export interface IncidentState {
  readonly incident: string;
  readonly group: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly answer: Answer | null;
  /** Failing verdicts so far. */
  readonly alarms: number;
  /** Time since the last one that was seen to be quiet. */
  readonly quietMs: number;
  readonly wishes: readonly Wish[];
}

/** Something that the policy wants for an incident. */
export interface Wish {
  readonly action: Action;
  /** `waits` for its conditions, was `asked` of a person, or is over. */
  readonly stage: 'waits' | 'asked' | 'over';
  /** Why it was last held back; the same reason is not recorded twice. */
  readonly held: 'cool-down' | 'few-labels' | 'refused' | null;
}

/** What control knows before the first event. */
export const INITIAL: ControlState = {
  ledger: null,
  contractDigest: null,
  policy: null,
  budget: null,
  clock: { at: null, elapsedMs: 0 },
  groups: [],
  incidents: [],
  labels: { retrain: 0, recalibrate: 0 },
  last: { retrain: null, recalibrate: null },
  spent: 0,
};

/** What is known of a group; of one that was never heard of, nothing. */
export const groupOf = ({ groups }: ControlState, group: string): GroupState =>
  groups.find((known) => known.group === group) ?? {
    group,
    watchedMs: 0,
    watchedUntil: null,
    lastVerdict: null,
    lastAlert: null,
    incidents: 0,
  };

/** The incident of a group that is not closed, or null: there is at most one. */
export const openIncident = ({ incidents }: ControlState, group: string): IncidentState | null =>
  incidents.findLast((incident) => incident.group === group && incident.closedAt === null) ?? null;

/** The incident of this name, or null. */
export const incidentNamed = ({ incidents }: ControlState, name: string): IncidentState | null =>
  incidents.find(({ incident }) => incident === name) ?? null;
