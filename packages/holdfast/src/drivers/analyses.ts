import { isGap } from '@holdfast/core/catalogue/define.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { chooseLine } from '@holdfast/core/measure/threshold/choose.ts';
import type { Figures, Result } from '@holdfast/core/report/result.ts';
import { thresholdResult } from '@holdfast/core/report/threshold-result.ts';
import type { Assigned } from '@holdfast/core/table/assign.ts';
import type { Subject } from '@holdfast/core/verdict/subject.ts';
import { capacityOf, pricesOf } from './costs.ts';
import { foundOf } from './found-slices.ts';

/** What an analysis looks at. */
export interface Analysed {
  readonly subject: Subject;
  readonly assigned: Assigned;
  readonly contract: Contract | null;
  /** The column of the time of a row. */
  readonly timestamp: string | null;
}

/** What analyses add to a result and to its charts. */
export interface Analyses {
  readonly result: Pick<Result, 'thresholdChoice' | 'found'>;
  readonly figures: Pick<Figures, 'costCurve'>;
}

/** What is said of a model beyond single numbers: one analysis for each key of the result. */
export function analysesOf(given: Analysed): Analyses {
  const threshold = thresholdOf(given);
  return { result: { ...threshold.result, ...foundOf(given) }, figures: { ...threshold.figures } };
}

/** Where the line between yes and no should lie. */
function thresholdOf({ subject, assigned, contract, timestamp }: Analysed): Analyses {
  const { rows, task, seed } = subject;
  if (task !== 'binary' || !rows.roles.score) return { result: {}, figures: {} };
  const capacity = capacityOf(contract?.costs ?? null, assigned.table, timestamp);
  const shareMax = capacity === null ? 1 : Math.min(1, capacity.perDay / capacity.rowsPerDay);
  const lines = chooseLine(rows, { prices: pricesOf(contract?.costs ?? null), shareMax, seed });
  const limit = assigned.threshold?.limit ?? null;
  const currency = contract?.costs?.currency ?? null;
  return {
    result: { thresholdChoice: thresholdResult(lines, { limit, currency, capacity }) },
    figures: isGap(lines) || lines.curve.length === 0 ? {} : { costCurve: lines.curve },
  };
}
