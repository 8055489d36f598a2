import type { BacktestResult, HistoryCosts } from '../backtest-result.ts';
import type { Fact } from '../blocks.ts';
import { CARDS, type Cards } from '../cards.ts';
import type { Remark } from '../remarks.ts';
import { incidentsCounted, silenceWords, unitWord } from '../words/backtest.ts';
import { durationText, sinceText, stretchText } from '../words/backtest-dates.ts';
import { BACK_FACT, COSTLY } from '../words/backtest-sections.ts';
import { streamPair, streamText } from '../words/backtest-values.ts';
import { capital, count, fixed, intervalText, money, moneyDecimals, plural } from '../words/numbers.ts';
import { alarmsText, budgetLine } from './budget.ts';
import { causesInShort } from './causes.ts';
import { type Fall, isBlind, measureName, measureUnit, nameOfMeasure, silenceOf, spokenOf, worstFall } from './fall.ts';
import { hushedInShort } from './hushed.ts';

/** The four figures below the answer: how good, how many incidents, how many for nothing, and how soon or what not. */
export function backtestFacts(result: BacktestResult, cards: Cards): readonly Fact[] {
  const fall = worstFall(result);
  const found = [
    fall === null ? overallFact(result, cards) : fallFact(result, fall, cards),
    incidentsFact(result),
    alarmsFact(result),
  ];
  const last = fall === null ? seenFact(result) : (moneyFact(result, fall) ?? foundFact(fall));
  return [...found, last].filter((fact) => fact !== null);
}

function fallFact(result: BacktestResult, fall: Fall, cards: Cards): Fact | null {
  const { incident, until, n } = fall;
  const { entry, unit, value, before, isFollowed } = spokenOf(result, fall);
  if (value === null) return null;
  const { n: rows } = incident.before;
  const from = sinceText(incident.change_point, result.span);
  return {
    name: BACK_FACT.fall(capital(nameOfMeasure(entry, cards)), from, {
      until: until === null ? null : sinceText(until, result.span),
      hasBefore: before !== null,
    }),
    value: before === null ? streamText(value, unit) : BACK_FACT.arrow(...streamPair(before, value, unit)),
    unit: '',
    how: BACK_FACT.rows(before === null ? null : rows, isFollowed ? n : incident.after.n),
  };
}

function overallFact(result: BacktestResult, cards: Cards): Fact | null {
  const { reference, history } = result.measure;
  if (history.value === null) return null;
  const unit = measureUnit(result);
  return {
    name: BACK_FACT.overall(capital(measureName(result, cards))),
    value:
      reference.value === null
        ? streamText(history.value, unit)
        : BACK_FACT.arrow(...streamPair(reference.value, history.value, unit)),
    unit: '',
    how: BACK_FACT.rows(reference.value === null ? null : reference.n, history.n),
  };
}

const incidentsFact = (result: BacktestResult): Fact => ({
  name: BACK_FACT.incidents(result.windows.length, unitWord(result.window.unit)),
  value: count(result.incidents.length),
  unit: '',
  how: isBlind(result)
    ? BACK_FACT.blind
    : result.incidents.length === 0
      ? BACK_FACT.noIncident
      : incidentsCounted(result.incidents),
});

function alarmsFact({ budget: { promise, realised } }: BacktestResult): Fact {
  const promised = alarmsText(promise.false_alarms);
  const name = BACK_FACT.falseAlarms(stretchText(promise.per_ms));
  if (realised === null) return { name, value: BACK_FACT.atMost(promised), unit: '', how: BACK_FACT.notReplayed };
  const interval = intervalText(realised.interval, (end) => fixed(end, 2));
  return { name, value: fixed(realised.rate, 2), unit: '', how: `${interval} · ${BACK_FACT.promised(promised)}` };
}

const foundFact = ({ incident, number }: Fall): Fact => ({
  name: BACK_FACT.found,
  value: durationText(incident.detected_after_ms),
  unit: '',
  how: BACK_FACT.foundHow(incident.detected_after_rows, number),
});

/** Null without prices, and where it may have cost nothing: the section on money shows how unsure it is. */
function moneyFact(result: BacktestResult, { incident, number }: Fall): Fact | null {
  const found = incident.cost_per_day;
  if (found === null || found.value <= 0 || (found.interval?.[0] ?? 0) < 0) return null;
  const interval = intervalText(found.interval, (end) => fixed(end, moneyDecimals(found.value)));
  const how = [interval, BACK_FACT.incidentOf(number)].filter((part) => part !== '').join(' · ');
  return { name: BACK_FACT.money, value: money(found.value, result.costs?.currency ?? 'money'), unit: '', how };
}

function seenFact(result: BacktestResult): Fact | null {
  const { streams } = result;
  if (streams.length === 0) return null;
  const silent = streams.filter((stream) => silenceOf(result, stream) !== null).length;
  return {
    name: BACK_FACT.seen,
    value: BACK_FACT.seenOf(streams.length - silent, streams.length),
    unit: '',
    how: BACK_FACT.seenHow(silent),
  };
}

/** Incidents, budget, money and what was not seen, a line each, for forms that leave their sections out. */
export function inShort(result: BacktestResult): readonly Remark[] {
  const { short } = BACK_FACT;
  const { incidents, streams, costs } = result;
  const windows = plural(result.windows.length, unitWord(result.window.unit));
  const silent = streams.filter((stream) => silenceOf(result, stream) !== null);
  const reasons = [...new Set(silent.map((stream) => silenceWords(stream.silent ?? '')))];
  const lines: Remark[] = [
    { head: short.incidents, text: BACK_FACT.inWindows(incidents.length, windows, incidentsCounted(incidents)) },
    ...causesInShort(result),
    { head: short.budget, text: budgetLine(result) },
  ];
  if (silent.length > 0) {
    const why = reasons.slice(0, 2).join('; ');
    lines.push({ head: short.unseen, text: BACK_FACT.unseen(silent.length, streams.length, why) });
  }
  lines.push(...hushedInShort(result, CARDS));
  if (costs !== null) lines.push({ head: short.money, text: moneyLine(result, costs) });
  return lines;
}

function moneyLine(result: BacktestResult, { currency, total }: HistoryCosts): string {
  const fall = worstFall(result);
  const said = COSTLY.inShort(money(total, currency ?? 'money'));
  const perDay = fall?.incident.cost_per_day ?? null;
  if (fall === null || perDay === null || perDay.value <= 0) return said;
  const interval = intervalText(perDay.interval, (end) => fixed(end, moneyDecimals(perDay.value)));
  return said + COSTLY.inShortFall(fall.number, money(perDay.value, currency ?? 'money'), interval);
}
