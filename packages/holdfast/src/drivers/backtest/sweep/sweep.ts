import { blockInterval } from '@holdfast/core/control/sweep/compare.ts';
import type { Course, SweepPolicy } from '@holdfast/core/control/sweep/course.ts';
import { oracle, type PlayedPolicy, playPolicy } from '@holdfast/core/control/sweep/play.ts';
import {
  cara,
  costAware,
  dueAt,
  every,
  never,
  onDrift,
  onFall,
  rightEvery,
} from '@holdfast/core/control/sweep/policies.ts';
import type { SweepResult } from '@holdfast/core/report/sweep-result.ts';
import { courseOf, type Sweeping } from './course.ts';
import { hasFeatures } from './material.ts';

/** How often a schedule may retrain, and set answers right, in periods. */
const SCHEDULES = [2, 4, 8, 13, 26] as const;
const RIGHT_SCHEDULES = [2, 4, 8] as const;
/** The part of the history on which thresholds of CARA are chosen, as its authors choose them on past data. */
const TUNED_SHARE = 1 / 3;
/** Quantiles of the cost of a row that are tried as thresholds. */
const TRIED = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2] as const;
/** Neighbouring periods that are drawn together: what hangs together over weeks stays so. */
const BLOCK = 5;

/** All policies over one history, in money; null where there is nothing to learn from. */
export function sweep(sweeping: Sweeping): SweepResult | null {
  const { course: whole, material, unit } = courseOf(sweeping);
  const now = whole.rows.length - 1;
  const course: Course = { ...whole, rows: whole.rows.slice(0, now) };
  const { canRecalibrate } = course;
  const canLearn = hasFeatures(material);
  if (!canLearn && !canRecalibrate) return null;
  const isPlayed = (periods: number): boolean => periods * 2 <= course.rows.length;
  const policies: readonly SweepPolicy[] = [
    never,
    ...(canLearn ? SCHEDULES.filter(isPlayed).map(every) : []),
    ...(canRecalibrate ? RIGHT_SCHEDULES.filter(isPlayed).map(rightEvery) : []),
    ...(canLearn ? [onDrift, onFall, tuned(course, 'cara-t'), tuned(course, 'cara-ct')] : []),
    costAware,
  ];
  const played = policies.map((policy) => playPolicy(course, policy));
  const base = played[0]!; // ! never is the first
  const best = oracle(course);
  return {
    unit,
    currency: sweeping.contract?.costs?.currency ?? null,
    periods: material.periods.slice(0, now).map(({ start, end, rows }) => ({ start, end, n: rows.length })),
    prices: course.prices,
    policies: played.map((one) => resultOf(one, base, best.total, sweeping.seed)),
    oracle: { total: best.total, actions: best.actions },
    due: dueAt(whole, now),
  };
}

function resultOf(
  { policy, actions, costs, totals }: PlayedPolicy,
  base: PlayedPolicy,
  least: number,
  seed: number,
): SweepResult['policies'][number] {
  const saved = base.totals.map((own, period) => own - totals[period]!); // ! as many
  const counts = { retrain: 0, recalibrate: 0, 'roll-back': 0 };
  for (const { action } of actions) counts[action]++;
  return {
    ...policy,
    counts,
    actions,
    costs,
    saved: {
      value: saved.reduce((sum, own) => sum + own, 0),
      interval: saved.every((own) => own === 0) ? null : blockInterval(saved, { block: BLOCK, seed }),
    },
    regret: costs.total - least,
    cumulated: Array.from(running(saved)),
  };
}

function running(series: Float64Array): Float64Array {
  let sum = 0;
  return series.map((own) => (sum += own));
}

/** The threshold that would have cost least over the first third. */
function tuned(course: Course, id: 'cara-t' | 'cara-ct'): SweepPolicy {
  const periods = Math.max(1, Math.floor(course.rows.length * TUNED_SHARE));
  const early: Course = { ...course, rows: course.rows.slice(0, periods) };
  const rows = early.rows.reduce((sum, own) => sum + own, 0);
  const usual = playPolicy(early, never).costs.errors / Math.max(1, rows);
  const tried = TRIED.map((part) => cara(id, part * usual));
  const costs = tried.map((policy) => playPolicy(early, policy).costs.total);
  return tried[costs.indexOf(Math.min(...costs))]!; // ! the least is one of them
}
