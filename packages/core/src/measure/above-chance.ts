import { isGap } from '../catalogue/define.ts';
import { basicBounds, percentileBounds } from '../stats/bootstrap.ts';
import type { Bounds } from '../stats/proportion.ts';
import { quantileOf } from '../stats/quantile.ts';
import type { Rows } from '../table/rows.ts';
import { drawnLabels } from './drawn-labels.ts';
import { gather } from './gather.ts';
import type { Estimate, Quantity } from './quantity.ts';
import { resampledValues, valuesOn } from './resample.ts';

const DRAWS = 200;
const HONEST_DRAWS = 100;

/** Bounds of a value that chance alone lifts above 0, and what it is on average where there is nothing but chance. */
export interface AboveChance {
  readonly noise: number;
  boundsAt(tails: Bounds): Bounds | null;
}

/**
 * Bootstrap bounds of a calibration error. Below: the basic one, which takes off once more what chance adds; 0 where as
 * much comes about when labels are drawn from the scores themselves. Above: the higher of the basic and the percentile
 * one. Rows are gathered by their scores; whole clusters are drawn, and honest labels vary by as much more as clusters
 * make the residuals vary. Null where resampling says nothing. Rejected by measurement (ADR 30): BCa, which lies above
 * 0 for an honest model in four of five samples.
 */
export function aboveChance(q: Quantity, { value }: Estimate, base: Rows, seed: number): AboveChance | null {
  const held = q.held?.(base) ?? q;
  const few = gather(base);
  const own = held.of(few, 'value');
  if (isGap(own)) return null;
  const resampled = resampledValues(held, few, { seed, draws: DRAWS });
  const honest = honestValues(held, base, seed);
  if (resampled === null || honest.length === 0) return null;
  const move = value - own.value;
  const noise = meanOf(honest);
  // Isotonic regression follows chance in resamples by half of what it did in the rows (ADR 62): all is taken off.
  const rest = q.isRecalibrated ? Math.max(0, noise - (meanOf(resampled) - own.value)) : 0;
  return {
    noise,
    boundsAt(tails) {
      const basic = basicBounds(own.value, resampled, tails);
      const plain = percentileBounds(resampled, tails);
      const chance = quantileOf(honest, 1 - tails[0]);
      if (basic === null || plain === null || chance === null) return null;
      const low = own.value <= chance ? 0 : Math.max(0, basic[0] - rest + Math.min(move, 0));
      return [low, Math.max(basic[1] + move, plain[1] + move, value)];
    },
  };
}

/** The value of rows whose labels come as often as scores say, rising; none where it mostly is none. */
function honestValues(held: Quantity, base: Rows, seed: number): Float64Array {
  const { rows, weights } = drawnLabels(base, { chance: 'score', draws: HONEST_DRAWS, seed });
  return Float64Array.from(valuesOn(held, rows, weights) ?? []).sort();
}

const meanOf = (values: Iterable<number> & { readonly length: number }): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};
