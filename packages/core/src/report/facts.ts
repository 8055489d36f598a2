import type { Fact } from './blocks.ts';
import { type Cards, titleOf, unitOf } from './cards.ts';
import { findCulprit, otherName } from './headline.ts';
import { mainMeasurement } from './headline-evaluate.ts';
import type { ComparisonLine, MeasurementResult, MoneyLine, Result } from './result.ts';
import { gapWords, isComparison } from './words/checks.ts';
import { FACT } from './words/facts.ts';
import { eitherWay, moneyInterval } from './words/headline.ts';
import {
  axisUnit,
  bareDifference,
  bareValue,
  capital,
  count,
  differenceInterval,
  differenceText,
  headUnit,
  marginText,
  money,
  type Unit,
  valueInterval,
  valueText,
} from './words/numbers.ts';
import { sliceName } from './words/slices.ts';

/** Metrics worth a place in the row of figures, after the main one. */
const TELLING = [
  'cost-per-row',
  'answer-cost',
  'over-under-cost',
  'roc-auc',
  'recall',
  'smooth-calibration-error',
  'bias',
  'r2',
  'wape',
  'f1',
  'log-loss',
  'coverage',
];

/** The three or four figures below the answer: the comparison and its money first, then what was measured. */
export function facts(result: Result, cards: Cards): readonly Fact[] {
  const found = [...comparisonFacts(result, cards), ...moneyFacts(result, cards)];
  if (found.length >= 3) return found.slice(0, 4);
  const main = mainMeasurement(result);
  const overall = result.measurements.filter(
    (m) => m.slice === null && m.of === null && m !== main && m.value !== null,
  );
  const telling = TELLING.flatMap((id) => overall.filter((m) => m.entry === id));
  const rest = overall.filter((m) => !telling.includes(m));
  const chosen = [...(main === null ? [] : [main]), ...telling, ...rest];
  return [...found, ...chosen.map((m) => measurementFact(m, result, cards))].slice(0, 4);
}

function comparisonFacts(result: Result, cards: Cards): Fact[] {
  const lines = result.comparison?.lines ?? [];
  const culprit = findCulprit(result);
  const slice = culprit !== null && isComparison(culprit) ? culprit.slice : null;
  const chosen = [
    lines.find((line) => slice !== null && line.slice === slice),
    lines.find((line) => line.slice === null),
  ];
  return chosen.filter((line) => line !== undefined).map((line) => lineFact(line, result, cards));
}

function lineFact(line: ComparisonLine, result: Result, cards: Cards): Fact {
  const entry = result.comparison?.entry ?? '';
  const unit = unitOf(entry, result, cards);
  const name = FACT.compared(titleOf(entry, cards), sliceName(line.slice), otherName(result));
  if (line.difference === null) return { name, value: FACT.none, unit: '', how: gapWords(line.gap ?? 'too-few-rows') };
  const said = unit.unit === 'share' ? null : directed(line, line.difference, unit);
  const interval = said?.interval ?? differenceInterval(line.bounds, unit);
  return {
    name,
    value: said?.value ?? differenceText(line.difference, unit, 1),
    unit: said?.unit ?? '',
    how: FACT.how(interval, count(line.n), FACT.margin(marginText(line.margin, unit))),
  };
}

/**
 * A difference without a sign: errors and costs go up when it gets worse, and "−1.13" would be read as better. An
 * interval that holds no difference names both sides.
 */
function directed(
  line: ComparisonLine,
  difference: number,
  unit: Unit,
): Omit<Fact, 'name' | 'how'> & { interval: string } {
  const [worse, better] = unit.unit === 'money' ? FACT.moneySides : FACT.sides;
  const side = difference === 0 ? FACT.same : difference < 0 ? worse : better;
  const amount = (x: number): string => bareDifference(Math.abs(x), unit, 2, difference).replace('+', '');
  const currency = headUnit(unit) === '' ? axisUnit(unit) : '';
  const [low, high] = line.bounds ?? [0, 0];
  const ends = difference < 0 ? [-high, -low] : [low, high];
  const interval =
    line.bounds === null
      ? ''
      : low < 0 && high > 0
        ? `${amount(low)} ${worse} to ${amount(high)} ${better}`
        : `${amount(ends[0] ?? 0)} to ${amount(ends[1] ?? 0)}`;
  const value = `${currency} ${amount(difference)}`.trim();
  return headUnit(unit) === ''
    ? { value: `${value} ${side}`, unit: '', interval }
    : { value, unit: `${headUnit(unit)} ${side}`, interval };
}

function moneyFacts(result: Result, cards: Cards): Fact[] {
  // What is compared may be money itself, and is not said twice.
  if (unitOf(result.comparison?.entry ?? '', result, cards).unit === 'money') return [];
  const culprit = findCulprit(result);
  const lines = result.comparison?.money ?? [];
  const chosen = lines.filter(
    (line) => line.slice === null || (culprit !== null && isComparison(culprit) && line.slice === culprit.slice),
  );
  const sliceFirst = [...chosen].sort((a, b) => Number(a.slice === null) - Number(b.slice === null));
  return sliceFirst.map((line) => ({
    name: FACT.money(sliceName(line.slice)),
    value: FACT.dearer(money(Math.abs(line.difference), line.currency), line.difference),
    unit: '',
    how: FACT.how(moneyEnds(line), count(line.n), FACT.per1000),
  }));
}

const moneyEnds = (line: MoneyLine): string => {
  const ends = eitherWay(line);
  return ends === null ? moneyInterval(line) : FACT.either(...ends);
};

function measurementFact(m: MeasurementResult, result: Result, cards: Cards): Fact {
  const unit = unitOf(m.entry, result, cards);
  return {
    name: `${capital(titleOf(m.entry, cards))}, ${sliceName(m.slice)}`,
    value: m.value === null ? FACT.none : headUnit(unit) === '' ? valueText(m.value, unit) : bareValue(m.value, unit),
    unit: m.value === null ? '' : headUnit(unit),
    how: FACT.how(m.interval === null ? FACT.noInterval : valueInterval(m.interval, unit), count(m.n), ''),
  };
}
