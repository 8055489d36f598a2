import type { Bounds } from '../../stats/proportion.ts';
import { stratifiedDifference } from '../../stats/stratified-difference.ts';
import { logEvidenceTwoShares, type ShareBlock } from '../../stats/two-shares-evidence.ts';
import type { Outcomes } from '../estimate/estimator.ts';

/** Labelled rows, some of which were explored: what was done to them was drawn by lot. */
export interface Explored {
  /** What was said of each row and what came: see `Estimator.outcomesOf`. */
  readonly outcomes: Outcomes;
  readonly isExplored: Uint8Array;
  /** By row, from 0, in the order of time. */
  readonly window: Int32Array;
}

/** How explored rows end beside the others, among rows of like chances. */
export interface ExploredDifference {
  /** Share that came true less its chance: explored minus the others. */
  readonly difference: number;
  readonly interval: Bounds;
  readonly n: readonly [explored: number, others: number];
  /** An e-value that they end alike: at 20 or more they do not. */
  readonly evidence: number;
}

/** Rows of a side that are the least. */
const ROWS_LEAST = 30;
const STRATA = 10;
const Z = 1.959963984540054;
const EVIDENCE_MOST = 600;

/**
 * Whether rows that were left to chance end otherwise than those in which the answer decided what was done, among rows
 * whose chance lies in the same tenth: then the answers change what they foretell (who is called, pays). Null with
 * fewer than 30 rows of a side. Source: STATISTICS 10 (b), 2.2 (e). O(n log n).
 */
export function exploredDifference({ outcomes, isExplored, window }: Explored): ExploredDifference | null {
  const { low, high, came } = outcomes;
  const explored = isExplored.reduce((sum, own) => sum + own, 0);
  if (Math.min(explored, came.length - explored) < ROWS_LEAST) return null;
  const chance = low.map((own, i) => (own + high[i]!) / 2); // ! i < n
  const stratum = tenthsOf(chance);
  const values = came.map((own, i) => own - chance[i]!); // ! i < n
  const found = stratifiedDifference({ values, side: isExplored, stratum }, Z);
  if (found === null) return null;
  // Tenths bet apart: while all is one, each e-value is at most 1 given the past, and so is their product.
  let log = 0;
  for (let tenth = 0; tenth < STRATA; tenth++)
    log += logEvidenceTwoShares(blocksOf({ came, isExplored, window, stratum }, tenth));
  const evidence = Math.exp(Math.min(EVIDENCE_MOST, log));
  return { difference: found.value, interval: found.interval, n: found.n, evidence };
}

/** By row, its tenth by rising value; rows of one value are in one. */
function tenthsOf(values: Float64Array): Int32Array {
  const sorted = values.slice().sort();
  const edges = Array.from(
    { length: STRATA - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / STRATA)] ?? 0,
  );
  return Int32Array.from(values, (value) => edges.filter((edge) => value >= edge).length);
}

function blocksOf(
  rows: Pick<Explored, 'isExplored' | 'window'> & { readonly came: Float64Array; readonly stratum: Int32Array },
  wanted: number,
): readonly ShareBlock[] {
  const { came, isExplored, window, stratum } = rows;
  const blocks: { first: { hits: number; n: number }; second: { hits: number; n: number } }[] = [];
  came.forEach((hit, i) => {
    if (stratum[i] !== wanted) return;
    const at = window[i]!; // ! i < n, here and below
    blocks[at] ??= { first: { hits: 0, n: 0 }, second: { hits: 0, n: 0 } };
    const side = isExplored[i] === 1 ? blocks[at].first : blocks[at].second;
    side.hits += hit;
    side.n++;
  });
  return blocks.filter((block) => block !== undefined);
}
