// T21 in small: intervals hold the truth in as many simulations as chance allows. All of it: npm run bench -- coverage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { worldText } from '../../bench/coverage/cells.ts';
import { simulate } from '../../bench/coverage/simulate.ts';
import type { World } from '../../bench/coverage/worlds.ts';

const SIMULATIONS = 60;
/** Coverage of 95 % falls below this in fewer than one run of a thousand; the seeds are fixed. */
const fewestOf = (asked: number): number => Math.floor(asked * 0.95 - 3.1 * Math.sqrt(asked * 0.95 * 0.05));

interface Case {
  readonly world: World;
  readonly n: number;
  readonly only: readonly string[];
}

const world = (task: World['task'], baseRate: number, days = 0): World => ({ task, baseRate, days, isWeighted: false });
const CASES: readonly Case[] = [
  { world: world('binary', 0.5), n: 200, only: ['accuracy', 'f1', 'roc-auc', 'brier', 'jaccard', 'gain-at-top'] },
  { world: world('binary', 0.1), n: 200, only: ['recall', 'log-loss', 'cost-per-row', 'partial-roc-auc'] },
  { world: world('binary', 0.5, 40), n: 400, only: ['accuracy', 'roc-auc', 'brier', 'mean-score'] },
  { world: world('binary', 0.5, 10), n: 200, only: ['accuracy', 'roc-auc', 'brier', 'f1'] },
  { world: { ...world('binary', 0.1), isWeighted: true }, n: 300, only: ['accuracy', 'f1', 'roc-auc', 'brier'] },
  { world: world('multiclass', 0.5), n: 200, only: ['top-k-accuracy', 'multiclass-log-loss', 'f1', 'roc-auc'] },
  { world: world('regression', 0.5), n: 120, only: ['mae', 'rmsle', 'crps', 'rmse'] },
  { world: world('forecast', 0.5), n: 400, only: ['mae', 'pinball', 'interval-score'] },
  { world: world('ranking', 0.5), n: 800, only: ['ndcg', 'reciprocal-rank', 'dcg'] },
];

for (const { world: like, n, only } of CASES) {
  const name = `${worldText(like)}, ${n}`;
  test(`intervals hold the truth: ${name}`, () => {
    const cells = simulate({ world: like, n, simulations: SIMULATIONS, only, trueRows: 200_000, every: 10 });
    assert.ok(cells.length >= only.length, `${cells.length} numbers`);
    for (const { metric, asked, covered, gaps } of cells) {
      assert.ok(gaps <= SIMULATIONS / 10, `${metric}: ${gaps} gaps`);
      assert.ok(covered >= fewestOf(asked), `${metric}: ${covered} of ${asked}`);
    }
  });
}

test('with four positives in two hundred rows a number that is no count has no interval', () => {
  const only = ['roc-auc', 'log-loss', 'mcc'];
  const cells = simulate({ world: world('binary', 0.02), n: 200, simulations: 20, only, trueRows: 100_000 });
  for (const { metric, gaps } of cells) assert.ok(gaps >= 18, `${metric}: ${gaps} of 20 gaps`);
});
