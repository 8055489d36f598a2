import { ROWS_LEAST } from '../../measure/drift/column-drift.ts';
import type { FormatKind } from '../../measure/drift/format-difference.ts';
import type { MeanMap } from '../../measure/drift/mean-map.ts';
import type { ColumnResult, FormatResult, SchemaDifference, TimeSpans } from '../drift-result.ts';
import { dateText } from './backtest-dates.ts';
import { count, decimalsFor, fixed, percent, plural } from './numbers.ts';
import { shorten } from './slices.ts';

/** What bins without a text are called in a chart. */
export const PANEL_NAMES = { other: 'others', unseen: 'unseen', missing: 'missing' } as const;

const LONGEST = 32;
/** A name or text from a file, short enough for a sentence. */
export const nameText = (name: string): string => shorten(name, LONGEST);

/** Numbers of a column, with three digits that say something; not one whole and the other not. */
function numberTexts(values: readonly number[]): string[] {
  if (values.every(Number.isInteger)) return values.map(count);
  return values.map((value) => fixed(value, value === 0 ? 1 : Math.max(0, decimalsFor(value) - 1)));
}

/** The bin that rose or fell most, of two equal ones the rarer: '"yes" in 18.0 %, was 4.6 %'. */
function partText({ parts }: ColumnResult): string {
  const moved = ({ reference, current }: ColumnResult['parts'][number]): number =>
    Number(Math.abs(current - reference).toPrecision(9));
  const [most] = [...parts].sort((a, b) => moved(b) - moved(a) || a.reference - b.reference);
  return most === undefined ? '' : `${partName(most.of)} in ${percent(most.current)}, was ${percent(most.reference)}`;
}

const PART_NAMES: Readonly<Record<string, string>> = {
  new: 'unseen texts',
  other: 'rare texts',
  below: 'below all before',
  above: 'above all before',
};
const PART_LONGEST = 14;

/** `= 1` is 1, `[25, 28)` is 25 to 28; a text keeps its quotes. */
function partName(of: string): string {
  const ends = /^\[(.*), (.*)[)\]]$/u.exec(of);
  const short = (text = ''): string =>
    Number.isFinite(Number(text)) ? String(Number(Number(text).toPrecision(4))) : text;
  const text = ends === null ? short(of.replace(/^= /u, '')) : `${short(ends[1])} to ${short(ends[2])}`;
  return PART_NAMES[of] ?? (of.startsWith('"') ? `"${shorten(of.slice(1, -1), PART_LONGEST)}"` : text);
}

/** What changed in a column, in a few words. `missing`: the share of cells without a value on both sides. */
export function changeText(column: ColumnResult, missing: readonly [number, number] | null): string {
  if (missing !== null && Math.abs(missing[1] - missing[0]) >= MISSING_TOLD) {
    return `missing in ${percent(missing[1])}, was ${percent(missing[0])}`;
  }
  const [before, now] = [column.reference.median, column.current.median];
  if (before === null || now === null) return partText(column);
  const [from, to] = numberTexts([before, now]);
  return from === to ? partText(column) : `half below ${to}, was ${from}`;
}

/** Where so many more or fewer cells are missing, that is what happened. */
const MISSING_TOLD = 0.1;

const FORMAT_WORDS: Readonly<Record<FormatKind, string>> = {
  dot: 'a dot at the end',
  case: 'letter case',
  blanks: 'blanks',
};

/** 'income is written otherwise: ">50K." for ">50K" in 3,846 rows (a dot at the end)'. */
export function formatText({ column, kinds, texts, rows }: FormatResult): string {
  const [first] = texts;
  const example = first === undefined ? '' : `"${nameText(first.current)}" for "${nameText(first.reference)}"`;
  const why = kinds.map((kind) => FORMAT_WORDS[kind]).join(', ');
  return `${nameText(column)} is written otherwise: ${example}, in all ${plural(rows, 'row')} (${why})`;
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  number: 'numbers',
  integer: 'whole numbers',
  boolean: 'yes and no',
  timestamp: 'times',
  text: 'text',
  'big-integer': 'long whole numbers',
};
const kindText = (kind = ''): string => KIND_WORDS[kind] ?? kind;

