import type { BacktestResult } from '../backtest-result.ts';
import type { Section } from '../blocks.ts';
import type { BudgetRow } from '../history-blocks.ts';
import type { VerdictWord } from '../result.ts';
import { stretchText } from '../words/backtest-dates.ts';
import { BUDGET, historyLength } from '../words/backtest-sections.ts';
import { fixed, plural } from '../words/numbers.ts';

/** "1", "0.5": as the contract gives it. */
export const alarmsText = (alarms: number): string => (Number.isInteger(alarms) ? fixed(alarms, 0) : fixed(alarms, 2));

/** What was spent, in the time of the promise. */
export const spentRate = ({ budget, span }: Pick<BacktestResult, 'budget' | 'span'>): number =>
  span.end > span.start ? (budget.spent * budget.promise.per_ms) / (span.end - span.start) : 0;

/** False alarms: what was promised, what of it was spent, and what happens when nothing changes. */
export function budgetSection(result: BacktestResult): Section {
  const { promise, realised, upper } = result.budget;
  const per = stretchText(promise.per_ms);
  const limit = BUDGET.promise(alarmsText(promise.false_alarms), per);
  const streams = plural(result.streams.length, 'stream');
  return {
    id: 'budget',
    heading: heading(result),
    says: [
      BUDGET.say(streams, historyLength(result.span), limit),
      realised === null ? BUDGET.noReplays : BUDGET.replays(plural(realised.replays, 'copy', 'copies')),
      ...answeredSays(result),
    ],
    note:
      realised === null ? '' : BUDGET.note(realised.alarms, realised.replays, upper === null ? null : fixed(upper, 2)),
    verdict: verdictOf(result),
    isBrief: false,
    blocks: [
      {
        kind: 'budget',
        id: 'figure-budget',
        title: BUDGET.title(per),
        caption: BUDGET.caption(per),
        explains: '',
        promise: { value: promise.false_alarms, name: BUDGET.promised(alarmsText(promise.false_alarms)) },
        rows: rows(result),
      },
    ],
  };
}

/** What the answers can and cannot say; who answered nothing may have had no false alarm, or many. */
function answeredSays({ budget: { answered }, incidents }: BacktestResult): string[] {
  if (answered !== null) return [BUDGET.answers(fixed(answered.upper_with_unanswered, 2))];
  return incidents.length === 0 ? [] : [BUDGET.noAnswers];
}

function rows(result: BacktestResult): BudgetRow[] {
  const { spent, realised } = result.budget;
  const rate = spentRate(result);
  const found: BudgetRow[] = [
    {
      name: BUDGET.spent,
      value: rate,
      interval: null,
      text: BUDGET.spentText(fixed(rate, 2), fixed(spent, 2), historyLength(result.span)),
      verdict: null,
    },
  ];
  if (realised !== null) {
    const [low, high] = realised.interval;
    const text = `${fixed(realised.rate, 2)} (${fixed(low, 2)} to ${fixed(high, 2)})`;
    found.push({
      name: BUDGET.realised,
      value: realised.rate,
      interval: [low, high],
      text,
      verdict: verdictOf(result),
    });
  }
  return [...found, ...answeredRows(result)];
}

/** What people answered: false alarms in the time of the promise, with the one-sided bound. */
function answeredRows({ budget: { answered, promise } }: BacktestResult): BudgetRow[] {
  if (answered === null) return [];
  const { rate, upper, upper_with_unanswered, by_people, incidents } = answered;
  return [
    {
      name: BUDGET.answered,
      value: rate,
      interval: [rate, upper],
      text: BUDGET.answeredText(fixed(rate, 2), fixed(upper, 2), `${by_people} of ${incidents}`),
      // What nobody answered may have been false too.
      verdict: upper_with_unanswered <= promise.false_alarms ? 'pass' : 'unknown',
    },
  ];
}

/** Kept where even the upper bound is within the promise; broken where even the lower end is beyond it. */
function verdictOf({ budget: { promise, realised, upper } }: BacktestResult): VerdictWord {
  if (realised === null) return 'unknown';
  if (realised.interval[0] > promise.false_alarms) return 'fail';
  return (upper ?? realised.interval[1]) <= promise.false_alarms ? 'pass' : 'unknown';
}

function heading(result: BacktestResult): string {
  const { promise, realised } = result.budget;
  if (realised === null) return BUDGET.unseen;
  const verdict = verdictOf(result);
  if (verdict === 'fail') return BUDGET.more;
  if (verdict === 'unknown') return realised.rate > promise.false_alarms ? BUDGET.unclear : BUDGET.within;
  return BUDGET.fewer;
}

/** The budget in one line. */
export function budgetLine(result: BacktestResult): string {
  const { promise, realised } = result.budget;
  const limit = BUDGET.promise(alarmsText(promise.false_alarms), stretchText(promise.per_ms));
  const start = BUDGET.inShort(limit, fixed(spentRate(result), 2));
  if (realised === null) return start + BUDGET.inShortNone;
  const [low, high] = realised.interval;
  return start + BUDGET.inShortRealised(fixed(realised.rate, 2), `${fixed(low, 2)} to ${fixed(high, 2)}`);
}
