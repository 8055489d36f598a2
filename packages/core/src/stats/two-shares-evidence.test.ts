import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binomialLogPmf } from './binomial.ts';
import { logEvidenceTwoShares, type ShareBlock } from './two-shares-evidence.ts';

const near = (found: number, want: number): void => assert.ok(Math.abs(found - want) < 1e-12, `${found}, not ${want}`);
const block = (hits: number, n: number, otherHits: number, others: number): ShareBlock => ({
  first: { hits, n },
  second: { hits: otherHits, n: others },
});

test('two blocks give what is worked out by hand; one side alone gives nothing', () => {
  assert.equal(logEvidenceTwoShares([block(3, 4, 0, 0)]), 0);
  // The first block finds both sides at 1/2. Then the sides are at (.18 + 2) / 2.36 and .18 / 2.36.
  const [p, q] = [2.18 / 2.36, 0.18 / 2.36];
  const both = (p + 2 * q) / 3;
  const want = Math.log(p / both) + Math.log(q / both) + Math.log((1 - q) / (1 - both));
  near(logEvidenceTwoShares([block(2, 2, 0, 2), block(1, 1, 1, 2)]), want);
});

test('while the shares are one it is at most 1 on average, by every outcome of three blocks', () => {
  for (const share of [0.1, 0.5, 0.93]) {
    let mean = 0;
    for (let outcome = 0; outcome < 6 ** 3; outcome++) {
      const digits = [outcome % 6, Math.floor(outcome / 6) % 6, Math.floor(outcome / 36)];
      // Two rows on the first side, one on the second: 3 x 2 outcomes a block.
      const blocks = digits.map((own) => block(own % 3, 2, own < 3 ? 0 : 1, 1));
      const log = blocks.reduce(
        (sum, { first, second }) => sum + binomialLogPmf(first.hits, 2, share) + binomialLogPmf(second.hits, 1, share),
        0,
      );
      mean += Math.exp(log + logEvidenceTwoShares(blocks));
    }
    assert.ok(mean <= 1 + 1e-12 && mean > 0.8, `${share}: ${mean}`);
  }
});
