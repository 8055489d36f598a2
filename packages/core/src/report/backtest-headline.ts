import {
  type BacktestParts,
  beforeOf,
  type Fall,
  isWorseThanReference,
  measureUnit,
  muteGroups,
  numberOf,
  type Spoken,
  silenceOf,
  spokenOf,
  unitFor,
  worstFall,
} from './backtest/fall.ts';
import { memberName, memberText } from './backtest/member.ts';
import { amountOf, bestOf, nameIn } from './backtest/policies.ts';
import type { IncidentResult, StreamResult } from './backtest-result.ts';
import { CARDS, type Cards, titleOf } from './cards.ts';
import { SUPPORT_MAX } from './headline-evaluate.ts';
import type { Result } from './result.ts';
import { GROUPS, incidentsCounted, silenceWords } from './words/backtest.ts';
import { sinceText } from './words/backtest-dates.ts';
import {
  apartSentence,
  BACK_ACTION,
  bareClause,
  fallSentence,
  HELD_WORDS,
  movedSentence,
  muteSentence,
  nothingSentence,
  ROSE,
  roseSentence,
  WHY,
  wasClause,
} from './words/backtest-headline.ts';
import { shiftText } from './words/backtest-values.ts';
import { CAUSES } from './words/causes.ts';
import { count, fixed, intervalText, money, moneyDecimals } from './words/numbers.ts';
import { SWEEP } from './words/sweep.ts';

type Headline = Result['headline'];

/**
 * The answer of a backtest: one sentence of at most 20 words, at most three that support it, and one action. The same
 * parts give the same words. Cost: linear in windows, streams and incidents.
 */
export function headlineOf(parts: BacktestParts, cards: Cards = CARDS): Headline {
  const fall = worstFall(parts);
  if (fall !== null) return fell(parts, fall, cards);
  if (parts.verdict === 'unknown') return unknown(parts);
  if (isWorseThanReference(parts.measure)) return apart(parts, cards);
  const [first] = parts.incidents;
  return first === undefined ? nothing(parts, cards) : moved(parts, cards);
}

/** Worse than in the reference from the first day to the last: no window stands out. */
function apart(parts: BacktestParts, cards: Cards): Headline {
  const { entry, reference, history, difference } = parts.measure;
  const unit = measureUnit(parts);
  const was = wasClause(entry, titleOf(entry, cards), history.value ?? 0, unit);
  const [low, high] = difference?.interval ?? [0, 0];
  const ends = [low, high].map(Math.abs).sort((a, b) => a - b) as [number, number]; // as: two went in
  const others = parts.incidents.length === 0 ? '' : WHY.moved(incidentsCounted(parts.incidents));
  return {
    sentence: apartSentence(was, bareClause(entry, reference.value ?? 0, unit)),
    support: [WHY.apart(intervalText(ends, (end) => shiftText(end, unit))), others].filter((said) => said !== ''),
    action: BACK_ACTION.apart,
  };
}

function fell(parts: BacktestParts, fall: Fall, cards: Cards): Headline {
  const { incident, number, until } = fall;
  const spoken = spokenOf(parts, fall);
  const { entry, unit, value, before } = spoken;
  const sentence = fallSentence(
    {
      ...{ entry, title: titleOf(entry, cards), unit, until, value, before },
      since: incident.change_point,
      opened: incident.opened,
      bias: biasOf(incident),
    },
    parts.span,
  );
  const isTold = /You would/.test(sentence);
  const support = [
    spoken.isFollowed ? beforeWords(parts, incident, cards) : spokenBefore(spoken, cards),
    until === null ? WHY.lasting(parts.span.end) : WHY.recovered(until - incident.change_point, until, parts.span),
    causeSentence(incident) ??
      costWords(parts, incident) ??
      WHY.delay(incident.detected_after_ms, incident.detected_after_rows),
  ];
  if (!isTold) support[1] = WHY.told(support[1] ?? '', incident.opened);
  return {
    sentence,
    support: support.filter((said) => said !== '').slice(0, SUPPORT_MAX),
    action: policyAction(parts) ?? (until === null ? retrainAction(parts, fall) : BACK_ACTION.past(number)),
  };
}

