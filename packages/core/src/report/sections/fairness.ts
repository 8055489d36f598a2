import type { RateId } from '../../measure/fairness/rates.ts';
import type { Cell, ForestBlock, Section, TableBlock, TableRow } from '../blocks.ts';
import { named } from '../cards.ts';
import type { ApartResult, FairnessResult, GroupedResult, PairResult, RateResult } from '../fairness-result.ts';
import type { Result } from '../result.ts';
import {
  byWords,
  consistencyWords,
  FAIRNESS,
  FINDING_WORDS,
  fourFifths,
  needsWords,
  oddsWords,
  RATE_WORDS,
  suppressedWords,
} from '../words/fairness.ts';
import {
  bareDifference,
  capital,
  count,
  differenceText,
  fixed,
  percent,
  type Unit,
  valueText,
} from '../words/numbers.ts';
import { shorten } from '../words/slices.ts';
import { independenceNote } from './checks.ts';

/** What is asked first, the gravest first; a missed case is one that was not found, so misses are left to the JSON. */
const GRAVEST: readonly RateId[] = [
  'recall',
  'false-positive-rate',
  'accuracy',
  'precision',
  'mae',
  'calibration',
  'bias',
  'selection-rate',
  'mean-score',
  'mean-prediction',
];
const FORESTS_MAX = 3;
const FOREST_ROWS_MAX = 16;
const LINES_MAX = 24;
/** Of scores that are no chances. */
const SCORE_DECIMALS = 2;
/** Names in a table; the charts have more room. */
const NAME_MAX = 10;
/** Of columns together, the gravest that are sure. */
const TOGETHER_MAX = 2;

interface Line {
  readonly by: GroupedResult;
  readonly rate: RateResult;
}

/** For whom it is not good enough: rates by group beside all rows, and what differences are sure. */
export function fairnessSection(result: Result): Section | null {
  const { fairness } = result;
  if (fairness === undefined || fairness.by.length === 0) return null;
  const lines = linesOf(fairness);
  return {
    id: 'fairness',
    heading: headingOf(lines),
    says: saysOf(lines, result),
    note: `${FAIRNESS.note(fairness.fewest)} ${independenceNote(result)}`.trim(),
    verdict: null,
    isBrief: result.comparison === null && lines.length > 0,
    blocks: [
      ...forestsOf(fairness, result),
      ...(lines.length > 0 ? [tableOf(lines, result)] : []),
      { kind: 'list', caption: '', items: itemsOf(fairness) },
    ],
  };
}

const rank = ({ rate }: RateResult): number => GRAVEST.indexOf(rate);
const isSure = ({ apart }: RateResult): boolean => apart?.finding === 'sure-difference';
/** A difference that is sure, else the widest one. */
const told = ({ apart }: RateResult): PairResult | null => apart?.sure ?? apart;

/** Every rate of a single column; of columns together what is surely different. */
function linesOf({ by }: FairnessResult): Line[] {
  return by.flatMap((one) =>
    one.rates
      .filter((rate) => rate.apart !== null && rank(rate) >= 0 && (one.columns.length === 1 || isSure(rate)))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, one.columns.length === 1 ? GRAVEST.length : TOGETHER_MAX)
      .map((rate) => ({ by: one, rate })),
  );
}

function headingOf(lines: readonly Line[]): string {
  if (lines.length === 0) return FAIRNESS.alone;
  const sure = lines.filter(({ rate }) => isSure(rate));
  const single = sure.filter(({ by }) => by.columns.length === 1);
  const named = [...new Set((single.length > 0 ? single : sure).map(({ by }) => byWords(by.columns)))];
  if (named.length > 0) return FAIRNESS.sure(named);
  return lines.some(({ rate }) => rate.apart?.finding === 'cannot-be-told') ? FAIRNESS.untold : FAIRNESS.none;
}

