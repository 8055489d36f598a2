import type { Bounds } from './proportion.ts';
import { rootOf } from './solve.ts';
import type { TwoShares } from './two-shares.ts';

// Intervals of the ratio of two shares and of the ratio of their odds, 0 to Infinity; `z` is the normal quantile of
// one end. What needs a logarithm of a count is null where that count is 0.

/** The normal interval of the log ratio (Katz et al. 1978); `added` rows in both counts (1/2 is Walter's). */
export function ratioLog({ k1, n1, k2, n2 }: TwoShares, z: number, { added }: { added: number }): Bounds | null {
  const [a, b, c, d] = [k1 + added, n1 + added, k2 + added, n2 + added];
  if (a === 0 || c === 0) return null;
  return around(a / b / (c / d), z * Math.sqrt(1 / a - 1 / b + 1 / c - 1 / d));
}

/** The normal interval of the log odds ratio (Woolf 1955); `added` rows in each of the four cells (1/2 is Gart's). */
export function oddsRatioLogit({ k1, n1, k2, n2 }: TwoShares, z: number, { added }: { added: number }): Bounds | null {
  const [a, b, c, d] = [k1 + added, n1 - k1 + added, k2 + added, n2 - k2 + added];
  if (a === 0 || b === 0 || c === 0 || d === 0) return null;
  return around((a / b) * (d / c), z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d));
}

/** The score interval of the ratio (Miettinen and Nurminen 1985); null where no row counts on either side. */
export function ratioScore(shares: TwoShares, z: number): Bounds | null {
  const { k1, n1, k2, n2 } = shares;
  if (k1 + k2 === 0) return null;
  const distance = (ratio: number): number => {
    const linear = n1 * ratio + k1 + n2 + k2 * ratio;
    const root = Math.sqrt(Math.max(0, linear * linear - 4 * (n1 + n2) * ratio * (k1 + k2)));
    // The smaller root, in the form that does not cancel.
    const second = (2 * (k1 + k2)) / (linear + root);
    const first = Math.min(1, ratio * second);
    const variance = (first * (1 - first)) / n1 + (ratio * ratio * second * (1 - second)) / n2;
    return scoreOf(k1 / n1 - (ratio * k2) / n2, variance, n1 + n2);
  };
  return logBounds(distance, z, { isOpenLow: k1 > 0, isOpenHigh: k2 > 0 });
}

/** The score interval of the odds ratio (Miettinen and Nurminen 1985); null where all rows are alike. */
export function oddsRatioScore(shares: TwoShares, z: number): Bounds | null {
  const { k1, n1, k2, n2 } = shares;
  const counted = k1 + k2;
  if (counted === 0 || counted === n1 + n2) return null;
  const distance = (ratio: number): number => {
    const linear = n1 * ratio + n2 - counted * (ratio - 1);
    const root = Math.sqrt(linear * linear + 4 * n2 * (ratio - 1) * counted);
    const isRising = linear > 0;
    // The same root in the form that does not cancel.
    const second = isRising ? (2 * counted) / (linear + root) : (root - linear) / (2 * n2 * (ratio - 1));
    // The margins stay as they are: counted = n1 first + n2 second.
    const first = Math.min(1, Math.max(0, (counted - n2 * second) / n1));
    const information = 1 / (1 / (n1 * first * (1 - first)) + 1 / (n2 * second * (1 - second)));
    return scoreOf(k1 - n1 * first, information, n1 + n2);
  };
  return logBounds(distance, z, { isOpenLow: k1 > 0 && k2 < n2, isOpenHigh: k2 > 0 && k1 < n1 });
}

function scoreOf(distance: number, variance: number, rows: number): number {
  return variance > 0 ? distance / Math.sqrt((variance * rows) / (rows - 1)) : Math.sign(distance) * 1e10;
}

/** Where a score that falls with the ratio passes z and -z; 0 and Infinity where a zero count leaves an end open. */
function logBounds(
  score: (ratio: number) => number,
  z: number,
  { isOpenLow, isOpenHigh }: { isOpenLow: boolean; isOpenHigh: boolean },
): Bounds {
  const passes = (level: number): number =>
    Math.exp(rootOf((log) => score(Math.exp(log)) - level, { low: -60, high: 60 }));
  return [isOpenLow ? passes(z) : 0, isOpenHigh ? passes(-z) : Infinity];
}

function around(ratio: number, half: number): Bounds {
  return [ratio * Math.exp(-half), ratio * Math.exp(half)];
}
