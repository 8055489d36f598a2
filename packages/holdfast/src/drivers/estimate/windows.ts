import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { EstimateResult } from '@holdfast/core/report/estimate-result.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Window, type WindowRule, windowCount, windowsOf } from '@holdfast/core/table/windows.ts';
import type { EstimateRequest } from './request.ts';
import type { Sides } from './sides.ts';

/** How both sides are cut: rows of the sides by number. */
export interface Cut {
  readonly windows: readonly Window[];
  /** Windows of the reference in the order of time: of the same length where it has enough of them. */
  readonly before: readonly Int32Array[];
  readonly window: EstimateResult['window'];
}

const DAY_MS = 86_400_000;
/** The lengths that are tried, the shortest first. */
const LENGTHS_MS = [DAY_MS, 7 * DAY_MS, 28 * DAY_MS];
/** A usual window holds so many rows: with fewer, chance is most of what an estimate says. */
const ROWS_WANTED = 200;
/** More windows than this nobody reads. */
const WINDOWS_WANTED = 120;
/** A learner is asked for each window: more of them are a mistake. */
const WINDOWS_MAX = 5000;
/** Without times, or where no length will do, so many windows. */
const PARTS = 10;
/** A reference of fewer windows of that length is cut into parts. */
const BEFORE_LEAST = 5;

/**
 * Windows of later rows, by what was asked, the contract, or the shortest length that holds enough rows. Problem:
 * WINDOWS_TOO_MANY.
 */
export function cutSides(request: EstimateRequest, contract: Contract | null, sides: Sides): Cut {
  const { window } = request;
  const { reference, times, assigned } = sides;
  const n = assigned.rows.n;
  const later = n - reference;
  const said = contract?.watch?.window ?? null;
  const afterTimes = times?.subarray(reference) ?? Float64Array.from({ length: later }, (_, i) => i);
  const [asked, by] =
    window !== null
      ? [window, 'option' as const]
      : said === null || (times === null && 'ms' in said)
        ? [null, 'auto' as const]
        : [said, 'contract' as const];
  const rule =
    asked !== null && (times !== null || 'rows' in asked) ? asked : autoRule(times === null ? null : afterTimes, later);
  if ('ms' in rule) refuseTooMany(request, afterTimes, rule.ms);
  const windows = windowsOf(afterTimes, rule).map((one) => ({ ...one, rows: one.rows.map((row) => reference + row) }));
  return {
    windows: windows.filter(({ rows }) => rows.length > 0),
    before: beforeOf(times?.subarray(0, reference) ?? Float64Array.from({ length: reference }, (_, i) => i), rule),
    window: { ms: 'ms' in rule ? rule.ms : null, rows: 'rows' in rule ? rule.rows : null, by },
  };
}

function refuseTooMany({ analysis }: EstimateRequest, times: Float64Array, windowMs: number): void {
  const windows = windowCount(times, windowMs);
  if (windows > WINDOWS_MAX)
    throw new Problem('WINDOWS_TOO_MANY', { table: analysis, windows, most: WINDOWS_MAX, windowMs });
}

function autoRule(times: Float64Array | null, n: number): WindowRule {
  const fits = LENGTHS_MS.find((ms) => {
    if (times === null) return false;
    const sizes = windowsOf(times, { ms }).map(({ rows }) => rows.length);
    const usual = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
    return usual >= ROWS_WANTED && sizes.length <= WINDOWS_WANTED;
  });
  return fits === undefined ? { rows: Math.max(1, Math.ceil(n / PARTS)) } : { ms: fits };
}

/** The windows of the reference by this rule; ten parts where those would be too few. */
export function beforeOf(times: Float64Array, rule: WindowRule): readonly Int32Array[] {
  const own = windowsOf(times, rule).filter(({ rows }) => rows.length > 0);
  const found = own.length >= BEFORE_LEAST ? own : windowsOf(times, { rows: Math.ceil(times.length / PARTS) });
  return found.map(({ rows }) => rows);
}
