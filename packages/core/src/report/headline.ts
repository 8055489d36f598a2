import { CARDS, type Cards, inSentence, named, titleOf, unitOf } from './cards.ts';
import { evaluated, foundSupport, SUPPORT_MAX } from './headline-evaluate.ts';
import { hasLostMore, lostSentence, lostSupport } from './headline-lost.ts';
import type { CheckResult, ComparisonLine, Result } from './result.ts';
import { isComparison, limitOf, needsWords, unknownReason } from './words/checks.ts';
import {
  ACTION,
  cannotMeasure,
  lineSupport,
  moneySupport,
  namesSlice,
  needsRows,
  OPENING,
  otherWords,
  qualityClause,
  rightCompared,
  SUPPORT,
  shortest,
  worseBy,
  wrongTimes,
} from './words/headline.ts';
import { missedLimit } from './words/missed.ts';
import {
  bareDifference,
  capital,
  count,
  differenceInterval,
  differenceText,
  marginText,
  plural,
  pluralWord,
} from './words/numbers.ts';

/** All of a result but its headline, which is made from the rest. */
export type Parts = Omit<Result, 'headline'>;
type Headline = Result['headline'];

/**
 * The answer of a result: one sentence of at most 20 words, what supports it, and one action. The same parts give the
 * same words. Cost: linear in checks and comparison lines.
 */
export function headline(parts: Parts, cards: Cards = CARDS): Headline {
  if (parts.command !== 'gate' || parts.verdict === null) return evaluated(parts, cards);
  if (parts.checks.length === 0 && parts.comparison === null) {
    const isBare = parts.contract === null;
    return {
      sentence: 'There was nothing to judge.',
      support: [isBare ? SUPPORT.noContract : SUPPORT.nothingJudged],
      action: isBare ? ACTION.writeContract : ACTION.addChecks,
    };
  }
  const culprit = findCulprit(parts);
  const sentence = gateSentence(parts, culprit, cards);
  const isNamed = culprit !== null && culprit.slice !== null && namesSlice(sentence, culprit.slice);
  const support = [...culpritSupport(parts, culprit, { cards, isNamed }), ...restOfSupport(parts, culprit, cards)];
  return { sentence, support: support.slice(0, SUPPORT_MAX), action: gateAction(parts, culprit) };
}

/** The check that the answer speaks of: the worst of those that made the verdict; null when all is well. */
export function findCulprit(parts: Parts): CheckResult | null {
  const wanted = parts.verdict === 'fail' ? (['fail', 'unknown'] as const) : ([parts.verdict] as const);
  for (const verdict of wanted) {
    if (verdict === 'pass' || verdict === null) return null;
    const found = parts.checks.filter((check) => check.verdict === verdict && check.waived === null);
    const standing = found.filter((check) => check.blocks);
    const worst = [...(standing.length > 0 ? standing : found)].sort((a, b) => weight(b, parts) - weight(a, parts));
    if (worst[0] !== undefined) return worst[0];
  }
  return parts.verdict === 'warn' ? unguardedCulprit(parts) : null;
}

/** A slice that nobody guards and that got worse: it does not block and is no check, but the warning comes from it. */
function unguardedCulprit(parts: Parts): CheckResult | null {
  const { comparison } = parts;
  const depth = (line: ComparisonLine): number => -(line.difference ?? 0) / Math.max(line.margin, 1e-9);
  const [line] = (comparison?.lines ?? [])
    .filter(({ guarded, verdict }) => !guarded && (verdict === 'fail' || verdict === 'warn'))
    .sort((a, b) => Number(b.verdict === 'fail') - Number(a.verdict === 'fail') || depth(b) - depth(a));
  if (comparison === null || line === undefined || hasLostMore(parts, line)) return null;
  const { slice, verdict, reason, n, level, method, needs_n } = line;
  return {
    ...{ slice, verdict, reason, n, level, method, needs_n },
    id: slice ?? '',
    entry: comparison.entry,
    title: titleOf(comparison.entry, CARDS),
    severity: 'warn',
    expect: `>= ${-line.margin}`,
    value: line.difference,
    interval: line.bounds,
    unit: unitOf(comparison.entry, parts, CARDS).unit,
    words: '',
    isComparison: true,
    blocks: false,
    waived: null,
    place: null,
  };
}

/** How much worse than what may be lost; expectations come after comparisons, which speak of harm that is new. */
function weight(check: CheckResult, parts: Parts): number {
  const line = lineOf(check, parts);
  if (line === null || line.difference === null) return check.slice === null ? 0.5 : 0;
  return 1 + Math.max(0, -line.difference) / Math.max(line.margin, 1e-9);
}

