import type { Contract } from '@holdfast/core/contract/contract.ts';
import { DEFAULT_POLICY, type Policy } from '@holdfast/core/control/policy.ts';
import { type Season, seasonFor } from '@holdfast/core/evidence/season.ts';
import type { Budget } from '@holdfast/core/evidence/stream.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { autoWindow, WINDOWS_MAX, windowCount } from '@holdfast/core/table/windows.ts';
import type { ContractFile } from '../contract-file.ts';
import type { History } from './history.ts';

/** How a history is watched. */
export interface WatchPlan {
  readonly windowMs: number;
  readonly season: Season;
  readonly rowsMin: number;
  readonly budget: Budget;
  readonly labelDelayMs: number;
  readonly policy: Policy;
  readonly contractDigest: string;
}

/** One false alarm in 90 days, where the contract promises nothing. */
const BUDGET = { falseAlarms: 1, perMs: 90 * 86_400_000 };
/** Windows of fewer rows than this say nothing. */
const ROWS_MIN = 30;
/** A history of fewer windows can show no change. */
const WINDOWS_MIN = 3;

/** The windows that are judged. */
export interface WindowFor {
  readonly ms: number;
  readonly by: 'contract' | 'auto';
}

/** As the contract says, else the shortest that has enough rows. Problems: HISTORY_SHORT, WINDOWS_TOO_MANY. */
export function windowFor(contract: Contract | null, { history }: History, table: string): WindowFor {
  const said = contract?.watch?.window ?? null;
  const ms = said !== null && 'ms' in said ? said.ms : autoWindow(history.times);
  const windows = windowCount(history.times, ms);
  if (windows > WINDOWS_MAX) throw new Problem('WINDOWS_TOO_MANY', { table, windows, most: WINDOWS_MAX, windowMs: ms });
  if (windows < WINDOWS_MIN) throw new Problem('HISTORY_SHORT', { table, windows, needed: WINDOWS_MIN, windowMs: ms });
  return { ms, by: said !== null && 'ms' in said ? 'contract' : 'auto' };
}

/** How the history is watched: as the contract says, else by its defaults. */
export function planFor(file: ContractFile | null, { reference, labelDelay }: History, windowMs: number): WatchPlan {
  const watch = file?.contract.watch ?? null;
  const seasons = watch?.season ?? null;
  const said = watch?.falseAlarms ?? null;
  const fits = seasonFor({ windowMs, referenceMs: windowCount(reference.times, windowMs) * windowMs });
  return {
    windowMs,
    season: seasons !== null && seasons.length === 0 ? 'none' : fits,
    rowsMin: ROWS_MIN,
    budget: said === null ? BUDGET : { falseAlarms: said.count, perMs: said.perMs },
    labelDelayMs: labelDelay.ms,
    policy: policyOf(file?.contract ?? null),
    contractDigest: file?.digest ?? 'none',
  };
}

/** The policy of a contract: who approves a new model, and how long to wait between two. */
function policyOf(contract: Contract | null): Policy {
  const retrain = contract?.watch?.retrain ?? null;
  if (retrain === null) return DEFAULT_POLICY;
  const coolDownMs = retrain.cooldownMs ?? DEFAULT_POLICY.retrain.coolDownMs;
  return { ...DEFAULT_POLICY, retrain: { ...DEFAULT_POLICY.retrain, coolDownMs, approval: retrain.approval } };
}
