/**
 * The promise about false alarms on real tables in which nothing changes: reference and history of a case are pooled
 * and dealt out again, by row or by whole weeks, times and delays kept; then the whole backtest runs. Beside it, on the
 * same copies, what the usual rules would have told. Then a change is planted in the middle of rows so dealt, in one
 * column or in the labels, and counted is how long each takes to tell of it. Exit 1 where the one-sided 95 % lower
 * bound of the number of incidents is above the budget spent. `declared`: rows are declared to be independent, which
 * they are when dealt by row. HOLDFAST_BENCH_SEEDS sets the copies (4; 20 for the record).
 */
import { DEFAULT_POLICY } from '@holdfast/core/control/policy.ts';
import { seasonFor } from '@holdfast/core/evidence/season.ts';
import { rateExact } from '@holdfast/core/stats/poisson-rate.ts';
import { quantileOf } from '@holdfast/core/stats/quantile.ts';
import { autoWindow, windowCount } from '@holdfast/core/table/windows.ts';
import type { History } from '../packages/holdfast/src/drivers/backtest/history.ts';
import { replay } from '../packages/holdfast/src/drivers/backtest/replay.ts';
import type { WatchPlan } from '../packages/holdfast/src/drivers/backtest/watch-plan.ts';
import { watchedOf } from '../packages/holdfast/src/drivers/backtest/watched.ts';
import { shared } from '../test/shared.ts';
import { dealtByRow, dealtByWeek } from './nulls/dealt.ts';
import { caseHistory } from './nulls/history.ts';
import { type Planted, plant } from './nulls/planted.ts';
import { type Alarm, RULES, type Rule, usualRules } from './nulls/rules.ts';

const SEEDS = Number(process.env['HOLDFAST_BENCH_SEEDS'] ?? 4);
/** Each with a column of numbers that is moved. */
const CASES = [
  ['elec2-price', 'nswdemand'],
  ['bike-demand', 'temp'],
  ['pm25-class', 'TEMP'],
  ['taxi-fare', 'trip_distance'],
  ['nannyml_car_loan', 'debt_to_income_ratio'],
] as const;
const BUDGET = { falseAlarms: 1, perMs: 90 * 86_400_000 };
const run = { signal: new AbortController().signal, onProgress: () => {} };
const seeds = Array.from({ length: SEEDS }, (_, k) => k + 1);

interface Outcome {
  readonly incidents: readonly number[];
  readonly spent: number;
  readonly alarms: readonly Alarm[];
  readonly windowMs: number;
  readonly starts: readonly number[];
}

async function played(dealt: History): Promise<Outcome> {
  const windowMs = autoWindow(dealt.history.times);
  const watched = watchedOf(dealt, windowMs);
  const referenceMs = windowCount(dealt.reference.times, windowMs) * windowMs;
  const season = seasonFor({ windowMs, referenceMs });
  const rest = { rowsMin: 30, budget: BUDGET, policy: DEFAULT_POLICY, contractDigest: 'none' };
  const plan: WatchPlan = { windowMs, season, labelDelayMs: dealt.labelDelay.ms, ...rest };
  const replayed = await replay(dealt, watched, plan, run);
  return {
    incidents: replayed.incidents.map(({ at }) => at),
    spent: replayed.spent,
    alarms: usualRules(dealt, watched, replayed),
    windowMs,
    starts: replayed.windows.map(({ window }) => window.start),
  };
}

const cells = (found: readonly string[]): string => found.map((cell) => cell.padStart(14)).join(' ');

async function nulls(name: string, history: History): Promise<void> {
  for (const by of ['row', 'week', 'row, declared'] as const) {
    const sums = new Map<Rule, number>();
    let [incidents, spent] = [0, 0];
    for (const seed of seeds) {
      const dealt = by === 'week' ? dealtByWeek(history, seed) : dealtByRow(history, seed);
      const one = await played({ ...dealt, independentRows: by === 'row, declared' ? null : [] });
      incidents += one.incidents.length;
      spent += one.spent;
      for (const { rule } of one.alarms) sums.set(rule, (sums.get(rule) ?? 0) + 1);
    }
    const [lower] = rateExact(incidents, 1, 0.9);
    const others = RULES.map((rule) => String(sums.get(rule) ?? 0));
    process.stdout.write(
      `${`${name}, ${by}`.padEnd(32)} ${cells([String(incidents), spent.toFixed(1), lower.toFixed(1), ...others])}\n`,
    );
    if (lower > spent) process.exitCode = 1;
  }
}

/** Windows from the change to the first alarm after it, the middle one of all copies; those that never told as such. */
async function delays(name: string, history: History, column: string): Promise<void> {
  for (const what of ['inputs', 'outcomes'] as const satisfies readonly Planted[]) {
    const found = new Map<string, number[]>();
    for (const seed of seeds) {
      const dealt = dealtByRow(history, seed);
      const windowMs = autoWindow(dealt.history.times);
      const first = dealt.history.times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
      const from = first + windowMs * Math.floor(windowCount(dealt.history.times, windowMs) / 2);
      const changed = plant(dealt, what, { column, from });
      const one = await played({ ...changed, independentRows: [] });
      const declared = await played({ ...changed, independentRows: null });
      const told = (at: readonly number[]): number =>
        (at.filter((time) => time > from).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) - from) / windowMs;
      const add = (key: string, at: readonly number[]): unknown =>
        found.set(key, [...(found.get(key) ?? []), told(at)]);
      add('ours', one.incidents);
      add('rows declared', declared.incidents);
      for (const rule of RULES) {
        const own = one.alarms.filter((alarm) => alarm.rule === rule && (alarm.column ?? column) === column);
        add(
          rule,
          own.map(({ at }) => at),
        );
      }
    }
    const shown = ['ours', 'rows declared', ...RULES].map((key) => {
      const all = found.get(key) ?? [];
      const seen = all.filter(Number.isFinite).length;
      const middle = quantileOf(Float64Array.from(all).sort(), 0.5, 'nearest') ?? Number.POSITIVE_INFINITY;
      return `${Number.isFinite(middle) ? middle.toFixed(1) : 'never'} (${seen}/${all.length})`;
    });
    process.stdout.write(`${`${name}, ${what}`.padEnd(32)} ${cells(shown)}\n`);
  }
}

const folder = shared('.');
if (folder === null) {
  process.stdout.write('skipped: the shared folder is not there\n');
} else {
  const read = new Map<string, History>();
  for (const [name] of CASES) read.set(name, await caseHistory(folder, name));
  process.stdout.write(`${'nothing changes'.padEnd(32)} ${cells(['incidents', 'spent', 'lower', ...RULES])}\n`);
  for (const [name, history] of read) await nulls(name, history);
  process.stdout.write(`\n${'windows until told'.padEnd(32)} ${cells(['ours', 'rows declared', ...RULES])}\n`);
  for (const [name, column] of CASES) await delays(name, read.get(name)!, column); // ! read above
}
