/**
 * How honest the gate is: promotions of a challenger that is equal to the champion (A/A), and of one that is worse by
 * the margin, in drawn worlds where that is known, and in draws from 50,000 car loans with a real model's answers, on
 * which challengers are made that are worse by exactly so much. Guards are slices, judged at twice the margin.
 * A false refusal is `fail` of an equal model, a false promotion `pass` or `warn` of one that is worse by the margin
 * (over all rows, or by twice of it in a guard). Exit 1 where the lower 95 % bound of a rate is above 5 %.
 * HOLDFAST_BENCH_DRAWS sets the draws of each world (2,000), HOLDFAST_BENCH_WORLDS one half of them: drawn or loans.
 */
import { wilson } from '@holdfast/core/stats/proportion.ts';
import type { Verdict } from '@holdfast/core/verdict/judge.ts';
import { shared } from '../test/shared.ts';
import { challengerFor, promotedLoan, readLoans } from './promotions/car-loan.ts';
import { promoted, type World } from './promotions/worlds.ts';

const DRAWS = Number(process.env['HOLDFAST_BENCH_DRAWS'] ?? 2000);
const LEVEL = 0.05;
const LOSSES = { nowhere: 'none (A/A)', all: 'the margin', slice: 'twice in a guard' } as const;

const worlds: readonly World[] = [
  { metric: 'accuracy', margin: 0.02, n: 2000, loss: 0, lossIn: 'all', isByDay: false },
  { metric: 'accuracy', margin: 0.005, n: 8000, loss: 0, lossIn: 'all', isByDay: false },
  { metric: 'accuracy', margin: 0.02, n: 4000, loss: 0, lossIn: 'all', isByDay: true },
  { metric: 'roc-auc', margin: 0.02, n: 2000, loss: 0, lossIn: 'all', isByDay: false },
  { metric: 'mae', margin: 0.05, n: 1000, loss: 0, lossIn: 'all', isByDay: false },
];

process.stdout.write(`${DRAWS} draws of each world; a rate with its 95 % interval, of 100\n`);
process.stdout.write(`${'world'.padEnd(38)} ${'true loss'.padEnd(16)} pass  warn  fail  unknown  wrong\n`);
const asked = process.env['HOLDFAST_BENCH_WORLDS'] ?? '';
for (const world of asked === 'loans' ? [] : worlds) {
  const slice = { ...world, loss: (2 * world.margin) / 4, lossIn: 'slice' as const };
  for (const one of [world, { ...world, loss: world.margin }, slice]) {
    const { metric, n, margin, isByDay } = one;
    const worse = one.loss === 0 ? 'nowhere' : one.lossIn;
    told(`${metric}, n ${n}, margin ${margin}${isByDay ? ', by day' : ''}`, worse, (seed) => promoted(one, seed));
  }
}
if (asked !== 'drawn') await loans();

/** The same with real rows as the population: loans for cars. */
async function loans(): Promise<void> {
  const path = shared('data/nannyml_car_loan/reference.parquet');
  if (path === null) return void process.stdout.write('car loans are not there\n');
  const population = await readLoans(path);
  for (const { metric, margin, n } of [
    { metric: 'accuracy', margin: 0.01, n: 2000 },
    { metric: 'accuracy', margin: 0.005, n: 8000 },
    // Fewer rows of a guard would be resampled, a quarter of a second for each draw.
    { metric: 'roc-auc', margin: 0.01, n: 6000 },
  ] as const) {
    for (const worse of ['nowhere', 'all', 'slice'] as const) {
      const one = { metric, margin, n, worse };
      const pair = challengerFor(population, one);
      const name = `car loans, ${metric}, n ${n}, ${pair.margin.toFixed(4)}`;
      told(name, worse, (seed) => promotedLoan(population, pair, one, seed));
    }
  }
}

function told(name: string, worse: keyof typeof LOSSES, verdictOf: (seed: number) => Verdict): void {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0 };
  for (let seed = 1; seed <= DRAWS; seed++) counts[verdictOf(seed)]++;
  const isEqual = worse === 'nowhere';
  const wrong = isEqual ? counts.fail : counts.pass + counts.warn;
  const [low, high] = wilson(wrong, DRAWS, 1.96);
  const of100 = (share: number): string => (100 * share).toFixed(1);
  const shares = [counts.pass, counts.warn, counts.fail, counts.unknown].map((n) => of100(n / DRAWS).padStart(5));
  const rate = `${of100(wrong / DRAWS)} (${of100(low)} to ${of100(high)}) ${isEqual ? 'refused' : 'promoted'}`;
  process.stdout.write(`${name.padEnd(38)} ${LOSSES[worse].padEnd(16)}${shares.join(' ')}    ${rate}\n`);
  if (low > LEVEL) process.exitCode = 1;
}
