/**
 * How honest the gate is: promotions of a challenger that is equal to the champion (A/A), and of one that is worse by
 * the margin, in drawn worlds where that is known. Both guards are quarters of the rows, judged at twice the margin.
 * A false refusal is `fail` of an equal model, a false promotion `pass` or `warn` of one that is worse by the margin
 * (over all rows, or by twice of it in a guard). Exit 1 where the lower 95 % bound of a rate is above 5 %.
 * HOLDFAST_BENCH_DRAWS sets the draws of each world (2,000).
 */
import { wilson } from '@holdfast/core/stats/proportion.ts';
import { promoted, type World } from './promotions/worlds.ts';

const DRAWS = Number(process.env['HOLDFAST_BENCH_DRAWS'] ?? 2000);
const LEVEL = 0.05;

const worlds: readonly World[] = [
  { metric: 'accuracy', margin: 0.02, n: 2000, loss: 0, lossIn: 'all', isByDay: false },
  { metric: 'accuracy', margin: 0.005, n: 8000, loss: 0, lossIn: 'all', isByDay: false },
  { metric: 'accuracy', margin: 0.02, n: 4000, loss: 0, lossIn: 'all', isByDay: true },
  { metric: 'roc-auc', margin: 0.02, n: 2000, loss: 0, lossIn: 'all', isByDay: false },
  { metric: 'mae', margin: 0.05, n: 1000, loss: 0, lossIn: 'all', isByDay: false },
];

process.stdout.write(`${DRAWS} draws of each world; a rate with its 95 % interval, of 100\n`);
process.stdout.write(`${'world'.padEnd(38)} ${'true loss'.padEnd(16)} pass  warn  fail  unknown  wrong\n`);
for (const world of worlds) {
  const slice = { ...world, loss: (2 * world.margin) / 4, lossIn: 'slice' as const };
  for (const one of [world, { ...world, loss: world.margin }, slice]) told(one);
}

function told(world: World): void {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0 };
  for (let seed = 1; seed <= DRAWS; seed++) counts[promoted(world, seed)]++;
  const isEqual = world.loss === 0;
  const wrong = isEqual ? counts.fail : counts.pass + counts.warn;
  const [low, high] = wilson(wrong, DRAWS, 1.96);
  const of100 = (share: number): string => (100 * share).toFixed(1);
  const name = `${world.metric}, n ${world.n}, margin ${world.margin}${world.isByDay ? ', by day' : ''}`;
  const loss = isEqual ? 'none (A/A)' : world.lossIn === 'all' ? 'the margin' : 'twice in a guard';
  const shares = [counts.pass, counts.warn, counts.fail, counts.unknown].map((n) => of100(n / DRAWS).padStart(5));
  const rate = `${of100(wrong / DRAWS)} (${of100(low)} to ${of100(high)}) ${isEqual ? 'refused' : 'promoted'}`;
  process.stdout.write(`${name.padEnd(38)} ${loss.padEnd(16)}${shares.join(' ')}    ${rate}\n`);
  if (low > LEVEL) process.exitCode = 1;
}
