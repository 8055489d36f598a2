import { dateWords, durationWords, sinceText } from './backtest-dates.ts';
import { shiftText, streamPair } from './backtest-values.ts';
import { shortest, twoOfHundred } from './headline.ts';
import { capital, countWord, fixed, plural, pluralWord, roundText, timesInHundred, type Unit } from './numbers.ts';
import { shorten } from './slices.ts';

/** The first sentences of a backtest: what happened, when it would have been told, and what to do. */

/** The history that a sentence speaks of. */
export interface Times {
  readonly start: number;
  readonly end: number;
}

const told = (opened: number, since: number): string => `You would have been told on ${dateWords(opened, since)}.`;

/** Which model, measure and stretch a fall is about. */
export interface FallWords {
  readonly entry: string;
  readonly title: string;
  readonly unit: Unit;
  readonly since: number;
  readonly opened: number;
  readonly until: number | null;
  readonly value: number | null;
  readonly before: number | null;
  /** Mean of prediction minus label, where that is what moved. */
  readonly bias: number | null;
}

/** "From June 1997 this model was right only 64 times in 100. You would have been told on 1 July." */
export function fallSentence(fall: FallWords, span: Times): string {
  const from = sinceText(fall.since, span);
  const isOver = fall.until !== null;
  const clause = fallClause(fall, isOver);
  const start = isOver || fall.entry === 'accuracy' ? `From ${from}` : `Since ${from}`;
  const alarm = told(fall.opened, fall.since);
  return shortest([
    `${start} ${clause.long}. ${alarm}`,
    `${start} ${clause.short}. ${alarm}`,
    `${start} ${clause.short}.`,
  ]);
}

function fallClause(fall: FallWords, isOver: boolean): { long: string; short: string } {
  const { entry, unit, value, before, title, bias } = fall;
  if (bias !== null) {
    const text = `its answers ${isOver ? 'came' : 'come'} out ${amount(bias, unit)} too ${bias > 0 ? 'high' : 'low'}`;
    return { long: `${text} on average`, short: text };
  }
  if (value === null) {
    const text = `this model ${isOver ? 'did' : 'does'} worse than before`;
    return { long: text, short: text };
  }
  if (entry === 'accuracy') {
    const [now = '', then = ''] = before === null ? [] : twoOfHundred(value, before);
    // Where whole numbers would hide the fall, both sides are said with a decimal.
    const isClose = before !== null && now.includes('.');
    const text = `this model was right only ${isClose ? `${now} times in 100` : timesInHundred(value)}`;
    return { long: isClose ? `${text}, before ${then}` : text, short: text };
  }
  const [now, then] = before === null ? [roundText(value, unit), null] : streamPair(value, before, unit);
  const text =
    entry === 'mae'
      ? `its answers ${isOver ? 'were' : 'are'} off by ${now} on average`
      : `its ${title} ${isOver ? 'was' : 'is'} ${now}`;
  return { long: then === null ? text : `${text}, before ${then}`, short: text };
}

const amount = (value: number, unit: Unit): string => shiftText(value, unit);

/** A rise: nobody is harmed, but the world is another one. */
export const roseSentence = (of: { since: number; opened: number; clause: string }, span: Times): string =>
  shortest([
    `From ${sinceText(of.since, span)} ${of.clause}. ${told(of.opened, of.since)}`,
    `From ${sinceText(of.since, span)} ${of.clause}.`,
  ]);

/** What moved, after how well the model did meanwhile: "It did about as well as usual, but …". */
export function movedSentence(of: { held: string; what: string; times: number; at: number; group: string }): string {
  const when = `on ${dateWords(of.at)}`;
  const times = of.times === 1 ? 'moved' : `moved ${of.times === 2 ? 'twice' : `${countWord(of.times)} times`}, first`;
  return shortest([
    ...(of.times === 1 ? [`${of.held}, but ${quoted(of.what)} moved ${when}.`] : []),
    `${of.held}, but ${of.group} ${times} ${when}.`,
    `${capital(of.group)} ${times} ${when}.`,
  ]);
}

/** How a rise is said: with its value where there is one. */
export const ROSE = {
  changed: 'this model does otherwise than before',
  better: (was: string): string => `${was}, better than before`,
} as const;

/** How well the model did while something else moved. */
export const HELD_WORDS = {
  right: 'It stayed right about as often as usual',
  well: 'It did about as well as usual',
  better: 'It got better',
  unseen: 'Nobody can say how good it was',
} as const;

/** Nothing found: "Nothing changed that matters in 24 months." */
export const nothingSentence = (span: Times): string =>
  `Nothing changed that matters in ${durationWords(span.end - span.start)}.`;

