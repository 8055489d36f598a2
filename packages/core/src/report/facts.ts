import type { Fact } from './blocks.ts';
import { type Cards, titleOf, unitOf } from './cards.ts';
import { findCulprit, otherName } from './headline.ts';
import { mainMeasurement } from './headline-evaluate.ts';
import type { ComparisonLine, MeasurementResult, Result } from './result.ts';
import { gapWords, isComparison } from './words/checks.ts';
import { FACT } from './words/facts.ts';
import { moneyInterval } from './words/headline.ts';
import {
  capital,
  count,
  differenceInterval,
  differenceText,
  marginText,
  money,
  valueInterval,
  valueText,
} from './words/numbers.ts';
import { sliceName } from './words/slices.ts';

/** Metrics worth a place in the row of figures, after the main one. */
const TELLING = ['roc-auc', 'recall', 'expected-calibration-error', 'bias', 'r2', 'wape', 'f1', 'log-loss', 'coverage'];

/** The three or four figures below the answer: the comparison and its money first, then what was measured. */
export function facts(result: Result, cards: Cards): readonly Fact[] {
  const found = [...comparisonFacts(result, cards), ...moneyFacts(result)];
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
  if (line.difference === null) return { name, value: FACT.none, how: gapWords(line.gap ?? 'too-few-rows') };
  return {
    name,
    value: differenceText(line.difference, unit, 1),
    how: FACT.how(differenceInterval(line.bounds, unit), count(line.n), FACT.margin(marginText(line.margin, unit))),
  };
}

function moneyFacts(result: Result): Fact[] {
  const culprit = findCulprit(result);
  const lines = result.comparison?.money ?? [];
  const chosen = lines.filter(
    (line) => line.slice === null || (culprit !== null && isComparison(culprit) && line.slice === culprit.slice),
  );
  const sliceFirst = [...chosen].sort((a, b) => Number(a.slice === null) - Number(b.slice === null));
  return sliceFirst.map((line) => ({
    name: FACT.money(sliceName(line.slice)),
    value: FACT.dearer(money(Math.abs(line.difference), line.currency), line.difference),
    how: FACT.how(moneyInterval(line), count(line.n), FACT.per1000),
  }));
}

function measurementFact(m: MeasurementResult, result: Result, cards: Cards): Fact {
  const unit = unitOf(m.entry, result, cards);
  return {
    name: `${capital(titleOf(m.entry, cards))}, ${sliceName(m.slice)}`,
    value: m.value === null ? FACT.none : valueText(m.value, unit),
    how: FACT.how(m.interval === null ? FACT.noInterval : valueInterval(m.interval, unit), count(m.n), ''),
  };
}
