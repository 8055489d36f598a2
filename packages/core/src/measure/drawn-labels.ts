import { binomialDraw } from '../stats/binomial-draw.ts';
import { recalibrated } from '../stats/corp.ts';
import { makeRandom, type Random } from '../std/random.ts';
import type { Rows } from '../table/rows.ts';
import { gather } from './gather.ts';

/** By what chance a row of each score gets label 1: its score, or the isotonic regression on the labels that it has. */
export type Chance = 'score' | 'recalibrated';

/** Each score once with either label, as rows whose weights are drawn. */
export interface DrawnLabels {
  readonly rows: Rows;
  readonly weights: readonly Float64Array[];
  /** What those weights are on average. */
  readonly expected: Float64Array;
}

interface Asked {
  readonly chance: Chance;
  readonly draws: number;
  readonly seed: number;
}

const kept = new WeakMap<Rows, Map<string, DrawnLabels>>();

/**
 * Rows of few scores whose labels are drawn anew, as often as `draws`; once for all quantities that ask. Labels drawn
 * from the scores of clusters vary by as much more as clusters make the residuals vary. O(n log n + draws x scores).
 */
export function drawnLabels(base: Rows, { chance, draws, seed }: Asked): DrawnLabels {
  const few = gather({ ...base, cluster: null });
  // What rows of a cluster share is mostly in their scores: around the recalibrated ones they vary as rows do.
  const spread = chance === 'score' ? designEffect(base) : 1;
  const known = kept.get(few) ?? new Map<string, DrawnLabels>();
  kept.set(few, known);
  const key = `${chance} ${draws} ${seed} ${spread}`;
  const found = known.get(key) ?? drawn(few, { chance, draws, seed, spread });
  known.set(key, found);
  return found;
}

function drawn(few: Rows, { chance, draws, seed, spread }: Asked & { readonly spread: number }): DrawnLabels {
  const cells = scoreCells(few);
  const n = cells.score.length;
  const misses = cells.total.map((all, k) => all - cells.hits[k]!); // ! as many
  const chances = chance === 'score' ? cells.score : recalibrated({ positive: cells.hits, negative: misses });
  const rows: Rows = {
    ...few,
    n: 2 * n,
    roles: {
      label: Float64Array.from({ length: 2 * n }, (_, i) => i % 2),
      score: Float64Array.from({ length: 2 * n }, (_, i) => cells.score[i >> 1]!), // ! n cells
    },
    isCounted: true,
    cluster: null,
    against: {},
    quantiles: [],
    group: null,
    features: [],
  };
  const random = makeRandom(seed);
  const weights = n === 0 ? [] : Array.from({ length: draws }, () => draw(cells, { chances, spread, random }));
  const expected = Float64Array.from({ length: 2 * n }, (_, i) => {
    const [all, p] = [cells.total[i >> 1]!, chances[i >> 1]!]; // ! n cells
    return all * (i % 2 === 1 ? p : 1 - p);
  });
  return { rows, weights, expected };
}

interface Drawing {
  readonly chances: Float64Array;
  /** By how much more labels vary than those of single rows would. */
  readonly spread: number;
  readonly random: Random;
}

/** How many rows of each score get either label. */
function draw({ total, unit }: ScoreCells, { chances, spread, random }: Drawing): Float64Array {
  const weight = new Float64Array(2 * total.length);
  for (let cell = 0; cell < total.length; cell++) {
    const all = total[cell]!; // ! n cells, here and below
    const one = spread * unit[cell]!; // ! as above
    const hits = Math.min(all, one * binomialDraw(Math.round(all / one), chances[cell]!, random)); // ! as above
    weight[2 * cell] = all - hits;
    weight[2 * cell + 1] = hits;
  }
  return weight;
}

interface ScoreCells {
  /** Distinct scores, rising. */
  readonly score: Float64Array;
  readonly total: Float64Array;
  /** The weight of label 1. */
  readonly hits: Float64Array;
  /** What one label counts: 1, or with weights their mean, each weighted by itself (Kish). */
  readonly unit: Float64Array;
}

/** The distinct scores of few rows, and how much each weighs; none without scores. */
function scoreCells({ roles, weight, n, isCounted }: Rows): ScoreCells {
  const cells = new Map<number, { total: number; hits: number; squares: number }>();
  for (let i = 0; i < n && roles.score; i++) {
    const w = weight[i]!; // ! i < n
    if (w === 0) continue;
    const p = roles.score[i]!; // ! i < n
    const cell = cells.get(p) ?? { total: 0, hits: 0, squares: 0 };
    cells.set(p, cell);
    cell.total += w;
    cell.hits += w * (roles.label?.[i] ?? 0);
    cell.squares += w * w;
  }
  const rising = [...cells].sort(([a], [b]) => a - b);
  const column = (of: (cell: { total: number; hits: number; squares: number }) => number): Float64Array =>
    Float64Array.from(rising, ([, cell]) => of(cell));
  return {
    score: Float64Array.from(rising, ([p]) => p),
    total: column(({ total }) => total),
    hits: column(({ hits }) => hits),
    unit: column(({ total, squares }) => (isCounted ? 1 : squares / total)),
  };
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