/** The policy that surely saved most, where some were played. */
function policyAction({ sweep }: BacktestParts): string | null {
  const best = sweep && bestOf(sweep);
  if (sweep === null || best === null) return null;
  const never = sweep.policies.find(({ id }) => id === 'never')?.costs.total ?? 0;
  const saved = intervalText(best.saved.interval, count);
  const amount = `${amountOf(best.saved.value, sweep)} of ${count(never)} (${saved})`;
  return best.id === 'cost-aware'
    ? BACK_ACTION.weigh(SWEEP.due(sweep.due), amount)
    : BACK_ACTION.policy(`${nameIn(sweep, best)}${SWEEP.command(best.id)}`, amount);
}

/** What most likely lies behind it; the money then stands among the figures. */
function causeSentence(incident: IncidentResult): string | null {
  return incident.cause === null ? null : CAUSES.likely(incident.cause);
}

function retrainAction(parts: BacktestParts, { incident, number }: Fall): string {
  const isAsked = parts.decisions.some(({ type, incident: id }) => id === incident.id && /^Retrain/.test(type));
  const since = sinceText(incident.change_point, parts.span);
  return isAsked ? BACK_ACTION.retrainAsked(number, since) : BACK_ACTION.retrain(number, since);
}

/** Mean of prediction minus label since the change, where that is what moved most; null otherwise. */
function biasOf({ members }: IncidentResult): number | null {
  const [first] = [...members].sort((a, b) => b.share - a.share);
  if (first === undefined || first.feature !== 'bias' || first.to === null) return null;
  // A mean error that moved towards 0 is no harm by itself: then the followed measure speaks.
  return first.from !== null && Math.abs(first.to) <= Math.abs(first.from) ? null : first.to;
}

/** The same of a metric that is not the followed one. */
function spokenBefore({ entry, unit, before, usual }: Spoken, cards: Cards): string {
  if (before === null) return '';
  const reference = usual === null ? null : bareClause(entry, usual, unit);
  return WHY.before(wasClause(entry, titleOf(entry, cards), before, unit), reference);
}

function beforeWords(parts: BacktestParts, incident: IncidentResult, cards: Cards): string {
  const { entry } = parts.measure;
  const reference = sureReference(parts);
  const unit = measureUnit(parts);
  const before = beforeOf(parts, incident);
  const was = (value: number): string => wasClause(entry, titleOf(entry, cards), value, unit);
  const isReference = before === reference && incident.before.n === parts.measure.reference.n;
  if (before === null || isReference) return WHY.before(null, reference === null ? null : was(reference));
  return WHY.before(was(before), reference === null ? null : bareClause(entry, reference, unit));
}

/** The value of the reference; null where it is so unsure (one gross row is enough) that it would mislead. */
function sureReference({ measure: { reference } }: BacktestParts): number | null {
  const [low, high] = reference.interval ?? [null, null];
  if (reference.value === null || low === null || high === null) return reference.value;
  return high - low > Math.abs(reference.value) ? null : reference.value;
}

/** "It cost about USD 31 a day more than usual (3 to 62)."; null without prices, and where it may have cost nothing. */
function costWords(parts: BacktestParts, { cost_per_day }: IncidentResult): string | null {
  if (cost_per_day === null || cost_per_day.value <= 0 || (cost_per_day.interval?.[0] ?? 0) < 0) return null;
  const decimals = moneyDecimals(cost_per_day.value);
  const interval = intervalText(cost_per_day.interval, (end) => fixed(end, decimals));
  return WHY.money(money(cost_per_day.value, parts.costs?.currency ?? 'money'), interval);
}

/** Nothing fell, and something else moved or got better. */
function moved(parts: BacktestParts, cards: Cards): Headline {
  const others = parts.incidents.filter(({ group }) => group !== 'performance');
  const [first] = others;
  if (first === undefined) return rose(parts, cards);
  const of = others.filter(({ group }) => group === first.group);
  const [lead] = first.members;
  const name =
    lead === undefined ? first.group : first.group === 'slices' ? memberName(parts, lead, cards) : lead.feature;
  const sentence = movedSentence({
    held: heldWords(parts),
    what: name,
    times: of.length,
    at: first.change_point,
    group: GROUPS[first.group],
  });
  const said = memberText(parts, first.members[0] ?? null, cards);
  const support = [
    WHY.told(said === '' ? '' : `${said}.`, first.opened).trim(),
    overallWords(parts, cards),
    others.length > of.length || parts.incidents.length > others.length
      ? WHY.others(incidentsCounted(parts.incidents.filter((incident) => !of.includes(incident))))
      : '',
  ];
  return {
    sentence,
    support: support.filter((text) => text !== '').slice(0, SUPPORT_MAX),
    action:
      first.group === 'slices'
        ? BACK_ACTION.past(numberOf(parts, first))
        : BACK_ACTION.moved(numberOf(parts, first), name),
  };
}

