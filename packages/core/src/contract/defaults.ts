import { type Column, findColumn, isMissing, type Table } from '../table/table.ts';
import type { Threshold } from './scalars.ts';

/**
 * The threshold that the predictions of a table follow: 0.5 where it can be that, else the lowest score with a positive
 * answer; null where scores of the two answers overlap, or a column is missing. `init` writes it down, so that models
 * that only bring scores are decided in the same way. Cost: n.
 */
export function thresholdFollowed(
  table: Table,
  columns: { readonly score: string; readonly prediction: string; readonly positive: string },
): Threshold | null {
  const [score, prediction] = [findColumn(table, columns.score), findColumn(table, columns.prediction)];
  if (score?.kind !== 'number' || prediction === null) return null;
  let [highestNo, lowestYes] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < table.n; i++) {
    if (isMissing(score, i) || isMissing(prediction, i)) continue;
    const value = score.values[i]!; // ! i < n
    if (textAt(prediction, i) === columns.positive) lowestYes = Math.min(lowestYes, value);
    else highestNo = Math.max(highestNo, value);
  }
  if (!Number.isFinite(lowestYes) || !Number.isFinite(highestNo) || highestNo >= lowestYes) return null;
  return highestNo <= 0.5 && lowestYes > 0.5 ? { operator: '>', limit: 0.5 } : { operator: '>=', limit: lowestYes };
}

const textAt = (column: Column, i: number): string =>
  column.kind === 'text' ? column.levels[column.codes[i]!]!.trim() : String(column.values[i]); // ! i is no missing row
