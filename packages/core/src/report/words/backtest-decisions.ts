import type { Decision, DecisionReason } from '../../control/events.ts';
import { dateText, durationText } from './backtest-dates.ts';
import { count } from './numbers.ts';
import { shorten } from './slices.ts';

/** Decisions of control in words: what was resolved, and why. */

const TYPES: Readonly<Record<string, string>> = {
  IncidentOpened: 'opened',
  IncidentExtended: 'went on',
  IncidentClosed: 'closed',
  AlertDecided: 'told',
  RetrainRequested: 'retraining asked for',
  RetrainDecided: 'retrain',
  RecalibrateDecided: 'recalibrate',
  HoldDecided: 'held back',
};

/** What a decision is called in a table, by its type: "retrain", "told". */
export const decisionName = (type: string): string =>
  Object.hasOwn(TYPES, type)
    ? (TYPES[type] ?? type)
    : shorten(type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase(), 60);

/** Types of decision that only keep the books of an incident; what was done about it is in the others. */
export const isBookkeeping = (type: string): boolean => type.startsWith('Incident');

/** A decision as a sentence: "Retrain: 900 outcomes have arrived, 500 are needed." */
export function decisionWords({ type, data }: Decision): string {
  const held = type === 'HoldDecided' ? ` (${shorten(String(data.action), 40)})` : '';
  const name = decisionName(type);
  const why = data.reasons.map(reasonWords).join('; ');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${held}${why === '' ? '' : `: ${why}`}.`;
}

/** A reason of a decision: "900 outcomes have arrived, 500 are needed". */
export function reasonWords(reason: DecisionReason): string {
  switch (reason.code) {
    case 'verdict-failed':
      return `the evidence on ${reason.group} is strong enough`;
    case 'incident':
      return `an incident of ${reason.group} is open`;
    case 'answered':
      return `${shorten(reason.by, 60)} answered “${reason.answer.replaceAll('-', ' ')}”: ${shorten(reason.why, 200)}`;
    case 'quiet':
      return `quiet for ${durationText(reason.quietMs)}, ${durationText(reason.neededMs)} are asked`;
    case 'cool-down':
      return `the last one is too recent, ${durationText(reason.remainingMs)} are left`;
    case 'few-labels':
      return `${count(reason.labels)} outcomes have arrived, ${count(reason.needed)} are needed`;
    case 'enough-labels':
      return `${count(reason.labels)} outcomes have arrived, ${count(reason.needed)} are needed`;
    case 'approval-needed':
      return 'a person has to agree';
    case 'approved':
      return `${shorten(reason.by, 60)} agreed: ${shorten(reason.why, 200)}`;
    case 'refused':
      return `${shorten(reason.by, 60)} refused: ${shorten(reason.why, 200)}`;
  }
}

/** "retrain, 1 July 1997": a decision in the row of its incident. */
export const decidedOn = (type: string, at: number): string => `${decisionName(type)} ${dateText(at)}`;
