import { logBeta, logIncompleteBeta } from './beta.ts';

/** Rows that the prior is worth. */
const PRIOR = 20;

/**
 * Evidence that a share is above `most`: the logarithm of an e-value of k hits in n independent rows, 1 on average at
 * the bound and less below it, whatever n was. It bets by a beta prior above the bound, 20 rows that say 1.3 times as
 * much. Source: STATISTICS 2.2 (a). O(1).
 */
export function logEvidenceAbove(k: number, n: number, most: number): number {
  const a = PRIOR * Math.min(1.3 * most + 0.01, 0.99);
  const b = PRIOR - a;
  const posterior = logBeta(a + k, b + n - k) + logIncompleteBeta(1 - most, b + n - k, a + k);
  const prior = logBeta(a, b) + logIncompleteBeta(1 - most, b, a);
  const likelihood = (k === 0 ? 0 : k * Math.log(most)) + (k === n ? 0 : (n - k) * Math.log1p(-most));
  return posterior - prior - likelihood;
}
