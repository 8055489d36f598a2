import { type Cards, titleOf, unitOf } from './cards.ts';
import { type FoundSlice, isShare, worstFound } from './found-slices-result.ts';
import { lostSupport } from './headline-lost.ts';
import type { MeasurementResult, Result } from './result.ts';
import { FOUND, foundSentence } from './words/found-slices.ts';
import { ACTION, aboutSlice, aboutWhere, onlyOfHundred, qualityClause, SUPPORT, shortest } from './words/headline.ts';
import { count, fixed, plural, roundText, type Unit, valueInterval, valueText } from './words/numbers.ts';

type Parts = Omit<Result, 'headline'>;

/** More sentences than this below the first are not read; the evidence says the rest. */
export const SUPPORT_MAX = 3;

/** Metrics that speak for a whole model, in the order in which a person would ask for them. */
const MAIN = ['accuracy', 'mae', 'rmse', 'pinball', 'ndcg', 'roc-auc', 'log-loss'];

/** The measurement that the answer speaks of: over all rows and of no single class; null when nothing was measured. */
export function mainMeasurement(parts: Parts): MeasurementResult | null {
  const overall = parts.measurements.filter((m) => m.slice === null && m.value !== null);
  const whole = overall.filter((m) => m.of === null);
  return MAIN.map((id) => whole.find((m) => m.entry === id)).find((m) => m) ?? whole[0] ?? overall[0] ?? null;
}

/** The answer of a result that was measured and not judged. */
export function evaluated(parts: Parts, cards: Cards): Result['headline'] {
  const main = mainMeasurement(parts);
  const action = parts.contract === null ? ACTION.judge : ACTION.judge.replace(/^To.*and /, 'To have it judged, ');
  if (main === null || main.value === null) {
    return {
      sentence: SUPPORT.nothingMeasured,
      support: [SUPPORT.evaluated(plural(parts.rows.judged, 'row'))],
      action,
    };
  }
  const unit = unitOf(main.entry, parts, cards);
  const quality = qualityClause(main.entry, titleOf(main.entry, cards), main.value, unit);
  const worst = worstSlice(parts, main, cards);
  const hasSlices = parts.measurements.some((m) => m.slice !== null && m.entry === main.entry && m.value !== null);
  const found = worseFound(parts, main, worst);
  const sentence = found
    ? aboutWhere(found.words, (where) => `${quality}, but ${worseWords(asMain(found, main), cards, parts)}${where}.`)
    : worst
      ? aboutSlice(worst.slice, (where) => `${quality}, but ${worseWords(worst, cards, parts)}${where}.`)
      : shortest([
          hasSlices
            ? `${quality}, and ${isEven(parts, main, cards) ? SUPPORT.asGood : SUPPORT.noneWorse}.`
            : `${quality}.`,
          `${quality}.`,
        ]);
  const interval = valueInterval(main.interval, unit);
  const support = [
    `${titleOf(main.entry, cards)}: ${valueText(main.value, unit)}${interval === '' ? '' : ` (${interval})`}.`,
    ...lostSupport(parts, { isNamed: false }),
    ...foundSupport(parts, { isNamed: found !== null && sentence.includes(found.words) }),
    SUPPORT.evaluated(plural(parts.rows.judged, 'row')),
    ...setAside(parts),
    ...(hasSlices ? [] : [SUPPORT.noSlices]),
    ...(parts.comparison === null ? [SUPPORT.nothingCompared] : []),
  ].slice(0, SUPPORT_MAX);
  return { sentence, support: support.map((said) => said.charAt(0).toUpperCase() + said.slice(1)), action };
}

/** The slice that the search found, as a value of the main metric; null where it is no worse than the declared one. */
function worseFound(parts: Parts, main: MeasurementResult, declared: MeasurementResult | null): FoundSlice | null {
  const found = worstFound(parts.found);
  if (found === null || found.inside === null || !ANSWERS[main.entry]?.includes(found.question)) return null;
  const own = Math.abs((asMain(found, main).value ?? 0) - (main.value ?? 0));
  return declared !== null && Math.abs((declared.value ?? 0) - (main.value ?? 0)) >= own ? null : found;
}

/** Questions that say of a slice what a main metric says of all rows. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = { accuracy: ['error'], mae: ['absolute-error'] };

const asMain = (found: FoundSlice, main: MeasurementResult): MeasurementResult => ({
  ...main,
  value: main.entry === 'accuracy' ? 1 - (found.inside ?? 0) : found.inside,
});

/** What the search found, in a sentence that says how it is known; none where it is no news. */
export function foundSupport(parts: Parts, { isNamed }: { readonly isNamed: boolean }): string[] {
  const found = worstFound(parts.found);
  if (found === null || found.inside === null || found.outside === null) return [];
  const unit: Unit = { unit: 'label', labelUnit: parts.labelUnit ?? null };
  const text = (value: number): string => (isShare(found.question) ? fixed(100 * value, 0) : roundText(value, unit));
  const sentence = foundSentence(found.question, { inside: text(found.inside), outside: text(found.outside) });
  const n = count(found.n);
  return [isNamed ? FOUND.supportShort(n, sentence) : FOUND.support(n, found.words, sentence)];
}

/** "only 58", "off by 3.4 hours", "its recall is 41.0 %": what follows "but". */
function worseWords(worst: MeasurementResult, cards: Cards, parts: Parts): string {
  const value = worst.value ?? 0;
  if (worst.entry === 'accuracy') return onlyOfHundred(value);
  const clause = qualityClause(worst.entry, titleOf(worst.entry, cards), value, unitOf(worst.entry, parts, cards));
  return clause
    .replace(/^It is /, '')
    .replace(/^Its /, 'its ')
    .replace(/ on average$/, '');
}

/**
 * The slice that is surely worse than the whole: its interval lies on the worse side of the whole's value. The farthest
 * one; null when none is, or when the metric has no better side.
 */
export function worstSlice(parts: Parts, main: MeasurementResult, cards: Cards): MeasurementResult | null {
  const better = cards.get(main.entry)?.better ?? (main.entry === 'mae' ? 'lower' : 'higher');
  if (main.value === null || better === 'neither') return null;
  const whole = main.value;
  const sign = better === 'higher' ? 1 : -1;
  const surelyWorse = parts.measurements.filter((m) => {
    if (m.entry !== main.entry || m.of !== main.of || m.slice === null || m.value === null || m.interval === null)
      return false;
    const near = m.interval[better === 'higher' ? 1 : 0];
    return near !== null && sign * near < sign * whole;
  });
  const distance = (m: MeasurementResult): number => sign * ((m.value ?? whole) - whole);
  return surelyWorse.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** Slices farther than this from the whole are not "about as good": two points of a share, a tenth of other numbers. */
const NEAR_SHARE = 0.02;
const NEAR_RATIO = 0.1;

/** Whether every slice that was measured has nearly the value of the whole. */
export function isEven(parts: Parts, main: MeasurementResult, cards: Cards): boolean {
  const whole = main.value ?? 0;
  const near = unitOf(main.entry, parts, cards).unit === 'share' ? NEAR_SHARE : NEAR_RATIO * Math.abs(whole);
  return parts.measurements.every(
    (m) =>
      m.entry !== main.entry ||
      m.of !== main.of ||
      m.slice === null ||
      m.value === null ||
      Math.abs(m.value - whole) <= near,
  );
}

const setAside = (parts: Parts): string[] => {
  const rows = parts.rows.setAside.reduce((sum, reason) => sum + reason.rows, 0);
  return rows === 0 ? [] : [SUPPORT.setAside(plural(rows, 'row'))];
};
