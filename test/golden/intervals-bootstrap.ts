import * as bootstrap from '../../packages/core/src/stats/bootstrap.ts';
import { placements } from '../../packages/core/src/stats/placements.ts';
import { quantileOf } from '../../packages/core/src/stats/quantile.ts';
import { dot, moments, sum } from '../../packages/core/src/stats/sum.ts';
import type { GoldenCase } from './tally.ts';

type Statistic = (...samples: Float64Array[]) => number;

const mean = (x: Float64Array): number => sum(x) / x.length;

/** By params.statistic, as golden describes it. */
const STATISTICS: Record<string, Statistic> = {
  mean: (x = new Float64Array()) => mean(x),
  'median, mean of the middle two': (x = new Float64Array()) => quantileOf(x.toSorted(), 0.5) ?? 0,
  'sd with n-1': (x = new Float64Array()) => Math.sqrt(moments(x)?.variance ?? 0),
  'mean(x)-mean(y)': (x = new Float64Array(), y = new Float64Array()) => mean(x) - mean(y),
  'sqrt(mean(x^2))': (x = new Float64Array()) => Math.sqrt(dot(x, x) / x.length),
  pearson: (x = new Float64Array(), y = new Float64Array()) => correlation(x, y),
  'AUC with ties counted half, x score, y label; .5 when a resample has one class': (
    x = new Float64Array(),
    y = new Float64Array(),
  ) => placements(y, x, new Float64Array(x.length).fill(1)).area,
};

function correlation(x: Float64Array, y: Float64Array): number {
  const [dx, dy] = [x.map((value) => value - mean(x)), y.map((value) => value - mean(y))];
  return dot(dx, dy) / Math.sqrt(dot(dx, dx) * dot(dy, dy));
}

/** What golden's family `bootstrap` holds, from its own matrix of indices. */
export function bootstrapOf({ params, input }: GoldenCase): Record<string, unknown> {
  const statistic = STATISTICS[String(params['statistic'])];
  if (statistic === undefined) return {};
  const samples = [input['x'], input['y']].filter(Array.isArray).map((values) => Float64Array.from(values));
  const indices = input['indices'] as number[][]; // as: one row of places for each resample
  const second = (input['indices_2'] as number[][] | undefined) ?? indices; // as: of the other sample
  const value = statistic(...samples);
  const resampled = indices.map((_, b) =>
    statistic(...samples.map((sample, s) => take(sample, (s === 0 ? indices : second)[b] ?? []))),
  );
  const acceleration = bootstrap.accelerationOf(leftOutOf(samples, statistic, 'indices_2' in input));
  const tail = (1 - Number(params['confidence'])) / 2;
  const tails = [tail, 1 - tail] as const;
  return {
    statistic: value,
    se: Math.sqrt(moments(resampled)?.variance ?? 0),
    acceleration,
    percentile: bootstrap.percentileBounds(resampled, tails),
    basic: bootstrap.basicBounds(value, resampled, tails),
    bca: acceleration === null ? null : bootstrap.acceleratedBounds({ value, resampled, acceleration, tails }),
  };
}

/** The statistic without each row: of all samples at once when they are pairs, else of one after the other. */
function leftOutOf(samples: readonly Float64Array[], statistic: Statistic, isUnpaired: boolean): Float64Array[] {
  const without = (sample: Float64Array, row: number) => sample.filter((_, i) => i !== row);
  const places = isUnpaired ? samples.map((_, s) => [s]) : [samples.map((_, s) => s)];
  return places.map((cut) =>
    (samples[cut[0] ?? 0] ?? new Float64Array()).map((_, row) =>
      statistic(...samples.map((sample, s) => (cut.includes(s) ? without(sample, row) : sample))),
    ),
  );
}

const take = (sample: Float64Array, places: readonly number[]) => Float64Array.from(places, (i) => sample[i] ?? 0);
