import { isGap } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { estimateWindows, type WindowEstimate } from '@holdfast/core/measure/estimate/estimate-windows.ts';
import { type Target, targetsOf } from '@holdfast/core/measure/estimate/target.ts';
import { stepSize } from '@holdfast/core/report/backtest/steps.ts';
import type { EstimatedStep } from '@holdfast/core/report/backtest-result.ts';
import { asFeatures } from '@holdfast/core/table/as-features.ts';
import { assignRoles } from '@holdfast/core/table/assign.ts';
import { takeRows } from '@holdfast/core/table/rows.ts';
import { stackTables } from '@holdfast/core/table/stack.ts';
import { paramsFrom } from '../costs.ts';
import { calibrationOf, withdrawn } from '../estimate/calibration.ts';
import { orderOfLabels } from '../estimate/coming.ts';
import { beforeOf } from '../estimate/windows.ts';
import type { Played, Running } from './course.ts';
import type { Followed } from './followed.ts';
import type { History } from './history.ts';
import { judgedIn } from './incidents.ts';
import type { WindowFor } from './watch-plan.ts';

/** What an estimate of the followed number needs. */
export interface ToEstimate {
  readonly contract: Contract | null;
  readonly history: History;
  readonly followed: Followed;
  readonly windows: readonly Played[];
  readonly window: WindowFor;
  readonly unit: BacktestUnit;
  readonly seed: number;
  readonly run: Running;
}

type BacktestUnit = Parameters<typeof stepSize>[1];

/**
 * The followed number as it would have been estimated without outcomes, for each stretch of the chart, from the rows
 * whose outcomes came later, up to where labels, as they came, showed that the reference no longer holds; null where it
 * cannot be estimated (`estimate` says why). Cost: that of `estimate`.
 */
export function estimatedSteps(asked: ToEstimate): EstimatedStep[] | null {
  const { contract, history, followed, windows, window, unit, seed, run } = asked;
  const { plan, reference, history: now } = history;
  const names = [...new Set([...reference.judged.table.columns, ...now.judged.table.columns].map(({ name }) => name))];
  const { n, columns } = stackTables(reference.judged.table, now.judged.table, names);
  const stacked = assignRoles({ n, columns }, '', plan.roles);
  // Rows that both sides have judged are judged together; else their places would be others.
  if (stacked.rows.n !== n || reference.judged.rows.n === 0) return null;
  const { task } = plan.roles;
  const all = targetsOf(ENTRIES, stacked.rows, task, paramsFrom(contract?.costs ?? null));
  const targets = all.filter(({ entry, of }) => entry.id === followed.entry.id && of === null);
  if (targets.length === 0) return null;
  const size = stepSize(windows.length, unit);
  const steps = Array.from({ length: Math.ceil(windows.length / size) }, (_, k) =>
    windows.slice(k * size, (k + 1) * size),
  );
  const first = reference.judged.rows.n;
  const times = Float64Array.from(reference.judgedRows, (row) => reference.times[row]!); // ! a judged row
  const before = beforeOf(times, { ms: size * window.ms });
  const features = asFeatures(stacked.table, history.features);
  const rowsOf = steps.map((some) => judgedIn(some).map((row) => first + row));
  const estimated = estimateWindows({
    ...{ task, all: { rows: stacked.rows, features }, reference: first },
    ...{ before, windows: rowsOf, targets, seed },
    onProgress: (share) => {
      run.signal.throwIfAborted();
      run.onProgress(share, 'estimating without outcomes');
    },
  });
  const [main] = targets as [Target]; // as: there is one
  const arrivals = new Float64Array(n).fill(Number.NaN);
  for (const [k, row] of now.judgedRows.entries()) arrivals[first + k] = now.arrivals[row]!; // ! a row
  const ends = steps.map((some, w) => ({ rows: rowsOf[w]!, end: some.at(-1)?.window.end ?? 0 })); // ! as many
  const { result } = calibrationOf({
    sides: { assigned: stacked, reference: first, features, first: stacked.rows },
    cut: { before },
    coming: orderOfLabels({ isLabelled: new Uint8Array(n).fill(1), arrivals }, ends),
    ...{ estimated, main, place: 0 },
    truthOf: (w) => takeRows({ ...stacked.rows, features: [] }, rowsOf[w]!), // ! a step
  });
  return estimated.windows.map((found, w) => stepOf(withdrawn(found, w, result)));
}

function stepOf({ refusal, values }: WindowEstimate): EstimatedStep {
  const [value] = values ?? [];
  if (refusal !== null || value === undefined || isGap(value)) return { value: null, interval: null, refusal };
  return { value: value.value, interval: [value.interval[0], value.interval[1]], refusal: null };
}