/** The line of the comparison that a check stands for; null when it is an expectation. */
export function lineOf(check: CheckResult, parts: Pick<Parts, 'comparison'>): ComparisonLine | null {
  if (!isComparison(check) || parts.comparison === null) return null;
  if (check.entry === parts.comparison.calibration?.entry) return parts.comparison.calibration;
  if (check.entry !== parts.comparison.entry) return null;
  return parts.comparison.lines.find((line) => line.slice === check.slice) ?? null;
}

/** The name of the other model in a sentence: "the champion", "fares-2018", "the other model". */
export const otherName = (parts: Pick<Parts, 'comparison'>): string => otherWords(parts.comparison?.other);

function gateSentence(parts: Parts, culprit: CheckResult | null, cards: Cards): string {
  const opening = OPENING[parts.verdict ?? 'unknown'];
  if (culprit === null) return lostSentence(parts) ?? shortest([`${opening} ${allWell(parts, cards)}`, opening]);
  const clause = culpritClause(parts, culprit, cards);
  const counted = parts.checks.filter((check) => check.verdict === culprit.verdict && check.blocks).length;
  const word = { fail: 'failed', warn: 'warned', unknown: 'cannot be decided', pass: 'passed' }[culprit.verdict];
  return shortest([`${opening} ${clause}`, clause, `${opening} ${plural(Math.max(1, counted), 'check')} ${word}.`]);
}

function culpritClause(parts: Parts, check: CheckResult, cards: Cards): string {
  const unit = named(check.unit, parts);
  const { slice } = check;
  const title = isComparison(check) ? titleOf(check.entry, cards) : inSentence(check.title);
  if (check.verdict === 'unknown' || check.value === null) {
    return check.needs_n === null || check.gap
      ? cannotMeasure(title, slice, unknownReason(check))
      : needsRows(title, slice, needsWords(check.needs_n, check.n));
  }
  const line = lineOf(check, parts);
  if (line === null || line.candidate === null || line.other === null || line.difference === null) {
    const { expect, value } = check;
    const entry = title === titleOf(check.entry, cards) ? check.entry : null;
    return missedLimit({ entry, title, slice, value, end: missedEnd(check), limit: limitOf(expect), expect }, unit);
  }
  const other = otherName(parts);
  if (check.entry !== 'accuracy') return worseBy(titleOf(check.entry, cards), line.difference, slice, { other, unit });
  const isGross = line.difference <= -0.05 && line.candidate < 0.85;
  return isGross && check.verdict === 'fail'
    ? wrongTimes(1 - line.candidate, slice)
    : rightCompared({ slice, candidate: line.candidate, other: line.other }, other);
}

/** The end of the interval that misses the limit while the value itself meets it; null when the value misses it. */
function missedEnd({ expect, value, interval }: CheckResult): number | null {
  const limit = limitOf(expect);
  if (limit === null || value === null || interval === null) return null;
  const [end, isMet] = limit.isLeast ? [interval[0], value >= limit.value] : [interval[1], value <= limit.value];
  return isMet ? end : null;
}

function allWell(parts: Parts, cards: Cards): string {
  const main = mainQuality(parts, cards)?.text ?? null;
  const line = parts.comparison?.lines.find((found) => found.slice === null);
  if (line?.bounds) {
    const isBetter = line.bounds[0] > 0;
    const compared = `${isBetter ? 'better than' : 'not worse than'} ${otherName(parts)}`;
    return main === null ? `It is ${compared}.` : `${main}, and ${compared}.`;
  }
  return main === null ? 'All checks pass.' : `${main}.`;
}

/** "It is right 87 times in 100" over all rows, from the measurement that says most; null when there is none. */
function mainQuality(parts: Parts, cards: Cards): { readonly entry: string; readonly text: string } | null {
  const overall = parts.measurements.filter((m) => m.slice === null && m.of === null && m.value !== null);
  const main = ['accuracy', 'mae'].map((id) => overall.find((m) => m.entry === id)).find((m) => m) ?? overall[0];
  if (main === undefined || main.value === null) return null;
  const { entry, value } = main;
  return { entry, text: qualityClause(entry, titleOf(entry, cards), value, unitOf(entry, parts, cards)) };
}

