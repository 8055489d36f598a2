import { binomialLogPmf } from './binomial.ts';
import { binomialTest } from './binomial-test.ts';
import { normalCdf } from './normal.ts';
import { poissonLogPmf, poissonQuantile } from './poisson.ts';
import { type Bounds, clopperPearson, wilson } from './proportion.ts';

/** Events seen in two exposures (both above 0); what is asked is first rate / second rate. */
export interface TwoRates {
  readonly count1: number;
  readonly exposure1: number;
  readonly count2: number;
  readonly exposure2: number;
}

/** The exact interval of the ratio, 0 to Infinity: of all events, the first ones are a share (Clopper–Pearson). */
export function rateRatioExact(rates: TwoRates, level: number): Bounds {
  const n = rates.count1 + rates.count2;
  return n === 0 ? [0, Infinity] : oddsOf(clopperPearson(rates.count1, n, level), rates);
}

/** The score interval of the ratio: Wilson's interval of that share. [0, Infinity] without events. */
export function rateRatioScore(rates: TwoRates, z: number): Bounds {
  const n = rates.count1 + rates.count2;
  return n === 0 ? [0, Infinity] : oddsOf(wilson(rates.count1, n, z), rates);
}

/** The normal interval of the log ratio; null where a count is 0. */
export function rateRatioLog({ count1, exposure1, count2, exposure2 }: TwoRates, z: number): Bounds | null {
  if (count1 === 0 || count2 === 0) return null;
  const ratio = count1 / exposure1 / (count2 / exposure2);
  const factor = Math.exp(z * Math.sqrt(1 / count1 + 1 / count2));
  return [ratio / factor, ratio * factor];
}

/** Two-sided p-values that both rates are one. */
export interface EqualRates {
  readonly exact: number;
  /** The exact one less half of the observed point. */
  readonly midP: number;
  readonly score: number;
  readonly wald: number;
}

/** The tests of one common rate; null without events. Source: Przyborowski and Wilenski 1940 (given the sum). */
export function equalRates({ count1, exposure1, count2, exposure2 }: TwoRates): EqualRates | null {
  const n = count1 + count2;
  if (n === 0) return null;
  const share = exposure1 / (exposure1 + exposure2);
  const exact = binomialTest(count1, n, share).twoSided;
  const odds = exposure1 / exposure2;
  const distance = Math.abs(count1 - count2 * odds);
  return {
    exact,
    midP: exact - Math.exp(binomialLogPmf(count1, n, share)) / 2,
    score: 2 * normalCdf(-distance / Math.sqrt(n * odds)),
    wald: 2 * normalCdf(-distance / Math.sqrt(count1 + count2 * odds * odds)),
  };
}

/**
 * The E-test (Krishnamoorthy and Thomson 2004) on the score: the chance, at the common rate that was estimated, of
 * counts at least as far apart; 1 without events. O(count1 · count2), so for counts up to some thousands.
 */
export function equalRatesByEstimate({ count1, exposure1, count2, exposure2 }: TwoRates): number {
  const n = count1 + count2;
  if (n === 0) return 1;
  const odds = exposure1 / exposure2;
  const scoreOf = (a: number, b: number): number =>
    a + b > 0 ? Math.abs(a - b * odds) / Math.sqrt((a + b) * odds) : 0;
  const observed = scoreOf(count1, count2) * (1 - 1e-12);
  const rate = n / (exposure1 + exposure2);
  const [mean1, mean2] = [rate * exposure1, rate * exposure2];
  const last1 = poissonQuantile(1 - 1e-15, mean1) + 10;
  const last2 = poissonQuantile(1 - 1e-15, mean2) + 10;
  let total = 0;
  for (let a = 0; a <= last1; a++) {
    const first = poissonLogPmf(a, mean1);
    for (let b = 0; b <= last2; b++) if (scoreOf(a, b) >= observed) total += Math.exp(first + poissonLogPmf(b, mean2));
  }
  return Math.min(1, total);
}

function oddsOf([low, high]: Bounds, { exposure1, exposure2 }: TwoRates): Bounds {
  const odds = (share: number): number => (share < 1 ? (share / (1 - share)) * (exposure2 / exposure1) : Infinity);
  return [odds(low), odds(high)];
}
