import { binomialCdf, binomialLogPmf, binomialSf } from './binomial.ts';
import { twoSidedChance } from './two-sided.ts';

/** Exact p-values against less, more and other than expected. */
export interface ExactTest {
  readonly less: number;
  readonly greater: number;
  readonly twoSided: number;
}

/**
 * The p-values of `k` of `n` (whole numbers) where each counts with chance `p`. Two-sided: all outcomes that are no
 * more likely than the observed one. O(log n) calls of the binomial law.
 */
export function binomialTest(k: number, n: number, p: number): ExactTest {
  const law = {
    low: 0,
    high: n,
    mode: Math.min(n, Math.floor((n + 1) * p)),
    logPmf: (i: number) => binomialLogPmf(i, n, p),
    cdf: (i: number) => binomialCdf(i, n, p),
    sf: (i: number) => binomialSf(i, n, p),
  };
  return { less: law.cdf(k), greater: law.sf(k - 1), twoSided: twoSidedChance(k, law) };
}
