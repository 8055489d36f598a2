import type { Cards } from '../cards.ts';
import { CARDS, titleOf, unitOf } from '../cards.ts';
import type { EstimateResult, EstimateWindow } from '../estimate-result.ts';
import { dateWords } from '../words/backtest-dates.ts';
import { ESTIMATE, fittedText, REFUSAL_KINDS, refusalText } from '../words/estimate.ts';
import { ESTIMATE_LABELS } from '../words/estimate-labels.ts';
import { capital, count, type Unit, valueInterval, valueText } from '../words/numbers.ts';

/** All of a result but its headline, which is made from the rest. */
export type EstimateParts = Omit<EstimateResult, 'headline'>;

/** What an estimate comes to. */
export type EstimateState = keyof typeof ESTIMATE.word;

/** What a person reads first: whether it got worse, as far as anybody can say, and the one action. */
export function estimateHeadline(parts: EstimateParts, cards: Cards = CARDS): EstimateResult['headline'] {
  const state = stateOf(parts);
  return {
    sentence: sentenceOf(parts, state, cards),
    support: supportOf(parts, state, cards),
    action: actionOf(parts, state),
  };
}

/**
 * Worse or better where the whole band of the newest window lies beyond the reference. Where the newest window of
 * enough rows has no estimate, older ones are no answer.
 */
export function stateOf(parts: EstimateParts): EstimateState {
  if (withdrawnIn(parts) !== null) return 'wrong';
  const newest = parts.windows.findLast(({ refusal }) => refusal?.why !== 'too-few-rows');
  return newest === undefined || newest.refusal !== null ? 'none' : sideOf(parts, newest);
}

/** Windows that have an estimate of what people follow. */
export const shownOf = ({ windows, measure }: EstimateParts): readonly EstimateWindow[] =>
  windows.filter(({ values }) => values[measure]?.value != null);

/** The window after whose labels the estimate was withdrawn; null where none was. */
export const withdrawnIn = ({ calibration, windows }: EstimateParts): EstimateWindow | null =>
  calibration === null || 'gap' in calibration ? null : (windows[calibration.withdrawn ?? -1] ?? null);

/** What people follow. */
export const mainOf = ({ targets, measure }: EstimateParts): EstimateResult['targets'][number] =>
  targets.find(({ key }) => key === measure)!; // ! the measure is one of them

/** A window by its day, or by its rows where there are no times. */
export const windowText = ({ window }: EstimateParts, { start, end }: EstimateWindow): string =>
  isTimed({ window }, start) ? dateWords(start) : ESTIMATE.rowsText(start, end);

/** Times are milliseconds of some year; row numbers are small. */
export const isTimed = ({ window }: Pick<EstimateParts, 'window'>, start: number): boolean =>
  window.ms !== null || Math.abs(start) > 1e10;

/** The unit of an entry with the names that it needs. */
export const unitFor = (parts: EstimateParts, entry: string, cards: Cards): Unit =>
  // as: the currency is all that is read of costs
  unitOf(entry, { labelUnit: parts.labelUnit ?? null, costs: parts.costs as never }, cards);

function sideOf(parts: EstimateParts, { values }: EstimateWindow): 'worse' | 'better' | 'level' {
  const { better, reference, key } = mainOf(parts);
  const { interval } = values[key]!; // ! every target
  if (interval === null || reference === null || better === 'neither') return 'level';
  const [low, high] = interval;
  if (low <= reference && reference <= high) return 'level';
  return high < reference === (better === 'higher') ? 'worse' : 'better';
}