/** How the columns of both sides differ, a sentence without its end. */
export function differenceText({ column, what, reference, current }: SchemaDifference): string {
  const name = nameText(column);
  switch (what) {
    case 'missing':
      return `${name} is in the reference alone`;
    case 'new':
      return `${name} is in the current file alone`;
    case 'other-kind':
      return `${name} is ${kindText(reference)} in the reference and ${kindText(current)} in the current file`;
    case 'emptied':
      return `${name} has values in the reference and none in the current file`;
    case 'filled':
      return `${name} has no value in the reference and some in the current file`;
    case 'names-the-file':
      return `${name} is always ${nameText(reference ?? '')} in the reference, always ${nameText(current ?? '')} here`;
    case 'renamed':
      return `${name} is called ${nameText(current ?? '')} in the current file`;
    case 'reordered':
      return `the columns stand in another order from ${name} on, which changes nothing`;
    case 'own-value-a-row':
      return `${name} is a running number, which always moves on, and was not compared`;
    case 'texts-of-their-own':
      return `${name} has a text of its own in nearly every row: its length and signs were compared`;
    case 'texts-not-kept':
      return `${name} has a text of its own in nearly every row, which a profile does not keep, and was not compared`;
  }
}

/** When the rows of both sides are from. */
export function timesText({ column, reference, current }: TimeSpans): string {
  const span = (ends: readonly [number, number] | null): string =>
    ends === null ? 'no time' : `${dateText(ends[0])} to ${dateText(ends[1])}`;
  const early = reference !== null && current !== null && current[0] <= reference[1];
  const overlap = early ? '; the two overlap' : '';
  return `${nameText(column)}: ${span(reference)} in the reference, ${span(current)} here${overlap}`;
}

