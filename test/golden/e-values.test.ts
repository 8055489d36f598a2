// E-values from counts against 50 digits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binomialLogPmf } from '../../packages/core/src/stats/binomial.ts';
import { logEvidenceAbove } from '../../packages/core/src/stats/share-evidence.ts';
import { needsShared, shared } from '../shared.ts';
import { readGolden, Tally } from './tally.ts';

test('the evidence that a share is above a bound is that of golden', needsShared, (context) => {
  const cases = readGolden(shared('golden/b-sequential.json') ?? assert.fail('needs golden'));
  const golden = cases.find(({ name }) => name === 'bernoulli_materiality_log_e_plus') ?? assert.fail('a case');
  const tally = new Tally();
  const asked = golden.input['n_k_u'] as [number, number, number][]; // as: its form
  const found = asked.map(([n, k, most]) => logEvidenceAbove(k, n, most));
  tally.compare('log e', found, golden.output, golden.tolerance);
  tally.report(context, 'evidence above a share');
});

test('at the bound it is 1 on average, and below it less', () => {
  const mean = (n: number, p: number, most: number): number => {
    let total = 0;
    for (let k = 0; k <= n; k++) total += Math.exp(binomialLogPmf(k, n, p) + logEvidenceAbove(k, n, most));
    return total;
  };
  for (const n of [1, 5, 40, 300]) {
    for (const most of [0.01, 0.05, 0.3, 0.5, 0.9]) {
      const at = mean(n, most, most);
      assert.ok(Math.abs(at - 1) < 1e-10, `${n} ${most}: ${at}`);
      for (const part of [0.2, 0.7, 0.95]) {
        const below = mean(n, part * most, most);
        assert.ok(below < 1, `${n} ${part} of ${most}: ${below}`);
      }
    }
  }
});
