/** Hits among rows of two sides that came together, and so on, one block after the other. */
export interface ShareBlock {
  readonly first: { readonly hits: number; readonly n: number };
  readonly second: { readonly hits: number; readonly n: number };
}

/** What is believed before any block: hits and misses that the prior is worth. */
const PRIOR = 0.18;

/**
 * Evidence that two shares differ, fresh rows on both sides in every block: the logarithm of an e-value, at most 1 on
 * average as long as the shares are one, whatever that is and whenever one stops. Each block is bet on by what the
 * blocks before it say of both sides, against their mean by the rows of the block. A block without one of the sides
 * says nothing. Source: Turner, Ly and Grünwald 2021, https://arxiv.org/abs/2106.02693; STATISTICS 2.2 (e). O(blocks).
 */
export function logEvidenceTwoShares(blocks: readonly ShareBlock[]): number {
  let total = 0;
  const [first, second] = [
    { hits: PRIOR, n: 2 * PRIOR },
    { hits: PRIOR, n: 2 * PRIOR },
  ];
  for (const { first: a, second: b } of blocks) {
    if (a.n === 0 || b.n === 0) continue;
    const [p, q] = [first.hits / first.n, second.hits / second.n];
    const both = (a.n * p + b.n * q) / (a.n + b.n);
    total += growth(a, p, both) + growth(b, q, both);
    first.hits += a.hits;
    first.n += a.n;
    second.hits += b.hits;
    second.n += b.n;
  }
  return total;
}

const growth = ({ hits, n }: ShareBlock['first'], p: number, against: number): number =>
  hits * Math.log(p / against) + (n - hits) * Math.log((1 - p) / (1 - against));
