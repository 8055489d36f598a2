import { type Gap, type GapReason, isGap } from '../catalogue/define.ts';
import { type Measured, ONE_SIDED } from '../measure/interval.ts';
import { levelThatClears } from '../measure/p-value.ts';
import { holm } from '../stats/multiple.ts';
import type { Bounds } from '../stats/proportion.ts';
import { rowsToDecide, type Verdict } from './judge.ts';

/** A paired difference, candidate minus the other, turned so that more is better. */
export interface Contest {
  readonly difference: Measured | Gap;
  /** By how much the candidate may be worse. */
  readonly margin: number;
  /** Whether it belongs to the family over which Holm corrects: the headline and the guards. */
  readonly isGuarded: boolean;
}

/** Why a contest ended as it did. */
export type ContestReason =
  | 'not-worse'
  | 'worse-within-margin'
  | 'worse-beyond-margin'
  | 'too-few-rows-to-decide'
  | 'undecided-after-correction'
  | 'no-interval'
  | GapReason;

/** The verdict on one contest. */
export interface ContestJudgement {
  readonly verdict: Verdict;
  readonly reason: ContestReason;
  /** One-sided 95 % bounds, each for itself, before Holm's correction. */
  readonly bounds: Bounds | null;
  readonly needsRows: number | null;
}

const ALPHA = 0.05;

/**
 * Verdicts of a comparison (DESIGN 4). By one-sided 95 % bounds of the paired difference: fail when the upper one is
 * below -margin; warn when the lower one is above -margin and the upper below 0; pass when the lower one is above
 * -margin otherwise; else unknown with the rows it needs. Among guarded contests each of the three claims holds after
 * Holm's correction over them; the others are judged each for itself.
 */
export function judgeContests(contests: readonly Contest[]): readonly ContestJudgement[] {
  const levels = contests.map(({ difference, margin }) => ({
    notWorse: clears(difference, 'above', -margin),
    worseBeyond: clears(difference, 'below', -margin),
    worse: clears(difference, 'below', 0),
  }));
  const guarded = contests.flatMap(({ isGuarded }, k) => (isGuarded ? [k] : []));
  const corrected = (claim: 'notWorse' | 'worseBeyond' | 'worse'): readonly number[] => {
    const family = holm(guarded.map((k) => levels[k]![claim])); // ! k < contests
    return levels.map((level, k) => (guarded.includes(k) ? family[guarded.indexOf(k)]! : level[claim])); // ! in guarded
  };
  const [notWorse, worseBeyond, worse] = [corrected('notWorse'), corrected('worseBeyond'), corrected('worse')];
  return contests.map((contest, k) =>
    verdictOf(contest, {
      isNotWorse: notWorse[k]! <= ALPHA, // ! k < contests
      isWorseBeyond: worseBeyond[k]! <= ALPHA, // ! k < contests
      isWorse: worse[k]! <= ALPHA, // ! k < contests
      isCorrected: levels[k]!.notWorse <= ALPHA || levels[k]!.worseBeyond <= ALPHA, // ! k < contests
    }),
  );
}

const clears = (difference: Measured | Gap, side: 'above' | 'below', limit: number): number =>
  isGap(difference) ? 1 : levelThatClears(difference, side, limit);

interface Claims {
  readonly isNotWorse: boolean;
  readonly isWorseBeyond: boolean;
  readonly isWorse: boolean;
  /** Decided before the correction, so only the number of comparisons stands in the way. */
  readonly isCorrected: boolean;
}

function verdictOf({ difference, margin }: Contest, claims: Claims): ContestJudgement {
  if (isGap(difference)) return { verdict: 'unknown', reason: difference.gap, bounds: null, needsRows: null };
  const bounds = difference.boundsAt(ONE_SIDED);
  if (bounds === null) {
    // Two models that answer every row alike have no spread, and no difference.
    return difference.value === 0
      ? { verdict: 'pass', reason: 'not-worse', bounds, needsRows: null }
      : { verdict: 'unknown', reason: 'no-interval', bounds, needsRows: null };
  }
  const decided = { bounds, needsRows: null };
  if (claims.isWorseBeyond) return { verdict: 'fail', reason: 'worse-beyond-margin', ...decided };
  if (claims.isNotWorse && claims.isWorse) return { verdict: 'warn', reason: 'worse-within-margin', ...decided };
  if (claims.isNotWorse) return { verdict: 'pass', reason: 'not-worse', ...decided };
  const reason = claims.isCorrected ? 'undecided-after-correction' : 'too-few-rows-to-decide';
  return { verdict: 'unknown', reason, bounds, needsRows: rowsFor(difference, margin) };
}

/**
 * Rows that would settle it: if the two were equally good; where there are that many already, if the difference stays.
 */
function rowsFor(difference: Measured, margin: number): number | null {
  const ifEqual = margin > 0 ? rowsToDecide(difference, margin) : null;
  return ifEqual !== null && ifEqual > difference.n + 1 ? ifEqual : rowsToDecide(difference, difference.value + margin);
}