function saysOf(lines: readonly Line[], result: Result): string[] {
  const gravest = [...lines].sort((a, b) => rank(a.rate) - rank(b.rate));
  const first = gravest.find(({ rate }) => isSure(rate)) ?? null;
  const pair = first && told(first.rate);
  if (first !== null && pair !== null) {
    const { rate } = first;
    const values = [pair.low, pair.high].map((group) => valueIn(rate, group, result));
    const of = { low: groupName(pair.low, first.by), high: groupName(pair.high, first.by) };
    return [FAIRNESS.worst(RATE_WORDS[rate.rate].verb, { ...of, values: [values[0] ?? '', values[1] ?? ''] })];
  }
  const [main] = gravest;
  const most = main?.rate.apart?.most ?? null;
  return main === undefined || most === null ? [] : [FAIRNESS.most(distance(most, main.rate, result))];
}

const groupName = (group: string, { columns }: GroupedResult): string => `${byWords(columns)} ${shorten(group, 40)}`;

/** Shares and chances in hundredths; numbers of the label in its unit; other scores as they are. */
const unitOf = ({ rate, overall }: RateResult, result: Result): Unit => {
  const isNumber = rate === 'mae' || rate === 'bias' || rate === 'mean-prediction';
  const isScore = rate === 'mean-score' && !(overall !== null && overall >= 0 && overall <= 1);
  return named(isNumber ? 'label' : isScore ? 'number' : 'share', result);
};
const isAway = ({ rate }: RateResult): boolean => rate === 'calibration' || rate === 'bias';

function textOf(value: number, rate: RateResult, result: Result): string {
  const unit = unitOf(rate, result);
  if (unit.unit === 'number') return fixed(value, SCORE_DECIMALS);
  return isAway(rate) ? bareDifference(value, unit, 1) : valueText(value, unit);
}
const valueIn = (rate: RateResult, group: string, result: Result): string => {
  const value = rate.groups.find((one) => one.group === group)?.value ?? null;
  return value === null ? '' : textOf(value, rate, result);
};
const distance = (value: number, rate: RateResult, result: Result): string =>
  differenceText(value, unitOf(rate, result), 1).replace('+', '');
function bare(value: number, rate: RateResult, result: Result): string {
  const unit = unitOf(rate, result);
  if (unit.unit === 'number') return fixed(value, SCORE_DECIMALS);
  return bareDifference(value, unit, 1).replace('+', '');
}

function tableOf(lines: readonly Line[], result: Result): TableBlock {
  const { heads } = FAIRNESS;
  const names = [heads.asked, heads.apart, heads.least, heads.most, heads.byChance, heads.finding];
  return {
    kind: 'table',
    caption: FAIRNESS.inFigures,
    unit: FAIRNESS.unit(lines.some(({ rate }) => rate.rate === 'mae') ? (result.labelUnit ?? '') : null),
    columns: names.map((name, i) => ({ name, isNumber: i > 0 && i < names.length - 1 })),
    rows: lines.slice(0, LINES_MAX).flatMap((line) => rowOf(line, result) ?? []),
    rest: lines.length > LINES_MAX ? FAIRNESS.rest(lines.length - LINES_MAX) : null,
  };
}

function rowOf({ by, rate }: Line, result: Result): TableRow | null {
  if (rate.apart === null) return null;
  const { interval, difference, low, high, byChance } = rate.apart;
  const ends = interval?.map((end) => bare(end, rate, result)).join(' to ') ?? '';
  const groupCell = (group: string): Cell => ({
    text: valueIn(rate, group, result).replace(/ %$/, ''),
    small: shorten(group, NAME_MAX),
  });
  return {
    cells: [
      { text: FAIRNESS.line(RATE_WORDS[rate.rate].name, byWords(by.columns)) },
      { text: bare(difference, rate, result), ...(ends !== '' && { small: ends }) },
      groupCell(low),
      groupCell(high),
      { text: bare(byChance, rate, result) },
      findingCell(rate, rate.apart, result),
    ],
    isHot: false,
    isTotal: false,
  };
}

/** Where the farthest two are not surely different, others may be: large groups are known better than small ones. */
function findingCell(rate: RateResult, apart: ApartResult, result: Result): Cell {
  const { finding, sure, needs_n: needs } = apart;
  const text = FINDING_WORDS[finding];
  if (needs !== null) return { text, small: needsWords(needs) };
  if (sure === null) return { text };
  if (sure.low === apart.low && sure.high === apart.high) return { text };
  const names = [sure.low, sure.high].map((name) => shorten(name, NAME_MAX)).join(', ');
  return { text: FAIRNESS.sureOf(bare(sure.difference, rate, result)), small: names };
}

