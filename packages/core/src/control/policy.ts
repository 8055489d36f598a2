/** What control may do about an incident. */
export type Action = 'alert' | 'retrain' | 'recalibrate';

/** What control does about failing verdicts, as data. Times are milliseconds; a cool-down of 0 is none. */
export interface Policy {
  /** What an incident of a group asks for, in this order; each is done at most once for an incident. */
  readonly rules: readonly Rule[];
  /** What an incident of any other group asks for. */
  readonly otherwise: readonly Action[];
  /** An incident closes by itself after so much time that was seen to be quiet; null leaves that to a person. */
  readonly closeAfterQuietMs: number | null;
  /** Counted for each group alone: one that is loud must not silence another. */
  readonly alert: { readonly coolDownMs: number };
  /** `labelsMin` labels must have arrived since the last one, else there is nothing new to learn from. */
  readonly retrain: {
    readonly coolDownMs: number;
    readonly labelsMin: number;
    /** `operator`: it is asked for, and a person says yes or no. */
    readonly approval: 'none' | 'operator';
  };
  readonly recalibrate: { readonly coolDownMs: number; readonly labelsMin: number };
}

/** What an incident of one group asks for. */
export interface Rule {
  readonly group: string;
  readonly actions: readonly Action[];
}

/** The promise about false alarms: so many in such a time. */
export interface Budget {
  readonly falseAlarms: number;
  readonly perMs: number;
}

const DAY_MS = 86_400_000;

/**
 * What holds where the contract says nothing. Every incident is told; a loss of performance asks for a new model, which
 * a person approves, and a loss of calibration for a new calibrator. 500 labels, because a share of so many is known to
 * 2.2 points (one standard error at most): with fewer a new model cannot be told from the old one.
 */
export const DEFAULT_POLICY: Policy = {
  rules: [
    { group: 'performance', actions: ['alert', 'retrain'] },
    { group: 'calibration', actions: ['alert', 'recalibrate'] },
  ],
  otherwise: ['alert'],
  closeAfterQuietMs: null,
  alert: { coolDownMs: DAY_MS },
  retrain: { coolDownMs: 7 * DAY_MS, labelsMin: 500, approval: 'operator' },
  recalibrate: { coolDownMs: 7 * DAY_MS, labelsMin: 500 },
};

/** The actions that an incident of this group asks for. */
export const actionsFor = ({ rules, otherwise }: Policy, group: string): readonly Action[] =>
  rules.find((rule) => rule.group === group)?.actions ?? otherwise;
