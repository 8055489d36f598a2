import { durationText } from './backtest-dates.ts';
import { capital, count, countWord, plural, pluralWord } from './numbers.ts';

/** Words of the sections on budget, money and what could not be seen, and of the row of figures. */

/** False alarms: promised, spent and what happens when nothing changes. */
export const BUDGET = {
  fewer: 'Fewer false alarms than promised',
  within: 'As few false alarms as promised, by all that can be said',
  more: 'More false alarms than promised',
  unclear: 'Too few replays to hold the promise against',
  unseen: 'The promise about false alarms was not tested',
  say: (streams: string, days: string, promise: string): string =>
    `One budget for ${streams} over ${days}: at most ${promise}.`,
  replays: (replays: string): string =>
    `“When nothing changes” replays the policy on ${replays} of the reference, dealt out anew.`,
  noReplays: 'The reference is too short to be dealt out anew, so nobody knows how often it would cry wolf on it.',
  note: (alarms: number, replays: number, upper: string | null): string =>
    `${plural(alarms, 'alarm')} in ${plural(replays, 'replay')}${upper === null ? '' : `; at most ${upper}, one-sided 95 %`}.`,
  spent: 'spent on this history',
  realised: 'when nothing changes',
  answered: 'false, as people answered',
  answeredText: (rate: string, upper: string, of: string): string => `${rate}, at most ${upper} (${of} answered)`,
  answers: (all: string): string =>
    `What people call “nothing changed” is a false alarm; if all that nobody answered were, it is at most ${all}. Bounds are one-sided, 95 %.`,
  noAnswers: 'Nobody has said of an incident whether it was one: `--answers FILE` takes what people say.',
  promised: (promise: string): string => `promised: at most ${promise}`,
  title: (per: string): string =>
    `False alarms in ${per}: spent, and realised when nothing changes, against the promise.`,
  caption: (per: string): string => `False alarms in ${per}`,
  promise: (alarms: string, per: string): string =>
    `${alarms} false ${alarms === '1' || alarms === 'one' ? 'alarm' : 'alarms'} in ${per}`,
  spentText: (rate: string, total: string, duration: string): string => `${rate} (${total} in ${duration})`,
  inShort: (promise: string, spent: string): string => `promised at most ${promise}; spent ${spent}`,
  inShortRealised: (realised: string, interval: string): string =>
    `; realised ${realised} (${interval}) when nothing changes`,
  inShortNone: '; the reference is too short to replay it',
} as const;

/** Detectors beside the evidence. */
export const BESIDE = {
  heading: 'Detectors that the contract runs beside this',
  say: 'They look at every row with a limit made for one look, and keep no promise about false alarms: nothing above hangs on them, and they spend nothing of the budget.',
  heads: ['detector', 'first told', 'changes', 'in random order', 'values'],
  chance: (mean: string, most: number): string => `${mean}, at most ${count(most)}`,
  gaps: {
    'no-column': 'not run: no such column',
    'no-number': 'not run: the column is no number',
    'no-errors': 'not run: there are no answers to compare with labels',
    'not-errors': 'not run: it takes errors of 0 and 1, and there are other values',
    'no-values': 'not run: no value is there',
  },
} as const;

/** Money. */
export const COSTLY = {
  total: (amount: string, duration: string): string => `Errors cost ${amount} in ${duration}`,
  per1000: (now: string, then: string | null): string =>
    then === null ? `That is ${now} per 1,000 rows.` : `That is ${now} per 1,000 rows; in the reference ${then}.`,
  policy: (policy: string): string => `Policy: ${policy}.`,
  note: 'By the prices of the contract, over rows with outcomes.',
  perDay: (currency: string): string => `Extra cost a day since the change, ${currency}`,
  perDayTitle: 'Extra cost a day of each incident, with its interval.',
  sides: { worse: '← cheaper than usual', better: 'dearer →' },
  unit: (currency: string): string => `${currency} a day, with interval`,
  incident: (number: number, what: string): string => `${number}  ${what}`,
  key: (currency: string): string => `${currency} a day more than usual; | is no difference`,
  inShort: (amount: string): string => `errors cost ${amount}`,
  inShortFall: (number: number, amount: string, interval: string): string =>
    `; incident ${number}: ${amount} a day more than usual${interval === '' ? '' : ` (${interval})`}`,
} as const;

/** What could and could not be seen. */
export const BLIND = {
  heading: (silent: number, all: number): string =>
    silent === 0
      ? `All ${countWord(all)} streams could be watched`.replace('All one streams', 'The one stream')
      : silent === all
        ? 'No stream could be watched'
        : `${capital(pluralWord(silent, 'stream'))} of ${countWord(all)} could not be watched`,
  say: 'A smaller change than the last column says, or a shorter one, would have gone unseen.',
  saySilent: 'Where a stream is silent nobody knows: that is neither good nor bad.',
  note: 'Smallest lasting shift that it finds with what it had seen, in the unit of the stream.',
  rest: (n: number): string => `${plural(n, 'more', 'more')} streams; all are in the JSON.`,
  only: (shift: string): string => `${shift} or more`,
  none: 'not known',
  hushed: 'Should have spoken and did not',
  hushHeads: ['stream', 'since', 'until', 'because'],
  still: 'still silent',
  allOf: (streams: number): string => `all ${count(streams)} streams`,
  hush: (names: string, since: string, why: string): string => `${names}, since ${since}: ${why}`,
} as const;

/** The row of figures below the answer, and the short form. */
export const BACK_FACT = {
  fall: (name: string, from: string, of: { until: string | null; hasBefore: boolean }): string =>
    `${name}, ${of.hasBefore ? 'before → ' : ''}${of.until === null ? `since ${from}` : `${from} to ${of.until}`}`,
  overall: (name: string): string => `${name}, reference → history`,
  arrow: (from: string | null, to: string): string => (from === null ? to : `${from} → ${to}`),
  rows: (from: number | null, to: number): string => `n ${from === null ? '' : `${count(from)} → `}${count(to)}`,
  incidents: (windows: number, of: string): string => `Incidents in ${plural(windows, of)}`,
  noIncident: 'nothing moved that matters',
  blind: 'none could have been seen',
  falseAlarms: (per: string): string => `False alarms in ${per}`,
  promised: (alarms: string): string => `promised at most ${alarms}`,
  atMost: (alarms: string): string => `at most ${alarms}`,
  notReplayed: 'promised; not replayed',
  found: 'Told after the change',
  foundHow: (rows: number, number: number): string => `${plural(rows, 'row')} · incident ${number}`,
  money: 'Extra cost a day',
  incidentOf: (number: number): string => `incident ${number}`,
  seen: 'Streams watched',
  seenOf: (seen: number, all: number): string => `${count(seen)} of ${count(all)}`,
  seenHow: (silent: number): string => (silent === 0 ? 'each could speak' : `${count(silent)} could not speak`),
  short: { incidents: 'Incidents', budget: 'Budget', unseen: 'Unseen', hushed: 'Silent', money: 'Money' },
  inWindows: (n: number, windows: string, counted: string): string =>
    n === 0 ? `none in ${windows}` : `${count(n)} in ${windows}: ${counted}`,
  unseen: (silent: number, all: number, why: string): string => `${count(silent)} of ${plural(all, 'stream')}: ${why}`,
} as const;

/** "760 days", "24 months". */
export const historyLength = (span: { readonly start: number; readonly end: number }): string =>
  durationText(span.end - span.start);
