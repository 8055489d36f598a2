import { ranksOf } from '../../catalogue/ranks.ts';
import { makeRandom, uniforms } from '../../std/random.ts';
import type { Rows } from '../../table/rows.ts';

/** Rows are dealt to this many groups, for what a choice gives on rows that it did not see, and how far it varies. */
export const GROUPS = 50;
/** A line is drawn between cells; each holds one row in so many at most, or rows of one score. */
const MOST_CELLS = 1000;

/** Rows with a score and a label as counts: by group, by cell of the score (rising) and by label. */
export interface ScoreCells {
  readonly count: number;
  /** The least score in each cell, and the greatest in the one below it. */
  readonly low: Float64Array;
  readonly below: Float64Array;
  /** Weight at `(group * count + cell) * 2 + label`. */
  readonly weights: Float64Array;
  /** What no and yes would cost, at the same places; null where all rows have the same prices, or none. */
  readonly money: Float64Array | null;
  readonly cellOfRow: Uint16Array;
  readonly groupOfRow: Uint8Array;
}

/**
 * The cells of rows that have label and score. Rows of one cluster are in one group. Exact where there are at most
 * 1,000 different scores; else a line lies within a thousandth of the rows of where it would. O(n), or O(n log n) where
 * the scores do not rise.
 */
export function scoreCells(rows: Rows, seed: number): ScoreCells {
  const score = rows.roles.score!; // ! the caller has both roles
  const label = rows.roles.label!; // ! as above
  const { rank, count: ranks } = ranksOf(score);
  const cellOfRank = cellsOfRanks(rows, rank, ranks);
  const count = ranks === 0 ? 0 : cellOfRank[ranks - 1]! + 1; // ! ranks > 0
  const groupOfRow = groupsOfRows(rows, seed);
  const cellOfRow = new Uint16Array(rows.n);
  const weights = new Float64Array(GROUPS * count * 2);
  const { costOfNo, costOfYes } = rows.roles;
  const money = costOfNo && costOfYes ? new Float64Array(GROUPS * count * 2) : null;
  const low = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < rows.n; i++) {
    const cell = cellOfRank[rank[i]!]!; // ! i < n, a rank
    const s = score[i]!; // ! i < n, here and below
    cellOfRow[i] = cell;
    const at = (groupOfRow[i]! * count + cell) * 2; // ! i < n
    weights[at + label[i]!]! += rows.weight[i]!; // ! i < n
    if (money) {
      money[at]! += rows.weight[i]! * costOfNo![i]!; // ! there where money is, i < n
      money[at + 1]! += rows.weight[i]! * costOfYes![i]!; // ! as above
    }
    if (s < low[cell]!) low[cell] = s; // ! a cell, here and below
    if (s > high[cell]!) high[cell] = s; // !
  }
  const below = Float64Array.from(low, (_, cell) => (cell === 0 ? Number.NEGATIVE_INFINITY : high[cell - 1]!)); // ! > 0
  return { count, low, below, weights, money, cellOfRow, groupOfRow };
}

/** Neighbouring ranks share a cell until it holds a thousandth of the rows. */
function cellsOfRanks({ n }: Rows, rank: Uint32Array, ranks: number): Uint16Array {
  const cellOfRank = new Uint16Array(ranks);
  if (ranks <= MOST_CELLS) return cellOfRank.map((_, k) => k);
  const sizes = new Uint32Array(ranks);
  for (let i = 0; i < n; i++) sizes[rank[i]!]!++; // ! i < n, a rank
  let cell = 0;
  let passed = 0;
  for (let k = 0; k < ranks; k++) {
    // By place and not by size: one frequent score must not push the number of cells over its limit.
    const due = Math.floor((passed / n) * MOST_CELLS);
    if (due > cell && k > 0) cell++;
    cellOfRank[k] = cell;
    passed += sizes[k]!; // ! k < ranks
  }
  return cellOfRank;
}

function groupsOfRows({ n, cluster }: Rows, seed: number): Uint8Array {
  const random = makeRandom(seed);
  const draw = (): number => Math.floor(random() * GROUPS);
  if (cluster === null) {
    const groups = new Uint8Array(n);
    const drawn = uniforms(random, new Float64Array(n));
    for (let i = 0; i < n; i++) groups[i] = Math.floor(drawn[i]! * GROUPS); // ! i < n
    return groups;
  }
  const groupOfCluster = new Map<number, number>();
  return Uint8Array.from(cluster, (code) => {
    const group = groupOfCluster.get(code) ?? draw();
    groupOfCluster.set(code, group);
    return group;
  });
}