/** Worse than in the reference, all along: "Over the history it was right 70 times in 100, in the reference 85." */
export const apartSentence = (was: string, reference: string): string =>
  `Over the whole history ${was}, in the reference ${reference}.`;

/** What nobody could see: "Whether it got worse cannot be said: there are no outcomes." */
export const muteSentence = (group: string, why: string): string => {
  const what =
    group === 'performance' ? 'it got worse' : `${group === 'outcomes' ? 'the outcomes' : `its ${group}`} changed`;
  return shortest([`Whether ${what} cannot be said: ${why}.`, `Whether ${what} cannot be said.`]);
};

/** A name from outside in a sentence. */
export const quoted = (name: string): string => `“${shorten(name, 40)}”`;

/** Sentences that support the first. */
export const WHY = {
  before: (before: string | null, reference: string | null): string =>
    before === null
      ? reference === null
        ? ''
        : `In the reference ${reference}.`
      : `Before that ${before}${reference === null ? '' : `; in the reference ${reference}`}.`,
  recovered: (long: number, until: number, span: Times): string =>
    `It lasted ${durationWords(long)}, until ${sinceText(until, span)}.`,
  lasting: (end: number): string => `It had not come back when the history ends, on ${dateWords(end - 1)}.`,
  delay: (ms: number, rows: number): string =>
    `The alarm would have come ${durationWords(ms)} and ${plural(rows, 'row')} after it began.`,
  money: (amounts: string, interval: string): string =>
    `It cost about ${amounts} a day more than usual${interval === '' ? '' : ` (${interval})`}.`,
  told: (what: string, opened: number): string => `${what} You would have been told on ${dateWords(opened)}.`,
  others: (counted: string): string => `Besides, incidents: ${counted}.`,
  overall: (text: string, rows: string, reference: string | null): string =>
    `Over ${rows} rows with outcome ${text}${reference === null ? '' : `; in the reference ${reference}`}.`,
  detectable: (shift: string): string => `A lasting change of ${shift} or more would have been seen.`,
  silent: (silent: number, all: number): string =>
    `${capital(pluralWord(silent, 'stream'))} of ${countWord(all)} could not be watched; ${silent === 1 ? 'it stands' : 'they stand'} below.`,
  allSilent: 'No stream could be watched; the reasons stand below.',
  quiet: (groups: readonly string[], span: Times): string =>
    groups.length === 0
      ? ''
      : `Of ${groups.join(' and ')} nothing changed that matters in ${durationWords(span.end - span.start)}.`,
  apart: (by: string): string =>
    `It is worse by ${by} (95 %). No window stands out: the change lies between the two tables, or came step by step.`,
  moved: (counted: string): string => `Still there were incidents: ${counted}.`,
} as const;

/** How good in a clause: "it was right 85 times in 100", "it was off by USD 2.30 on average". */
export function wasClause(entry: string, title: string, value: number, unit: Unit): string {
  if (entry === 'accuracy') return `it was right ${timesInHundred(value)}`;
  if (entry === 'mae') return `it was off by ${roundText(value, unit)} on average`;
  return `its ${title} was ${roundText(value, unit)}`;
}

/** The value alone, after a clause that says of what. */
export const bareClause = (entry: string, value: number, unit: Unit): string =>
  entry === 'accuracy' ? fixed(value * 100, 0) : roundText(value, unit);

/** The one thing to do. */
export const BACK_ACTION = {
  retrainAsked: (number: number, since: string): string =>
    `Retrain on rows since ${since}: the policy asked for it in incident ${number}. Then \`holdfast gate\`.`,
  retrain: (number: number, since: string): string =>
    `Look at incident ${number}, then retrain on rows since ${since}; \`watch.retrain\` asks for it next time.`,
  policy: (name: string, saved: string): string =>
    `Start ${name}: over this history that would have saved ${saved}. Chosen on the same history, so expect less.`,
  weigh: (due: string, saved: string): string =>
    `${due} Ask again each month: doing what pays would have saved ${saved} over this history; expect less.`,
  past: (number: number): string =>
    `Look at incident ${number}: find out what was different then, before it comes again.`,
  moved: (number: number, name: string): string =>
    `Look at incident ${number}: ask whoever feeds this model whether ${quoted(name)} should have moved.`,
  rose: (number: number): string => `Look at incident ${number}: find out what got better, and whether it will stay.`,
  outcomes: 'Give outcomes: `--labels FILE`, or `columns.label` in the contract. Then run it again.',
  longer: 'Give a longer history or a longer reference, then run it again.',
  apart: 'Find out how the reference differs from the history before you trust either; then take newer rows for it.',
  nothing: 'Nothing to do. Keep watching.',
} as const;
