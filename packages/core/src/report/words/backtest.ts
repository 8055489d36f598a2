import type { HistorySetAside, IncidentResult, StreamResult } from '../backtest-result.ts';
import type { VerdictWord } from '../result.ts';
import { gapWords } from './checks.ts';
import { capital, count, countWord, plural, pluralWord } from './numbers.ts';
import { shorten } from './slices.ts';

/** Words of the report of a backtest: frame, heads, and what stands beside the evidence. */

/** The state in a word or two: what a person reads first. */
export const HELD: Readonly<Record<VerdictWord, string>> = {
  fail: 'Would not have held',
  warn: 'Something moved',
  pass: 'Would have held',
  unknown: 'Cannot be said',
};

/** The frame: bar, title, foot. */
export const BACKTEST = {
  what: 'Backtest',
  title: (verdict: string, model: string): string => `${verdict}: backtest of ${model}`,
  labels: (delay: string | null): string =>
    delay === null ? 'no outcomes' : delay === '' ? '' : `outcomes ${delay} late`,
  window: (step: string, season: string, by: string): string =>
    `${step}, ${by === 'auto' ? 'chosen from the data' : 'as the contract says'} · season: ${season}`,
  footWindow: 'window',
  footLedger: 'ledger',
  footVerify: 'verify',
  footDecisions: 'decisions',
  closing: (seed: number): string => `seed ${seed}; exit code 0`,
  ledger: (path: string | null, head: string, events: number): string =>
    `${path === null ? 'not written' : shorten(path, 200)} · head ${head} · ${plural(events, 'event')}`,
} as const;

/** Who moved, by the group of streams, as the subject of a sentence. */
export const GROUPS: Readonly<Record<StreamResult['group'], string>> = {
  inputs: 'its inputs',
  answers: 'its answers',
  outcomes: 'the outcomes',
  performance: 'how well it does',
  slices: 'one part of the rows',
};

/** "1 fall, 2 rises, 7 of inputs": incidents by what they are, in that order. */
export function incidentsCounted(incidents: readonly Pick<IncidentResult, 'group' | 'kind'>[]): string {
  const parts: string[] = [];
  const add = (n: number, text: string): void => {
    if (n > 0) parts.push(text);
  };
  const of = (group: string, kind?: string): number =>
    incidents.filter((incident) => incident.group === group && (kind === undefined || incident.kind === kind)).length;
  add(of('performance', 'fell'), plural(of('performance', 'fell'), 'fall'));
  add(of('performance', 'rose'), plural(of('performance', 'rose'), 'rise'));
  add(of('performance', 'moved'), `${count(of('performance', 'moved'))} of performance`);
  for (const group of ['slices', 'inputs', 'answers', 'outcomes'] as const)
    add(of(group), `${count(of(group))} of ${group}`);
  return parts.join(', ');
}

const SILENCE: Readonly<Record<string, string>> = {
  'no-reading': 'it was never read',
  'no-statistic': 'it has no value to follow',
  'window-incomplete': 'too few outcomes had arrived when it was judged',
  'window-too-small': 'its windows have too few rows',
  'warming-up': 'too few windows to know what is usual',
  'no-label': 'there are no outcomes',
  'no-labels': 'there are no outcomes',
  'no-rows': 'there are no rows',
  'seldom-there': 'its rows come too seldom to know what is usual',
  'few-of-a-class': 'too few rows of one class',
  'never-due': 'it never had enough to speak',
};

/** Why a stream could not speak, by its code; a code without words is shown as words. */
export const silenceWords = (reason: string): string =>
  Object.hasOwn(SILENCE, reason) ? (SILENCE[reason] ?? reason) : gapWords(shorten(reason, 120));

const SET_ASIDE: Readonly<Record<HistorySetAside, string>> = {
  'no-time': 'it has no time',
  'in-reference-too': 'it is in the reference as well',
  'before-reference-ends': 'it is older than the end of the reference',
  'label-of-unknown-id': 'an outcome for an id that is not in the history',
  'label-without-id': 'an outcome without an id',
  'label-again': 'a second outcome for the same id; the first counts',
  'label-corrected': 'a second outcome that differs: a correction, seen and not judged again',
  'label-before-prediction': 'its outcome is older than its prediction',
  'label-late': 'its outcome came after its window was judged',
  'label-never': 'its outcome never came',
  'not-judgeable': 'it lacks a prediction, a score or a known class',
  'out-of-order': 'it was out of order in the file, and was put in order',
};

/** Why rows or outcomes took no part, or what was odd about them. */
export const historySetAsideWords = (reason: string): string =>
  Object.hasOwn(SET_ASIDE, reason) ? SET_ASIDE[reason as HistorySetAside] : shorten(reason, 200); // as: it is a key

/** "week" and "week by week"; windows of another length are windows. */
export const unitWord = (unit: 'hour' | 'day' | 'week' | 'other'): string => (unit === 'other' ? 'window' : unit);

