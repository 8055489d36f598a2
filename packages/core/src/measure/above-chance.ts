import { isGap } from '../catalogue/define.ts';
import { binomialDraw } from '../stats/binomial-draw.ts';
import { basicBounds, percentileBounds } from '../stats/bootstrap.ts';
import type { Bounds } from '../stats/proportion.ts';
import { quantileOf } from '../stats/quantile.ts';
import { makeRandom, type Random } from '../std/random.ts';
import type { Rows } from '../table/rows.ts';
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

/** The value of rows whose labels come as often as scores say, rising; none where it mostly is none. */
function honestValues(held: Quantity, base: Rows, seed: number): Float64Array {
  const few = gather({ ...base, cluster: null });
  const { rows, weights } = honestly(few, { spread: designEffect(base), seed });
  return Float64Array.from(valuesOn(held, rows, weights) ?? []).sort();
}

interface Honesty {
  /** By how much more labels vary than those of single rows would. */
  readonly spread: number;
  readonly seed: number;
}

interface Honest {
  /** Each score once with either label. */
  readonly rows: Rows;
  readonly weights: readonly Float64Array[];
}

const kept = new WeakMap<Rows, Honesty & { readonly honest: Honest }>();

/** The rows with labels drawn from their scores; once for all quantities that are asked on the same few rows. */
function honestly(few: Rows, asked: Honesty): Honest {
  const last = kept.get(few);
  if (last && last.spread === asked.spread && last.seed === asked.seed) return last.honest;
  const cells = scoreCells(few);
  const { n, score } = cells;
  const rows: Rows = {
    ...few,
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
  const random = makeRandom(asked.seed);
  const weights = n === 0 ? [] : Array.from({ length: HONEST_DRAWS }, () => drawn(cells, asked.spread, random));
  const honest = { rows, weights };
  kept.set(few, { ...asked, honest });
  return honest;
}

/** How many rows of each score get either label, by chance. */
function drawn({ score, total, unit }: ScoreCells, spread: number, random: Random): Float64Array {
  const weight = new Float64Array(2 * score.length);
  for (let cell = 0; cell < score.length; cell++) {
    const all = total[cell]!; // ! n cells, here and below
    const one = spread * unit[cell]!; // ! as above
    const hits = Math.min(all, one * binomialDraw(Math.round(all / one), score[cell]!, random)); // ! as above
    weight[2 * cell] = all - hits;
    weight[2 * cell + 1] = hits;
  }
  return weight;
}

interface ScoreCells {
  readonly n: number;
  readonly score: Float64Array;
  readonly total: Float64Array;
  /** What one label counts: 1, or with weights their mean, each weighted by itself (Kish). */
  readonly unit: Float64Array;
}

/** The distinct scores of few rows, and how much each weighs; none without scores. */
function scoreCells({ roles, weight, n, isCounted }: Rows): ScoreCells {
  const totals = new Map<number, number>();
  const squares = new Map<number, number>();
  for (let i = 0; i < n && roles.score; i++) {
    const p = roles.score[i]!; // ! i < n
    const w = weight[i]!; // ! i < n
    if (w === 0) continue;
    totals.set(p, (totals.get(p) ?? 0) + w);
    squares.set(p, (squares.get(p) ?? 0) + w * w);
  }
  const total = Float64Array.from(totals.values());
  const square = Float64Array.from(squares.values());
  const unit = total.map((all, cell) => (isCounted ? 1 : square[cell]! / all)); // ! as many
  return { n: totals.size, score: Float64Array.from(totals.keys()), total, unit };
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
  let total = 0;
  let byCluster = 0;
  for (const sum of sums.values()) total += sum;
  const mean = total / sums.size;
  for (const sum of sums.values()) byCluster += (sum - mean) ** 2;
  return byRow > 0 ? Math.max(1, byCluster / byRow) : 1;
}
