import type { ExactTest } from './binomial-test.ts';
import { hypergeometricCdf, hypergeometricLogPmf, hypergeometricSf } from './hypergeometric.ts';
import type { TwoShares } from './two-shares.ts';
import { twoSidedChance } from './two-sided.ts';

/**
 * Fisher's exact p-values (1934) that both shares are one, given the margins: `less` is against the first being
 * smaller. Whole counts. O(rows) at most.
 */
export function fisherExact({ k1, n1, k2, n2 }: TwoShares): ExactTest {
  const urn = { population: n1 + n2, marked: k1 + k2, drawn: n1 };
  const low = Math.max(0, k1 + k2 - n2);
  const high = Math.min(n1, k1 + k2);
  const mode = Math.floor(((n1 + 1) * (k1 + k2 + 1)) / (n1 + n2 + 2));
  const law = {
    low,
    high,
    mode: Math.max(low, Math.min(high, mode)),
    logPmf: (k: number) => hypergeometricLogPmf(k, urn),
    cdf: (k: number) => hypergeometricCdf(k, urn),
    sf: (k: number) => hypergeometricSf(k, urn),
  };
  return { less: law.cdf(k1), greater: law.sf(k1 - 1), twoSided: twoSidedChance(k1, law) };
}
