import { type Gap, type GapReason, isGap } from '../catalogue/define.ts';
import { type Measured, ONE_SIDED } from '../measure/interval.ts';
import { normalQuantile } from '../stats/normal.ts';
import type { Bounds } from '../stats/proportion.ts';

/** The outcome of a check. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown';

/** What must hold of a number. */
export interface Expectation {
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  readonly limit: number;
}

/** Why a verdict is what it is. */
export type Reason = 'inside' | 'outside' | 'too-few-rows-to-decide' | 'no-interval' | GapReason;

/** The verdict on one expectation. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** One-sided bounds at 95 % each; null where there are none. */
  readonly bounds: Bounds | null;
  /** Rows that would decide, where too few do not. */
  readonly needsRows: number | null;
}

/** How sure a verdict must be (one-sided), and how likely enough rows shall show it. */
const LEVEL = 0.95;
const POWER = 0.8;

/**
 * The verdict on an expectation. On a bound (the default of a gate) it passes when the whole one-sided bound lies
 * inside, fails when the other bound lies outside, and is unknown between; on the value it compares the value alone. No
 * value or no bound is never a pass.
 */
export function judge(measured: Measured | Gap, expect: Expectation, on: 'bound' | 'value'): Judgement {
  if (isGap(measured)) return { verdict: 'unknown', reason: measured.gap, bounds: null, needsRows: null };
  const bounds = measured.boundsAt(ONE_SIDED);
  if (on === 'value') return { ...passOrFail(holds(measured.value, expect)), bounds, needsRows: null };
  // Counts of what is in the file (rows, constant columns) are no sample: their value is all there is.
  if (bounds === null) {
    return { verdict: 'unknown', reason: 'no-interval', bounds, needsRows: measured.needsRows ?? null };
  }
  const [low, high] = bounds;
  const ends = expect.operator === '=' ? [low, high] : [expect.operator.startsWith('<') ? high : low];
  if (ends.every((end) => holds(end, expect))) return { ...passOrFail(true), bounds, needsRows: null };
  const others = expect.operator.startsWith('<') ? [low] : [high];
  const isOutside =
    expect.operator === '=' ? low > expect.limit || high < expect.limit : !others.some((end) => holds(end, expect));
  if (isOutside) return { ...passOrFail(false), bounds, needsRows: null };
  const needsRows = rowsToDecide(measured, measured.value - expect.limit);
  return { verdict: 'unknown', reason: 'too-few-rows-to-decide', bounds, needsRows };
}

const passOrFail = (isInside: boolean): Pick<Judgement, 'verdict' | 'reason'> =>
  isInside ? { verdict: 'pass', reason: 'inside' } : { verdict: 'fail', reason: 'outside' };

/** Whether a value meets an expectation. */
export function holds(value: number, { operator, limit }: Expectation): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '=':
      return value === limit;
  }
}

/**
 * Rows that would decide at this distance between value and limit, with a chance of 80 %: the variance of one row is
 * read off the bounds. Null when the value stands on the limit, or when the answer is beyond counting (1e9).
 * Source: STATISTICS 6, non-inferiority sizes.
 */
export function rowsToDecide(measured: Measured, distance: number): number | null {
  const bounds = measured.boundsAt(ONE_SIDED);
  if (bounds === null || distance === 0) return null;
  const z = normalQuantile(LEVEL);
  const deviation = (bounds[1] - bounds[0]) / (2 * z);
  const rows = measured.n * ((deviation * (z + normalQuantile(POWER))) / distance) ** 2;
  return rows < 1e9 ? Math.ceil(Math.max(rows, measured.n + 1)) : null;
}
