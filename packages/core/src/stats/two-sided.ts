import { leastCount } from './least-count.ts';

/** A law of whole numbers with one mode, as far as an exact test needs it. */
export interface CountLaw {
  readonly low: number;
  readonly high: number;
  readonly mode: number;
  readonly logPmf: (k: number) => number;
  /** The chance of k or fewer, and of more than k. */
  readonly cdf: (k: number) => number;
  readonly sf: (k: number) => number;
}

/** Outcomes whose chances differ by less than this are taken as equally likely: the rounding that R and scipy allow. */
const ROUNDING = 1e-7;

/**
 * The two-sided p-value of an exact test: the chance of all outcomes that are no more likely than the observed one.
 * O(log n) calls of the law, whose chances rise to the mode and fall after it.
 */
export function twoSidedChance(observed: number, law: CountLaw): number {
  const likely = law.logPmf(observed) + Math.log1p(ROUNDING);
  const isLikelier = (k: number): boolean => law.logPmf(k) > likely;
  if (!isLikelier(law.mode)) return 1;
  if (observed < law.mode) {
    const from = leastCount((k) => !isLikelier(k), { low: law.mode, high: law.high + 1 });
    return Math.min(1, law.cdf(observed) + law.sf(from - 1));
  }
  const likelierFrom = leastCount(isLikelier, { low: law.low, high: law.mode });
  return Math.min(1, law.cdf(likelierFrom - 1) + law.sf(observed - 1));
}
