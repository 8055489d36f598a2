/**
 * The promise about false alarms on real tables in which nothing changes: reference and history of a case are pooled
 * and dealt out again, by row or by whole weeks, times and delays kept; then the whole backtest runs. Beside it, on the
 * same copies, what the usual rules would have told. Exit 1 where the one-sided 95 % lower bound of the number of
 * incidents is above the budget spent. HOLDFAST_BENCH_SEEDS sets the copies (4; 20 for the record).
 */
import { DEFAULT_POLICY } from '@holdfast/core/control/policy.ts';
import { seasonFor } from '@holdfast/core/evidence/season.ts';
import { rateExact } from '@holdfast/core/stats/poisson-rate.ts';
import { autoWindow, windowCount } from '@holdfast/core/table/windows.ts';
import { replay } from '../packages/holdfast/src/drivers/backtest/replay.ts';
import type { WatchPlan } from '../packages/holdfast/src/drivers/backtest/watch-plan.ts';
import { watchedOf } from '../packages/holdfast/src/drivers/backtest/watched.ts';
import { shared } from '../test/shared.ts';
import { dealtByRow, dealtByWeek } from './nulls/dealt.ts';
import { caseHistory } from './nulls/history.ts';
import { usualRules } from './nulls/rules.ts';

const SEEDS = Number(process.env['HOLDFAST_BENCH_SEEDS'] ?? 4);
const CASES = ['elec2-price', 'bike-demand', 'pm25-class'];
const BUDGET = { falseAlarms: 1, perMs: 90 * 86_400_000 };
const run = { signal: new AbortController().signal, onProgress: () => {} };

const models = shared('models');
if (models === null) {
  process.stdout.write('skipped: the shared folder with models is not there\n');
} else {
  process.stdout.write(
    `${'case, dealt by'.padEnd(24)} incidents  spent  lower   PSI > .2   KS p < .05   mean ± 3 sd\n`,
  );
  for (const name of CASES) {
    const history = await caseHistory(models, name);
    for (const by of ['row', 'week'] as const) {
      const sums = { incidents: 0, spent: 0, psi: 0, ks: 0, threeSigma: 0 };
      for (let seed = 1; seed <= SEEDS; seed++) {
        const dealt = by === 'row' ? dealtByRow(history, seed) : dealtByWeek(history, seed);
        const windowMs = autoWindow(dealt.history.times);
        const watched = watchedOf(dealt, windowMs);
        const referenceMs = windowCount(dealt.reference.times, windowMs) * windowMs;
        const season = seasonFor({ windowMs, referenceMs });
        const rest = { rowsMin: 30, budget: BUDGET, policy: DEFAULT_POLICY, contractDigest: 'none' };
        const plan: WatchPlan = { windowMs, season, labelDelayMs: dealt.labelDelay.ms, ...rest };
        const replayed = await replay(dealt, watched, plan, run);
        const rules = usualRules(dealt, watched, replayed);
        sums.incidents += replayed.incidents.length;
        sums.spent += replayed.spent;
        sums.psi += rules.psi;
        sums.ks += rules.ks;
        sums.threeSigma += rules.threeSigma;
      }
      const [lower] = rateExact(sums.incidents, 1, 0.9);
      const cells = [String(sums.incidents), sums.spent.toFixed(1), lower.toFixed(1)].map((cell) => cell.padStart(6));
      const others = [sums.psi, sums.ks, sums.threeSigma].map((count) => String(count).padStart(10));
      process.stdout.write(`${`${name}, ${by}`.padEnd(24)}    ${cells.join(' ')} ${others.join('  ')}\n`);
      if (lower > sums.spent) process.exitCode = 1;
    }
  }
}