/** Headings and sentences of sections. */
export const STORY = {
  how: (entry: string, title: string, by: string): string => {
    const what = entry === 'accuracy' ? 'How often it was right' : entry === 'mae' ? 'How far off it was' : title;
    return `${what}, ${by} by ${by}`;
  },
  howNone: 'How good it was cannot be said: no outcomes',
  howSay: 'Each dot rests on outcomes as they had arrived when it was judged. Grey is what the reference had.',
  howSayNone: 'Without outcomes there is only what went in and what came out.',
  howNote: (kind: string): string => kind,
  incidents: (n: number): string =>
    n === 0
      ? 'No incident'
      : n === 1
        ? 'One incident and what moved in it'
        : `${capital(countWord(n))} incidents and what moved in each`,
  incidentsSay: 'Red rows say that it got worse. The others say that the world changed, not that the model was wrong.',
  incidentsSayNoFall: 'That something moved says that the world changed, not that the model was wrong.',
  incidentsNote: 'Evidence: the part of it that this stream carried. From the change to the alarm: time and rows.',
  incidentsAnswer:
    'A replay takes what it has told as the new normal, so that it can tell the next change; --answers takes what you say.',
  incidentsNone: (duration: string): string =>
    `In ${duration} no stream moved so far and so long that chance is a poor excuse.`,
  incidentsBlind: 'No incident could have been seen',
  incidentsBlindSay: 'No stream could be watched, so this says nothing about whether something moved.',
  moved: (names: readonly string[]): string =>
    names.length === 1 ? `${names[0]} moved most` : `${names[0]} and ${names[1]} moved most`,
  movedSay: 'One line each on the same axis of time; numbers are the incidents above. Dotted is usual.',
  decisions: (n: number): string =>
    n === 0 ? 'Nothing had to be decided' : `${capital(pluralWord(n, 'decision'))}, and who can check them`,
  decisionsSay: 'Each was made by a rule from what was known at that time. The ledger holds all of them, chained.',
  decisionsNote: 'Replaying the ledger must give these decisions again, or the check fails.',
  verify: (path: string): string => `holdfast ledger verify ${path}`,
  verifySay: (command: string): string => `Anybody can check them: \`${command}\``,
  ledgerCaption: 'The ledger',
  ledgerEvents: 'events',
  ledgerHead: 'head of the chain',
  ledgerDecisions: 'digest of the decisions alone',
  noLedger: 'No ledger was written, so nobody can check them afterwards.',
  assumed: 'What was assumed and set aside',
  assumedSay:
    'Nobody said these things; the program took them from the data. Write them into the contract to pin them.',
  assumedNone: 'Nothing had to be assumed.',
} as const;

/** Heads of columns. */
export const BACK_HEADS = {
  no: 'no.',
  told: 'told on',
  what: 'what moved',
  share: 'evidence',
  around: (measure: string): string => `${measure}, before → after`,
  found: 'found after',
  decided: 'decided',
  from: 'from',
  rows: 'rows',
  labelled: 'with outcome',
  interval: 'interval',
  range: 'lowest to highest',
  stream: 'stream',
  usual: 'usual',
  sees: 'smallest lasting shift it can see',
  silent: 'cannot speak, because',
  at: 'when',
  incident: 'incident',
  ledger: 'ledger',
  value: 'value',
} as const;

/** Parts of a row of the table of incidents. */
export const ROW = {
  since: (date: string): string => `since about ${date}`,
  also: (names: readonly string[]): string => `also ${names.join(', ')}`,
  perhaps: (names: readonly string[]): string => `perhaps also ${names.join(', ')}`,
  more: (n: number): string => `${count(n)} more`,
  fell: 'Got worse',
  rose: 'Got better',
  moved: 'Changed',
  rows: (n: number): string => plural(n, 'row'),
  moreIncidents: (n: number): string => `${plural(n, 'more', 'more')} incidents; all are in the JSON.`,
  n: (before: number, after: number): string => `n ${count(before)} → ${count(after)}`,
  went: { up: 'went up', down: 'went down' },
  failed: {
    missing: 'mostly missing',
    new: 'nearly all new',
    under: 'nearly all below what was seen before',
    over: 'nearly all above what was seen before',
    stuck: 'stuck at one value',
  },
  is: (name: string, what: string): string => `${name} is ${what}`,
  movedFrom: (name: string, from: string, to: string): string => `${name} moved from ${from} to ${to}`,
  inSlice: (title: string, slice: string): string => `${title} in ${slice}`,
  none: 'none',
  share: (share: number): string => `${count(share * 100)} %`,
  decided: (names: readonly string[]): string => `decided: ${names.join(', ')}`,
  cause: (cause: string): string => `why: ${cause.charAt(0).toLowerCase()}${shorten(cause.slice(1), 200)}`,
  closed: (date: string): string => `closed ${date}`,
  answer: (answer: string, by: string): string =>
    `${by === '' ? 'answered' : shorten(by, 60)}: “${shorten(answer.replaceAll('-', ' '), 60)}”`,
} as const;
