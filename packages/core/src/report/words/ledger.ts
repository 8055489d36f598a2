import type { ControlEvent, InputData, NamedMember } from '../../control/events.ts';
import type { Budget } from '../../control/policy.ts';
import type { Realised } from '../../control/realised.ts';
import type { FindingCode, Verified } from '../../ledger/verify.ts';
import { reasonWords } from './backtest-decisions.ts';
import { CALIBRATOR_NAMES } from './calibration.ts';
import { CAUSES, causeName } from './causes.ts';
import { count, fixed, plural } from './numbers.ts';
import { shorten } from './slices.ts';

const DAY_MS = 86_400_000;

/** "sha256:" and twelve digits: enough to tell contracts apart; --json has all. */
const DIGEST_SHOWN = 19;

/** A line of a ledger for people: what happened, and why. */
export interface Told {
  readonly what: string;
  readonly why: string | null;
}

/** What an event says to people, or null for what happens in every window and is only counted. */
export function eventWords(event: ControlEvent): Told | null {
  switch (event.type) {
    case 'LedgerOpened':
      return { what: `ledger opened: ${event.data.ledger}`, why: null };
    case 'PolicySet':
      return {
        what: `promise: ${promiseWords(event.data.budget)}`,
        why: `of the contract ${event.data.contractDigest.slice(0, DIGEST_SHOWN)}`,
      };
    case 'IncidentAnswered': {
      const { incident, answer, by, why } = event.data;
      return { what: `${by} on ${incident}: ${answer.replaceAll('-', ' ')}`, why };
    }
    case 'RequestAnswered':
      return { what: `${event.data.by} ${event.data.answer} ${event.data.request}`, why: event.data.why };
    case 'CausesFound':
      return foundWords(event.data);
    case 'CalibratorChosen':
      return calibratorWords(event.data);
    case 'WindowScored':
    case 'VerdictRecorded':
    case 'WatermarkPassed':
    case 'LabelCorrected':
    case 'IncidentExtended':
      return null;
    default:
      return { what: decisionWhat(event), why: event.data.reasons.map(reasonWords).join('; ') };
  }
}

/** The causes of an incident, most likely first. */
function foundWords({ incident, causes }: InputData['CausesFound']): Told {
  const said = causes.map(({ kind, columns, explains }) => {
    const names = columns.length === 0 ? '' : ` (${columns.map((name) => shorten(name, 40)).join(', ')})`;
    return `${causeName(kind)}${names}${explains === null ? '' : `, ${count(100 * explains)} %`}`;
  });
  return { what: `looked for causes of ${incident}`, why: said.length === 0 ? CAUSES.none : said.join('; ') };
}

/** Which calibrator, and the numbers that decided. */
function calibratorWords(chosen: InputData['CalibratorChosen']): Told {
  const { model, rule, calibrator, measure, before, after, judged, isHelp, sets } = chosen;
  const digits = (value: number | null): string => (value === null ? 'none' : fixed(value, 4));
  const name = CALIBRATOR_NAMES[rule] ?? rule;
  const verdict = isHelp ? '' : '; it does not help';
  const held =
    sets === null ? '' : `; sets (${sets.rule}) promise ${digits(sets.level)} and held ${digits(sets.coverage)}`;
  return {
    what: `calibrator of ${model}: ${name} (${calibrator.slice(0, DIGEST_SHOWN)})`,
    why: `${measure} of ${count(judged)} held-out rows ${digits(before)} before, ${digits(after)} after${verdict}${held}`,
  };
}

type Concluded = Extract<ControlEvent, { readonly data: { readonly reasons: unknown } }>;

function decisionWhat({ type, data }: Concluded): string {
  const { incident } = data;
  switch (type) {
    case 'IncidentOpened':
    case 'IncidentExtended':
      return `incident ${incident} ${type === 'IncidentOpened' ? 'opened' : 'went on'}: ${movedWords(data.members)}`;
    case 'IncidentClosed':
      return `incident ${incident} closed`;
    case 'AlertDecided':
      return `told people about ${incident}`;
    case 'RetrainRequested':
      return `asked whether to retrain for ${incident}`;
    case 'RetrainDecided':
      return `retrain for ${incident}`;
    case 'RecalibrateDecided':
      return `recalibrate for ${incident}`;
    case 'HoldDecided':
      return `held back: ${data.action} for ${incident}`;
  }
}

/** How many streams are named; the event has them all. */
const NAMED_MAX = 5;

