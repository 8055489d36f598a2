import { isGap } from '../catalogue/define.ts';
import { binomialDraw } from '../stats/binomial-draw.ts';
import { basicBounds, percentileBounds } from '../stats/bootstrap.ts';
import type { Bounds } from '../stats/proportion.ts';
import { quantileOf } from '../stats/quantile.ts';
import { makeRandom, type Random } from '../std/random.ts';
import type { Rows } from '../table/rows.ts';
import { gather } from './gather.ts';
import type { Estimate, Quantity } from './quantity.ts';
import { resampledValues } from './resample.ts';

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
  const honest = honestValues(held, base, makeRandom(seed));
  if (resampled === null || honest.length === 0) return null;
  const move = value - own.value;
  return {
    noise: honest.reduce((sum, v) => sum + v, 0) / honest.length,
    boundsAt(tails) {
      const basic = basicBounds(own.value, resampled, tails);
      const plain = percentileBounds(resampled, tails);
      const chance = quantileOf(honest, 1 - tails[0]);
      if (basic === null || plain === null || chance === null) return null;
      const low = own.value <= chance ? 0 : Math.max(0, basic[0] + Math.min(move, 0));
      return [low, Math.max(basic[1] + move, plain[1] + move, value)];
    },
  };
}

/** The value of rows whose labels come as often as scores say, rising. */
function honestValues(held: Quantity, base: Rows, random: Random): Float64Array {
  const cells = scoreCells(base);
  if (cells === null) return new Float64Array(0);
  const { n, score, total } = cells;
  const spread = designEffect(base);
  const rows: Rows = {
    ...base,
    n: 2 * n,
    roles: {
      label: Float64Array.from({ length: 2 * n }, (_, i) => i % 2),
      score: Float64Array.from({ length: 2 * n }, (_, i) => score[i >> 1]!), // ! n cells
    },
    isCounted: true,
    cluster: null,
    against: {},
    quantiles: [],
    group: null,
    features: [],
  };
  const found: number[] = [];
  for (let draw = 0; draw < HONEST_DRAWS; draw++) {
    const weight = new Float64Array(2 * n);
    for (let cell = 0; cell < n; cell++) {
      const all = total[cell]!; // ! n cells, here and below
      const hits = Math.min(all, spread * binomialDraw(Math.round(all / spread), score[cell]!, random)); // ! as above
      weight[2 * cell] = all - hits;
      weight[2 * cell + 1] = hits;
    }
    const value = held.of({ ...rows, weight }, 'value');
    if (!isGap(value)) found.push(value.value);
  }
  return Float64Array.from(found).sort();
}

interface ScoreCells {
  readonly n: number;
  readonly score: Float64Array;
  readonly total: Float64Array;
}

/** The distinct scores of the gathered rows, and how many rows each stands for; null where there are none. */
function scoreCells(base: Rows): ScoreCells | null {
  const { roles, weight, n } = gather({ ...base, cluster: null });
  if (!roles.score) return null;
  const totals = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const p = roles.score[i]!; // ! i < n
    totals.set(p, (totals.get(p) ?? 0) + weight[i]!); // ! i < n
  }
  return { n: totals.size, score: Float64Array.from(totals.keys()), total: Float64Array.from(totals.values()) };
}

/** By how much clusters make the sum of the residuals vary more than rows would; at least 1, and 1 without clusters. */
function designEffect({ n, cluster, roles, weight }: Rows): number {
  const { label, score } = roles;
  if (cluster === null || !label || !score) return 1;
  const sums = new Map<number, number>();
  let byRow = 0;
  for (let i = 0; i < n; i++) {
    const miss = weight[i]! * (score[i]! - label[i]!); // ! i < n
    byRow += miss * miss;
    sums.set(cluster[i]!, (sums.get(cluster[i]!) ?? 0) + miss); // ! i < n
  }
  let [total, byCluster] = [0, 0];
  for (const sum of sums.values()) total += sum;
  const mean = total / sums.size;
  for (const sum of sums.values()) byCluster += (sum - mean) ** 2;
  return byRow > 0 ? Math.max(1, byCluster / byRow) : 1;
}
