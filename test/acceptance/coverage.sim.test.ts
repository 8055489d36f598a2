// T21 in small: intervals hold the truth in as many simulations as chance allows. All of it: npm run bench -- coverage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResampled } from '../../bench/coverage/plan.ts';
import { type Cell, simulate, worldText } from '../../bench/coverage/simulate.ts';
import type { World } from '../../bench/coverage/worlds.ts';

const PROBED = 6;
const SIMULATIONS = 54;
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
  { world: world('multiclass', 0.5), n: 60, only: ['prediction-entropy'] },
  { world: world('binary', 0.02, 20), n: 1500, only: ['roc-auc'] },
  { world: world('binary', 0.1), n: 200, only: ['recall', 'log-loss', 'cost-per-row', 'partial-roc-auc'] },
  { world: world('binary', 0.5, 40), n: 400, only: ['accuracy', 'roc-auc', 'brier', 'mean-score'] },
  { world: world('binary', 0.5, 10), n: 200, only: ['accuracy', 'roc-auc', 'brier', 'f1'] },
  { world: { ...world('binary', 0.1), isWeighted: true }, n: 300, only: ['accuracy', 'f1', 'roc-auc', 'brier'] },
  { world: world('multiclass', 0.5), n: 200, only: ['top-k-accuracy', 'multiclass-log-loss', 'f1', 'roc-auc'] },
  { world: world('regression', 0.5), n: 120, only: ['mae', 'rmsle', 'crps', 'rmse'] },
  { world: world('forecast', 0.5), n: 700, only: ['mae', 'pinball', 'interval-score'] },
  { world: world('ranking', 0.5), n: 600, only: ['ndcg', 'reciprocal-rank', 'dcg'] },
];

/** A few simulations of everything, then the rest of what is not resampled. */
function cellsOf({ world: like, n, only }: Case): readonly Cell[] {
  const job = { world: like, n, only, populationRows: 150_000, batch: 0 };
  const first = simulate({ ...job, kind: 'probe', simulations: PROBED, truths: null });
  const quick = first.filter((cell) => !isResampled(cell));
  const truths = Object.fromEntries(quick.map(({ metric, truth }) => [metric, truth]));
  return [...first, ...simulate({ ...job, kind: 'rows', simulations: SIMULATIONS, truths })];
}

for (const one of CASES) {
  test(`intervals hold the truth: ${worldText(one.world)}, ${one.n}`, () => {
    const cells = cellsOf(one);
    assert.ok(cells.length >= one.only.length, `${cells.length} numbers`);
    for (const { metric, asked, covered, gaps } of cells) {
      assert.ok(gaps <= (asked + gaps) / 5, `${metric}: ${gaps} gaps`);
      assert.ok(covered >= fewestOf(asked), `${metric}: ${covered} of ${asked}`);
    }
  });
}

test('with four positives in two hundred rows a number that is no count has no interval', () => {
  const only = ['roc-auc', 'log-loss', 'mcc'];
  const like = { world: world('binary', 0.02), n: 200, only, populationRows: 100_000 };
  const cells = simulate({ ...like, kind: 'probe', batch: 0, simulations: 20, truths: null });
  for (const { metric, gaps } of cells) assert.ok(gaps >= 18, `${metric}: ${gaps} of 20 gaps`);
});