/** "price rose, qty fell": by stream, and "moved" where its parts go both ways. */
function movedWords(members: readonly NamedMember[]): string {
  const ways = new Map<string, Set<string>>();
  for (const { stream, direction } of members) ways.set(stream, (ways.get(stream) ?? new Set()).add(direction));
  const words = [...ways].map(
    ([stream, way]) => `${stream} ${way.size > 1 ? 'moved' : way.has('up') ? 'rose' : 'fell'}`,
  );
  const more = words.length - NAMED_MAX;
  return words.length === 0
    ? 'no stream named'
    : `${words.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const promiseWords = ({ falseAlarms, perMs }: Budget): string =>
  `at most ${falseAlarms === 1 ? '1 false alarm' : `${falseAlarms} false alarms`} in ${days(perMs)}`;

const days = (ms: number): string => {
  const whole = ms / DAY_MS;
  return whole === 1 ? '1 day' : `${Number.isInteger(whole) ? count(whole) : fixed(whole, 1)} days`;
};

/** What was promised about false alarms, and what came of it. */
export function realisedWords(figures: Realised): readonly string[] {
  const { promise, spent, watchedMs, incidents, falseAlarms, unanswered, upper } = figures;
  const allowed = (promise.falseAlarms * watchedMs) / promise.perMs;
  return [
    `Promised: ${promiseWords(promise)}. In the ${days(watchedMs)} watched that allows ${fixed(allowed, 2)}; spent: ${fixed(spent, 2)}.`,
    `${plural(incidents, 'incident')}, of which ${count(falseAlarms)} answered "nothing changed" and ${count(unanswered)} not answered.`,
    `With 95 % confidence at most ${fixed(upper, 1)} false alarms are expected in such a time, going by those that were answered.`,
  ];
}

/** What is wrong, by code, and what it means. */
export const FINDING_WORDS: { readonly [C in FindingCode]: string } = {
  empty: 'there is no event: a ledger begins with LedgerOpened',
  'line-unreadable': 'the line is not the text of an event: it was changed, or belongs to something else',
  'line-unended': 'the line has no end: the file was cut in the middle of it',
  'sequence-broken': 'the number of the event does not follow: events are missing, doubled or out of order',
  'chain-broken': 'the event does not name the one before it: events were swapped, removed, put in or changed',
  'hash-wrong': 'the event was changed after it was sealed',
  'event-unknown':
    'the event is of a kind, a version or a form that this program does not know: a newer program wrote it, or somebody did',
  'fact-refused': 'the fact could never have been recorded here',
  'decision-differs': 'the decision is not the one that the facts before it give',
  'decision-missing': 'a decision that the facts before it call for is not there',
  'decision-unasked': 'the facts before it call for no such decision',
  'head-missing':
    'the event with the hash that you gave is not there: the end was cut off, or the ledger was written anew',
  'checkpoint-unsigned': 'the checkpoint is not signed by the key that you trust',
  'checkpoint-missing': 'the event of the checkpoint is not there: the end was cut off, or the ledger was written anew',
  'checkpoint-state-differs': 'the events fold to another state than the checkpoint says',
};

/** What verifying found out, in sentences. */
export function verifiedWords({
  findingCount,
  findings,
  events,
  decisions,
  attested,
  head,
}: Verified): readonly string[] {
  if (findingCount > 0) {
    const shown = findings.map(({ code, line, objection }) => {
      const place = line === 0 ? 'the ledger' : `line ${count(line)}`;
      const why = objection === undefined ? '' : ` (${objection.replaceAll('-', ' ')})`;
      return `${place}: ${FINDING_WORDS[code]}${why} [${code}]`;
    });
    const more = findingCount - findings.length;
    return ['This ledger does not hold.', ...shown, ...(more > 0 ? [`and ${count(more)} more like these`] : [])];
  }
  return [
    'This ledger holds.',
    `${plural(events, 'event')}, each sealed to the one before it; the state was folded again.`,
    `${plural(decisions, 'decision')}, each decided again from the facts before it, all alike.`,
    attestedWords(attested, head.seq),
  ];
}

function attestedWords(attested: number | null, last: number): string {
  if (attested === null) return UNATTESTED;
  if (attested === last) return 'The end is attested: nothing was cut off, and nothing was written anew.';
  const after = plural(last - attested, 'event');
  return `Attested up to event ${count(attested)}; the ${after} after it are consistent, and not attested.`;
}

const UNATTESTED =
  'Internally consistent, end not attested: an end that was cut off, or a ledger that was written anew from the start, cannot be seen without --head or --checkpoint.';

/** How many events of each kind a list for people leaves out. */
export function leftOutWords(counts: ReadonlyMap<string, number>): string {
  const names: Readonly<Record<string, readonly [one: string, many: string]>> = {
    WindowScored: ['scored window', 'scored windows'],
    VerdictRecorded: ['verdict', 'verdicts'],
    WatermarkPassed: ['arrival of labels', 'arrivals of labels'],
    LabelCorrected: ['correction of labels', 'corrections of labels'],
    IncidentExtended: ['further alarm of an open incident', 'further alarms of open incidents'],
  };
  const parts = Object.entries(names).flatMap(([type, [one, many]]) => {
    const n = counts.get(type) ?? 0;
    return n === 0 ? [] : [plural(n, one, many)];
  });
  return parts.length === 0 ? '' : `Not listed: ${parts.join(', ')} (--json has them).`;
}
