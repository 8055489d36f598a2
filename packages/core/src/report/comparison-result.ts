import { type Gap, isGap } from '../catalogue/define.ts';
import { type Measured, TWO_SIDED } from '../measure/interval.ts';
import { levelThatClears } from '../measure/p-value.ts';
import type { Churn, Move } from '../measure/versus/churn.ts';
import { holm } from '../stats/multiple.ts';
import type { ComparisonLine } from './result.ts';

/** Whether the scores of the candidate became worse as chances: a line of its own, with an entry of its own. */
export interface CalibrationLine extends ComparisonLine {
  readonly entry: string;
}

/** Which answers changed, for whom, and whether for the better. */
export interface ChurnResult {
  /** All rows, then each slice. */
  readonly lines: readonly ChurnLine[];
  /** From which class to which, the most frequent first; empty for numbers. */
  readonly moves: readonly Move[];
  /** The mean distance of the two scores of a row; null without scores. */
  readonly score: number | null;
  /** Kendall's tau between what both say of the rows (1 less it is the churn of ranks); absent where it has none. */
  readonly rank?: RankAgreement;
  /** The slice that surely loses most, after Holm's correction over all of them; null where none surely does. */
  readonly worst: string | null;
}

/** How alike two models order the rows. */
export interface RankAgreement {
  readonly tau: number;
  readonly n: number;
  readonly interval: readonly [number, number] | null;
  readonly level: number;
  readonly method: string | null;
}

/** Answers that changed in a slice. */
export interface ChurnLine extends Churn {
  readonly slice: string | null;
  /** Share of rows that became right (nearer) less the share that became wrong (farther). */
  readonly net: number | null;
  readonly gap?: string;
  readonly interval: readonly [number, number] | null;
  readonly level: number;
  readonly method: string | null;
}

/** A slice with what changed in it. */
export interface ChurnIn {
  readonly slice: string | null;
  readonly churn: Churn;
  readonly net: Measured | Gap;
}

/** A slice that loses surely: one in twenty families of slices would be blamed in vain. */
const ALPHA = 0.05;
const MOVES_MAX = 20;

/** The changes as JSON holds them. */
export function churnResult(
  slices: readonly ChurnIn[],
  moves: readonly Move[],
  { score, rank }: { readonly score: number | null; readonly rank: Measured | Gap },
): ChurnResult | null {
  if (slices.length === 0) return null;
  const lines = slices.map(({ slice, churn, net }): ChurnLine => {
    if (isGap(net)) return { slice, ...churn, net: null, gap: net.gap, interval: null, level: 0.95, method: null };
    const interval = net.boundsAt(TWO_SIDED);
    return { slice, ...churn, net: net.value, interval, level: 0.95, method: interval && net.method };
  });
  const order = isGap(rank) ? {} : { rank: rankResult(rank) };
  return { lines, moves: moves.slice(0, MOVES_MAX), score, ...order, worst: worstOf(slices) };
}

function rankResult(rank: Measured): RankAgreement {
  const interval = rank.boundsAt(TWO_SIDED);
  return { tau: rank.value, n: rank.n, interval, level: 0.95, method: interval && rank.method };
}

function worstOf(slices: readonly ChurnIn[]): string | null {
  const parts = slices.filter(({ slice }) => slice !== null);
  const levels = holm(parts.map(({ net }) => (isGap(net) ? 1 : levelThatClears(net, 'below', 0))));
  const netOf = ({ net }: ChurnIn): number => (isGap(net) ? 0 : net.value);
  const sure = parts.filter((_, k) => levels[k]! <= ALPHA); // ! as many levels
  return sure.sort((a, b) => netOf(a) - netOf(b))[0]?.slice ?? null;
}