/** Dots by group beside all rows: of each column the gravest rate that differs for sure, else the gravest. */
function forestsOf({ by }: FairnessResult, result: Result): ForestBlock[] {
  const single = by.filter(({ columns, groups }) => columns.length === 1 && groups.length > 1);
  const together = by.filter(({ columns, rates }) => columns.length > 1 && rates.some(isSure)).slice(0, 1);
  return [...single.slice(0, FORESTS_MAX), ...together].flatMap((one, k) => {
    const rates = one.rates.filter((rate) => rank(rate) >= 0 && rate.apart !== null);
    const ranked = rates.sort((a, b) => Number(isSure(b)) - Number(isSure(a)) || rank(a) - rank(b));
    return ranked[0] ? [forest(one, ranked[0], { k, result })] : [];
  });
}

function forest(by: GroupedResult, rate: RateResult, { k, result }: { k: number; result: Result }): ForestBlock {
  const unit = unitOf(rate, result);
  const scale = unit.unit === 'share' ? 100 : 1;
  const groups = rate.groups.filter(({ value, interval }) => value !== null && interval !== null);
  const rows = groups.slice(0, FOREST_ROWS_MAX).map(({ group, n, value, interval }) => {
    const ends = interval?.map((end) => (isAway(rate) ? bare(end, rate, result) : textOf(end, rate, result)));
    return {
      name: shorten(group, 40),
      n: count(n),
      value: (value ?? 0) * scale,
      low: interval && interval[0] * scale,
      high: interval && interval[1] * scale,
      limit: null,
      text: `${textOf(value ?? 0, rate, result)}${ends ? ` (${ends.join(' to ')})` : ''}`,
      verdict: null,
      isStrong: false,
    };
  });
  const name = capital(RATE_WORDS[rate.rate].name);
  return {
    kind: 'forest',
    id: `figure-fairness-${k}`,
    title: FAIRNESS.title(name, byWords(by.columns)),
    caption: FAIRNESS.caption(name, byWords(by.columns)),
    explains: '',
    rows,
    sides: null,
    key: '',
    limitName: null,
    reference: rate.overall === null ? null : { value: rate.overall * scale, name: FAIRNESS.all },
    unit: FAIRNESS.withInterval,
  };
}

/** What is said in a line each: four fifths, equalised odds, likeness, and groups that are too small. */
function itemsOf({ by, consistency }: FairnessResult): string[] {
  const single = by.filter(({ columns }) => columns.length === 1);
  const ratios = single.flatMap((one) => {
    const ratio = one.rates.find(({ rate }) => rate === 'selection-rate')?.apart?.ratio;
    return ratio ? [fourFifths(byWords(one.columns), ratio.value, ratio.interval)] : [];
  });
  const odds = single.flatMap(({ columns, equalisedOdds: of }) =>
    of === null
      ? []
      : [oddsWords(byWords(columns), gapText(of.worst, of.worstInterval), gapText(of.mean, of.meanInterval))],
  );
  const small = by
    .filter(({ suppressed, leftOut }) => suppressed.length + leftOut > 0)
    .map(({ columns, suppressed, leftOut }) => {
      const shown = suppressed.slice(0, 5);
      return suppressedWords(byWords(columns), shown, suppressed.length - shown.length + leftOut);
    });
  return [...ratios, ...odds, ...likeness(consistency), ...small];
}

/** "7.4 points (4.1 to 9.8)". */
const gapText = (value: number, interval: readonly [number, number] | null): string => {
  const [low, high] = interval ?? [];
  const ends = low === undefined || high === undefined ? '' : ` (${fixed(100 * low, 1)} to ${fixed(100 * high, 1)})`;
  return `${fixed(100 * value, 1)} points${ends}`;
};

function likeness(of: FairnessResult['consistency']): string[] {
  if (of === null || of.interval === null) return [];
  const interval = of.interval.map((end) => percent(end)).join(' to ');
  return [consistencyWords({ ...of, value: percent(of.value), byChance: percent(of.byChance), interval })];
}