/** Sentences and heads of a drift report. */
export const DRIFT = {
  soFar: (name: string, value: number, noise: number): string =>
    `${nameText(name)} looks moved: ${fixed(value, 3)}, where chance gives ${fixed(noise, 3)}`,
  what: 'Drift',
  word: { moved: 'Moved', still: 'Nothing moved', unknown: 'Not known' },
  subject: (reference: string, current: string): string => `${reference} → ${current}`,
  title: (word: string, subject: string): string => `${word}: ${subject}`,
  moved: (k: number, n: number, name: string, change: string): string =>
    `${count(k)} of ${plural(n, 'column')} moved; most: ${nameText(name)}${change === '' ? '' : `, ${change}`}.`,
  still: (n: number): string =>
    n === 1
      ? 'Nothing moved: the one column is as in the reference.'
      : `Nothing moved: all ${count(n)} columns are as in the reference.`,
  stillBut: (told: string): string => `Nothing moved; ${told}.`,
  few: (rows: number): string =>
    `Too few rows to say what moved: it takes ${ROWS_LEAST} on each side, and one has ${count(rows)}.`,
  nothing: 'No column can be compared.',
  same: 'Both files are the same, byte for byte.',
  more: (n: number): string => `${plural(n, 'more such difference')}`,
  unknownToo: (n: number): string => `${plural(n, 'column')} could not be judged.`,
  ranked: (label: string, n: number): string =>
    `Ranked by how far beyond chance a column moved, times what hangs on it for ${nameText(label)} (learned, judged on ${plural(n, 'row')}).`,
  rankedAlone: 'Ranked by how far beyond chance a column moved: no label and no answers say what it matters.',
  rankedByChance: 'Ranked by how far beyond chance a column moved.',
  label: (name: string, change: string): string => `The label ${nameText(name)} moved: ${change}.`,
  answers: (name: string, change: string): string => `The answers ${nameText(name)} moved: ${change}.`,
  little: (of: string, name: string): string => `For ${nameText(of)} hardly anything hangs on ${nameText(name)}.`,
  elsewhere: (of: string, name: string): string =>
    `For ${nameText(of)} hardly anything hangs on the features that moved; most hangs on ${nameText(name)}, which did not.`,
  lookFirst: (name: string): string =>
    `Look at ${nameText(name)} first. Where labels are there, \`holdfast evaluate\` says whether answers became worse.`,
  lookColumns: 'See that the columns are what the model was made for; nothing else is to be done.',
  alike: 'Write texts as in the reference, or a model that looks them up will not know them.',
  none: 'Nothing is to be done.',
  collect: 'Take more rows.',
  apart: (value: number, interval: readonly [number, number] | null): string => {
    const around = interval === null ? '' : ` (${fixed(100 * interval[0], 0)} to ${fixed(100 * interval[1], 0)})`;
    const often = value > 0.995 ? 'nearly always' : `${fixed(100 * value, 0)} times in 100${around}`;
    return `Of two rows, one of each file, a learner finds the current one ${often}; guessing is 50 in 100.`;
  },
  apartNot: 'All features together: a learner cannot tell the rows of the two files apart.',
  apartGap: (gap: string, n: number): string => {
    if (gap === 'no-features') return 'All features together were not looked at: both files share none.';
    if (gap !== 'no-rows')
      return `All features together were not looked at: it takes 100 rows on each side, and one has ${count(n)}.`;
    const unknown = 'what tells both sides apart, which numbers go together and what hangs on a column are not known';
    return `A profile has counts and no rows: ${unknown}.`;
  },
  columns: 'What moved, by what matters',
  nearest: 'Nothing moved; what comes closest',
  columnsSay:
    'Drift is the Jensen-Shannon distance of the values of both sides, 0 to 1; chance is what it would be by chance alone at these numbers of rows.',
  columnsSayMoved:
    'A column moved where drift is more than 0.05 above chance (from 0.1 it is strong), and chance alone would show that in less than one report of 100.',
  weighsSay:
    'What a column weighs is the share of what is learned of the answers (of the label, where no answers are there) that is lost when its values are mixed up.',
  columnsHeads: {
    column: 'column',
    change: 'what changed',
    drift: 'drift',
    chance: 'chance',
    weighs: 'weighs',
    size: 'size',
  },
  roleWords: { feature: '', label: 'label', prediction: 'answer', score: 'score', weight: 'weight' },
  size: { none: '', moderate: 'mild', severe: 'strong' },
  schema: 'How the two files differ',
  schemaSay:
    'What differs in columns and in the writing of texts is told apart from what moved: it is mostly made by people.',
  shares: 'Values that are missing, new or outside what was known',
  sharesSay:
    'Missing of all cells; unseen texts and numbers outside the range of the reference of those that are there. Shares with an interval of 95 % (Wilson); told where the share in the reference lies outside of it.',
  sharesHeads: ['column', 'what', 'reference', 'here', 'interval', 'n'],
  shareWords: {
    'missing-share': 'missing',
    'new-category-share': 'unseen',
    'out-of-range-share': 'outside',
  },
  together: (isApart: boolean): string =>
    isApart ? 'What tells the two files apart, all features together' : 'All features together show no difference',
  togetherSay: (fitted: number, n: number): string =>
    `Boosted trees learned on ${plural(fitted, 'row')} of both files which file a row is from, and were judged on ${plural(n, 'other row')}. The interval is DeLong's, of 95 %.`,
  randomFeatures: ({ value, noise, p, partings, n }: MeanMap): string =>
    `A second look that learns nothing, at ${plural(n, 'row')}: the means of random features are ${fixed(value, 4)} apart (squared), ${fixed(noise, 4)} by chance; in ${partings} random partings of the rows such a distance has a chance of ${fixed(p, 3)}.`,
  togetherHeads: ['feature', 'share of what tells them apart'],
  pairs: 'Numbers that go together otherwise',
  pairsSay:
    'Correlation of ranks, -1 to 1, of the rows that were drawn, with an interval of 95 %. Told where it changed by 0.1 or more, and chance alone would show that in less than one report of 100.',
  pairsHeads: ['pair', 'reference', 'here', 'interval', 'n'],
  pair: (first: string, second: string): string => `${shorten(first, 20)} and ${shorten(second, 20)}`,
  pictures: 'What moved, as a picture',
  picturesSay: 'Blue is the current file, grey the reference. What lies far outside is counted at the ends.',
  panelTitle: (name: string): string => `Shares of ${nameText(name)} in both files.`,
  axisY: 'of 100 rows',
  current: 'current',
  reference: 'reference',
  all: 'Every measurement',
  allFold: (n: number): string => `${plural(n, 'column')}, every distance`,
  allSay: 'Each distance, and in small what chance alone gives.',
  undrawn: (n: number): string => `and ${plural(n, 'more column')}; all with --json`,
  facts: { reference: 'Reference', current: 'Current', moved: 'Moved', apart: 'Told apart' },
  rows: 'rows',
  ofColumns: (n: number): string => `of ${plural(n, 'column')}`,
  apartHow: (interval: string, n: number): string => `${interval} · n ${count(n)} · 50 is guessing`,
  timesIn: 'times in 100',
  closing: (seed: number): string => `Nothing was judged. seed ${seed}`,
  assumed: 'What was taken for granted',
  assumedHeads: ['what', 'taken', 'why'],
} as const;
