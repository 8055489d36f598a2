import { isGap } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import { byScore } from './by-score.ts';
import { drawnLabels } from './drawn-labels.ts';
import type { Quantity } from './quantity.ts';
import { resampledValues, valuesOn } from './resample.ts';

/** Their mean is off by a fifth of the deviation of the value. */
const DRAWS = 25;
/** Draws of labels cost little. */
const LABEL_DRAWS = 50;

/**
 * By how much a value is too high that was made best in the same rows: by as much as resamples of the rows are higher
 * still. Null where there are no resamples. Source: Efron 1979, section 7 (bias).
 */
export function resampledLift(q: Quantity, rows: Rows, seed: number): number | null {
  const few = byScore(rows, q.touches);
  const own = q.of(few, 'value');
  const found = isGap(own) ? null : resampledValues(q, few, { seed, draws: DRAWS });
  return found && !isGap(own) ? meanOf(found) - own.value : null;
}

/**
 * The same of what an isotonic regression finds, which follows chance in resamples by half of what it did in the rows
 * only: labels are drawn from the recalibrated scores, where what is true is known. ADR 62 has the coverage.
 */
export function recalibrationLift(q: Quantity, rows: Rows, seed: number): number | null {
  const { rows: cells, weights, expected } = drawnLabels(rows, { chance: 'recalibrated', draws: LABEL_DRAWS, seed });
  const [found, own] = [valuesOn(q, cells, weights), valuesOn(q, cells, [expected])];
  return found && own && found.length > 0 && own[0] !== undefined ? meanOf(found) - own[0] : null;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
