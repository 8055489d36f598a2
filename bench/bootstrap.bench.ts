/**
 * 2,000 bootstrap resamples on a million rows: exact for metrics of counts (a cell of equal rows is drawn at once), on
 * 512 bins of the score for metrics of scores, by influence for the rest. Budget 2 s of computing each; beside it the
 * error: the deviation against that of the influence of all rows (DeLong's for the area), which 2,000 resamples know
 * within 1.6 %; and what as many resamples of the rows themselves would take, from three of them.
 */
import { defaults, isGap } from '@holdfast/core/catalogue/define.ts';
import { entryById } from '@holdfast/core/catalogue/index.ts';
import { compress } from '@holdfast/core/measure/compress.ts';
import { quantity } from '@holdfast/core/measure/entry-quantity.ts';
import { linearBounds } from '@holdfast/core/measure/linear-bounds.ts';
import { partOf } from '@holdfast/core/measure/part.ts';
import type { Quantity } from '@holdfast/core/measure/quantity.ts';
import { resampledValues } from '@holdfast/core/measure/resample.ts';
import { binnedScores } from '@holdfast/core/measure/score-bins.ts';
import { spreadOf } from '@holdfast/core/measure/spread.ts';
import { thin } from '@holdfast/core/measure/thin.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import type { Rows } from '@holdfast/core/table/rows.ts';
import { rowsOf } from './coverage/worlds.ts';

const ROWS = Number(process.env['HOLDFAST_BENCH_ROWS'] ?? 1_000_000);
const DRAWS = 2000;
const SLOW_DRAWS = 3;
const LIMIT_SECONDS = 2;
/** How far the deviation may be off, the chance of the resamples with it. */
const LIMIT_ERROR = 0.08;
const BINS = 512;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const computed = <T>(run: () => T): { readonly found: T; readonly seconds: number } => {
  const start = process.cpuUsage();
  const found = run();
  const { user, system } = process.cpuUsage(start);
  return { found, seconds: (user + system) / 1e6 };
};
const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
};
const resample = (q: Quantity, rows: Rows, draws: number): readonly number[] =>
  resampledValues(q, rows, { seed: 7, draws }) ?? [];

const rows = partOf(rowsOf({ task: 'binary', baseRate: 0.1, days: 0, isWeighted: false }, ROWS, makeRandom(3)), null);
say(`${ROWS} rows, ${DRAWS} resamples`);

/** How a metric is resampled, and the deviation that it gets. */
function cheaply(id: string, q: Quantity): { how: string; run: () => number } {
  const counted = compress(rows, q.touches);
  if (counted.isCounted) return { how: 'counts', run: () => deviation(resample(q, counted, DRAWS)) };
  if (id === 'brier' || id === 'log-loss' || id === 'mean-score')
    return { how: 'influence', run: () => byInfluence(q) };
  return { how: `${BINS} bins`, run: () => deviation(resample(q, binnedScores(rows, BINS), DRAWS)) };
}

/** From the bounds at one deviation on both sides. */
function byInfluence(q: Quantity): number {
  const few = thin(rows, q.touches) ?? rows;
  const estimate = q.of(few, 'influence');
  if (isGap(estimate) || estimate.influence === null) return Number.NaN;
  const bounds = linearBounds(estimate, spreadOf(estimate.influence, few), 7)?.([0.15865525, 0.84134475]);
  return bounds ? (bounds[1] - bounds[0]) / 2 : Number.NaN;
}

let isGood = true;
for (const id of [
  ...['accuracy', 'recall', 'precision', 'f1', 'mcc', 'kappa'],
  ...['roc-auc', 'average-precision', 'ks-statistic', 'h-measure', 'gain-at-top', 'partial-roc-auc'],
  ...['brier', 'log-loss', 'mean-score'],
]) {
  const entry = entryById(id);
  if (entry === null) throw new Error(`there is no ${id}`);
  const q = quantity(entry, defaults(entry));
  const { how, run } = cheaply(id, q);
  const { found, seconds } = computed(run);
  const whole = q.of(rows, 'value');
  const binned = how.endsWith('bins') ? q.of(binnedScores(rows, BINS), 'value') : whole;
  const moved = isGap(whole) || isGap(binned) ? Number.NaN : binned.value - whole.value;
  const estimate = q.of(rows, 'influence');
  const influence = isGap(estimate) ? null : estimate.influence;
  const truth = influence ? spreadOf(influence, rows).deviation : Number.NaN;
  const { seconds: slow } = computed(() => resample(q, rows, SLOW_DRAWS));
  const ratio = found / truth;
  if (seconds > LIMIT_SECONDS || Math.abs(ratio - 1) > LIMIT_ERROR) isGood = false;
  say(
    `${id.padEnd(18)} ${how.padEnd(10)} ${seconds.toFixed(2)} s; deviation ${found.toExponential(3)}, ` +
      `${ratio.toFixed(3)} of that of influence; of rows ${((slow * DRAWS) / SLOW_DRAWS).toFixed(0)} s; ` +
      `the value of the bins is ${(moved / truth).toFixed(2)} deviations off`,
  );
}
if (!isGood) process.exitCode = 1;