function sentenceOf(parts: EstimateParts, state: EstimateState, cards: Cards): string {
  const { fitted } = parts;
  if (fitted !== null) return ESTIMATE.none(`${REFUSAL_KINDS['reference-fitted']}: ${fittedText(fitted)}`);
  const alarm = withdrawnIn(parts);
  if (state === 'wrong' && alarm !== null) {
    const isLate = parts.labels?.by === 'arrival';
    return ESTIMATE[isLate ? 'wrongByThen' : 'wrong'](windowText(parts, alarm));
  }
  const shown = shownOf(parts);
  const newest = shown.at(-1);
  if (state === 'none' || state === 'wrong' || newest === undefined) return ESTIMATE.none(commonReason(parts));
  const { entry, reference, key } = mainOf(parts);
  const { value, interval } = newest.values[key]!; // ! every target
  const unit = unitFor(parts, entry, cards);
  const said = [
    capital(titleOf(entry, cards)),
    valueText(value ?? 0, unit),
    valueInterval(interval, unit),
    valueText(reference ?? 0, unit),
  ] as const;
  if (state === 'level') return ESTIMATE.level(titleOf(entry, cards), said[1], said[2], said[3]);
  const run = shown.length - 1 - shown.findLastIndex((window) => sideOf(parts, window) !== state);
  return ESTIMATE[state](...said, windowText(parts, shown[shown.length - run] ?? newest));
}

/** The reason that most windows without an estimate have; of the newest of them. */
function commonReason({ windows }: EstimateParts): string {
  const refused = windows.flatMap(({ refusal }) => refusal ?? []);
  const countOf = (why: string): number => refused.filter((one) => one.why === why).length;
  const [most] = [...refused].reverse().sort((a, b) => countOf(b.why) - countOf(a.why));
  return most === undefined ? 'there are no rows' : refusalText(most);
}

function supportOf(parts: EstimateParts, state: EstimateState, cards: Cards): string[] {
  const { windows, calibration, reconciled, measure, fitted } = parts;
  const said: string[] = [];
  const { entry, reference } = mainOf(parts);
  const alarm = withdrawnIn(parts);
  if (alarm !== null) {
    const later = windows.slice(windows.indexOf(alarm)).flatMap((window) => {
      const { realised } = window.values[measure]!; // ! every target
      return realised === null ? [] : [{ realised, n: window.labelled }];
    });
    const rows = later.reduce((sum, { n }) => sum + n, 0);
    const unit = unitFor(parts, entry, cards);
    const mean = later.reduce((sum, { realised, n }) => sum + realised * n, 0) / rows;
    if (rows > 0)
      said.push(
        ESTIMATE.came(
          titleOf(entry, cards),
          valueText(mean, unit),
          reference === null ? '' : valueText(reference, unit),
        ),
      );
  }
  const refused = windows.filter(({ values }) => values[measure]?.value == null).length;
  if (refused > 0 && fitted === null && state !== 'none')
    said.push(ESTIMATE.refused(refused, windows.length, commonReason(parts)));
  else if (state === 'none' && fitted === null)
    said.push(ESTIMATE.refused(refused, windows.length, commonReason(parts)));
  const covered = reconciled?.covered[measure];
  if (covered !== undefined) said.push(ESTIMATE.reconciled(covered.inside, covered.windows));
  if (calibration !== null && 'gap' in calibration) said.push(ESTIMATE.oneClass(calibration.n));
  else if (calibration !== null && alarm === null) {
    said.push(calibration.alarms.length > 0 ? ESTIMATE.little : ESTIMATE.held(calibration.labels));
  }
  const { rows: again, of } = parts.labels?.corrected ?? { rows: 0, of: 1 };
  if (again >= CORRECTED_MANY * of) said.push(ESTIMATE_LABELS.correctedSupport(again, of));
  const kind = parts.feedback.selective?.kind;
  if (kind === 'uneven' || kind === 'one-sided') said.push(ESTIMATE_LABELS.selectiveSupport[kind]);
  if (calibration === null || 'gap' in calibration) said.push(ESTIMATE.limits);
  return said;
}

/** Corrections of fewer labels change no figure that anybody sees. */
const CORRECTED_MANY = 0.01;

function actionOf({ fitted }: EstimateParts, state: EstimateState): string {
  if (fitted !== null) return ESTIMATE.action.fitted;
  if (state === 'worse' || state === 'wrong' || state === 'none') return ESTIMATE.action[state];
  return ESTIMATE.action.fine;
}

/** How many windows have an estimate, in words for a figure. */
export const shownText = (parts: EstimateParts): string => count(shownOf(parts).length);