function culpritSupport(
  parts: Parts,
  culprit: CheckResult | null,
  { cards, isNamed }: { cards: Cards; isNamed: boolean },
): string[] {
  if (parts.comparison === null) return [];
  const { entry } = parts.comparison;
  const unit = unitOf(entry, parts, cards);
  const title = titleOf(entry, cards);
  const of = (line: ComparisonLine) => ({ other: otherName(parts), unit, entry, n: count(line.n), isNamed });
  const all = parts.comparison.lines.find((line) => line.slice === null) ?? null;
  const line = culprit && culprit.entry === entry ? lineOf(culprit, parts) : null;
  const said = line !== null && line.slice !== null ? [lineSupport(line, title, of(line))] : [];
  if (line !== null && line.verdict === 'unknown' && line.difference !== null) {
    said.push(
      SUPPORT.soFar(
        bareDifference(line.difference, unit),
        differenceInterval(line.bounds, unit),
        marginText(line.margin, unit),
      ),
    );
  }
  // What is compared may be money itself, and is not said twice.
  const money = unit.unit === 'money' ? [] : parts.comparison.money;
  const amount = money.find((m) => line !== null && m.slice === line.slice) ?? money.find((m) => m.slice === null);
  if (amount !== undefined) said.push(moneySupport(amount, { isNamed }));
  if (all !== null && all === line && entry === 'accuracy' && all.difference !== null && line.verdict !== 'unknown') {
    // The first sentence has said both shares; what it has not is how far they are apart, and how surely.
    const interval = differenceInterval(all.bounds, unit);
    said.unshift(SUPPORT.difference(differenceText(all.difference, unit), interval, count(all.n)));
  } else if (all !== null)
    said.splice(line !== null && line.slice !== null ? said.length : 0, 0, lineSupport(all, title, of(all)));
  return said;
}

function restOfSupport(parts: Parts, culprit: CheckResult | null, cards: Cards): string[] {
  const said: string[] = [];
  const waived = parts.checks.filter((check) => check.waived !== null && check.verdict !== 'pass').length;
  if (waived > 0) said.push(SUPPORT.waived(capital(pluralWord(waived, 'check')), waived === 1));
  const expired = (parts.waivers ?? []).filter(({ state }) => state === 'expired').length;
  if (expired > 0) said.push(SUPPORT.expired(capital(pluralWord(expired, 'waiver')), expired === 1));
  const failed = parts.checks.filter((check) => check.verdict === 'fail' && check.waived === null && check !== culprit);
  if (failed.length > 0)
    said.push(SUPPORT.otherFailures(capital(pluralWord(failed.length, culprit === null ? 'check' : 'more check'))));
  // A slice that the contract names and that is worse is told before, and may be the same.
  if (culprit === null || culprit.slice === null)
    said.push(...lostSupport(parts, { isNamed: culprit === null && parts.verdict === 'warn' }));
  if (culprit === null && parts.checks.every((check) => check.verdict === 'pass')) {
    said.push(SUPPORT.allPass(pluralWord(parts.checks.length, 'check'), parts.checks.length === 1));
  }
  if (culprit !== null && parts.comparison === null) {
    const main = mainQuality(parts, cards);
    const isSaid = culprit.slice === null && culprit.verdict !== 'unknown' && culprit.entry === main?.entry;
    if (main !== null && !isSaid) said.push(`${main.text}.`);
  }
  said.push(...foundSupport(parts, { isNamed: false }));
  if (parts.comparison === null) said.push(SUPPORT.nothingCompared);
  const small = (parts.comparison?.lines ?? []).filter(
    (line) => line.verdict === 'unknown' && !line.guarded && line.slice !== null,
  );
  if (small.length > 0) said.push(SUPPORT.tooSmall(capital(pluralWord(small.length, 'slice')), small.length === 1));
  return said;
}

function gateAction(parts: Parts, culprit: CheckResult | null): string {
  if (culprit?.verdict === 'unknown') {
    const more = culprit.needs_n === null ? 0 : culprit.needs_n - culprit.n;
    return more > 0 ? ACTION.collect(count(roundUp(more))) : ACTION.settle;
  }
  if (parts.verdict === 'pass') return ACTION.release;
  if (parts.verdict === 'warn') return ACTION.releaseWarned;
  if (parts.comparison === null) return ACTION.keepNone;
  const wrong = wrongRows(parts, culprit);
  const keep = ACTION.keep(otherName(parts));
  if (wrong === null || culprit === null) return keep;
  return `${keep} ${ACTION.wrongRows(count(wrong), count(culprit.n), { isSlice: culprit.slice !== null })}`;
}

/** How many rows of the culprit's slice are answered wrongly; null when the metric does not say it. */
function wrongRows(parts: Parts, culprit: CheckResult | null): number | null {
  const line = culprit && lineOf(culprit, parts);
  if (!line || line.candidate === null || culprit.entry !== 'accuracy') return null;
  return Math.round(line.n * (1 - line.candidate));
}

function roundUp(n: number): number {
  let step = 1;
  while (n / step >= 100) step *= 10;
  return Math.ceil(n / step) * step;
}