function rose(parts: BacktestParts, cards: Cards): Headline {
  const [first] = parts.incidents;
  if (first === undefined) return nothing(parts, cards);
  const { entry } = parts.measure;
  const after = first.after.value;
  const clause =
    after === null || first.kind === 'moved'
      ? ROSE.changed
      : ROSE.better(wasClause(entry, titleOf(entry, cards), after, measureUnit(parts)));
  return {
    sentence: roseSentence({ since: first.change_point, opened: first.opened, clause }, parts.span),
    support: [beforeWords(parts, first, cards)].filter((said) => said !== ''),
    action: BACK_ACTION.rose(numberOf(parts, first)),
  };
}

/** How well it did meanwhile; said only where performance could speak. */
function heldWords(parts: BacktestParts): string {
  if (muteGroups(parts).includes('performance')) return HELD_WORDS.unseen;
  if (parts.incidents.some(({ kind }) => kind === 'rose')) return HELD_WORDS.better;
  return parts.measure.entry === 'accuracy' ? HELD_WORDS.right : HELD_WORDS.well;
}

function nothing(parts: BacktestParts, cards: Cards): Headline {
  const support = [overallWords(parts, cards), detectableWords(parts), silentWords(parts)];
  return {
    sentence: nothingSentence(parts.span),
    support: support.filter((said) => said !== '').slice(0, SUPPORT_MAX),
    action: BACK_ACTION.nothing,
  };
}

function unknown(parts: BacktestParts): Headline {
  const mute = muteGroups(parts);
  const group = mute[0] ?? 'performance';
  const why = parts.rows.labelled === 0 && group === 'performance' ? 'no-labels' : reasonOf(parts.streams, group);
  const groups = (['inputs', 'answers', 'outcomes'] as const).filter(
    (name) => !mute.includes(name) && parts.streams.some((stream) => stream.group === name),
  );
  const support = [
    parts.incidents.length === 0
      ? WHY.quiet(
          groups.map((name) => GROUPS[name]),
          parts.span,
        )
      : WHY.moved(incidentsCounted(parts.incidents)),
    silentWords(parts),
  ];
  return {
    sentence: muteSentence(group, silenceWords(why)),
    support: support.filter((said) => said !== ''),
    action: why === 'no-labels' ? BACK_ACTION.outcomes : BACK_ACTION.longer,
  };
}

/** The commonest reason of a group's streams. */
function reasonOf(streams: readonly StreamResult[], group: string): string {
  const reasons = streams.filter((stream) => stream.group === group).map(({ silent }) => silent ?? 'never-due');
  const times = (reason: string): number => reasons.filter((other) => other === reason).length;
  return reasons.reduce((most, reason) => (times(reason) > times(most) ? reason : most), reasons[0] ?? 'no-reading');
}

function overallWords(parts: BacktestParts, cards: Cards): string {
  const { entry, history } = parts.measure;
  const reference = sureReference(parts);
  if (history.value === null) return '';
  const unit = measureUnit(parts);
  const before = reference === null ? null : bareClause(entry, reference, unit);
  return WHY.overall(wasClause(entry, titleOf(entry, cards), history.value, unit), count(history.n), before);
}

function detectableWords(parts: BacktestParts): string {
  const stream = parts.streams.find(({ group, of }) => group === 'performance' && of === parts.measure.entry);
  if (stream === undefined || stream.detectable === null) return '';
  return WHY.detectable(shiftText(stream.detectable, unitFor(stream.unit, parts)));
}

function silentWords(parts: BacktestParts): string {
  const silent = parts.streams.filter((stream) => silenceOf(parts, stream) !== null).length;
  return silent === 0 ? '' : silent === parts.streams.length ? WHY.allSilent : WHY.silent(silent, parts.streams.length);
}
