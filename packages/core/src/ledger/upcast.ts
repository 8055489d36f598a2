import type { ControlEvent, DecisionData, InputData } from '../control/events.ts';
import { hasShape } from '../control/shapes.ts';
import type { LedgerEvent } from './envelope.ts';

/** The version of the data that is written today, by type. */
export const VERSIONS: { readonly [T in ControlEvent['type']]: number } = {
  LedgerOpened: 1,
  PolicySet: 2,
  WindowScored: 1,
  VerdictRecorded: 1,
  WatermarkPassed: 1,
  LabelCorrected: 1,
  CalibratorChosen: 1,
  CausesFound: 1,
  IncidentAnswered: 1,
  RequestAnswered: 1,
  IncidentOpened: 1,
  IncidentExtended: 1,
  IncidentClosed: 1,
  AlertDecided: 1,
  RetrainRequested: 1,
  RetrainDecided: 1,
  RecalibrateDecided: 1,
  HoldDecided: 1,
};

type Data = Readonly<Record<string, unknown>>;

/** Data of one version as data of the next, by type and version. Old ledgers are read through it, never rewritten. */
const STEPS: Readonly<Record<string, (data: Data) => Data>> = {
  'PolicySet 1': coolDownsApart,
};

/**
 * An event of a ledger as control knows it today, its data lifted from version to version; null where the type or the
 * version is of a later program, or the data are not what they should be.
 */
export function currentOf({ type, version, at, data }: LedgerEvent): ControlEvent | null {
  if (!Object.hasOwn(VERSIONS, type)) return null;
  const newest = VERSIONS[type as ControlEvent['type']]; // as: a type that is known
  if (version > newest) return null;
  let lifted = data as Data; // as: parseLine() lets only objects through
  for (let from = version; from < newest; from++) {
    const step = STEPS[`${type} ${from}`];
    if (step === undefined) return null;
    lifted = step(lifted);
  }
  // as: hasShape() looked at it
  return hasShape(type, lifted) ? ({ type, at, data: lifted } as ControlEvent) : null;
}

/** In version 1 a policy had one cool-down and one number of labels for everything that learns, and none for alerts. */
function coolDownsApart(data: Data): Data {
  // as: its shape is looked at later
  const { coolDownMs, labelsMin, approval, ...rest } = (data['policy'] ?? {}) as Data;
  const learning = { coolDownMs, labelsMin };
  const policy = { ...rest, alert: { coolDownMs: 0 }, retrain: { ...learning, approval }, recalibrate: learning };
  return { ...data, policy };
}

/** Data by type, for those who write events. */
export type DataOf<T extends ControlEvent['type']> = (InputData & DecisionData)[T];
