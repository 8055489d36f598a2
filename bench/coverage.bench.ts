/**
 * How often 95 % intervals hold the truth (T21): every metric of the catalogue on simulated rows, by size, base rate
 * and method, independent and by day. Minutes by default; HOLDFAST_BENCH_FULL=1 makes 5,000 simulations of each cell,
 * HOLDFAST_BENCH_SIMULATIONS any number, HOLDFAST_BENCH_WORKERS processes (1), HOLDFAST_BENCH_TASKS some tasks,
 * HOLDFAST_BENCH_SIZES and HOLDFAST_BENCH_METRICS some sizes and entries, HOLDFAST_BENCH_OUT a file for the whole table
 * as JSON lines. Fails where a cell of 200 rows or more is under 93 %, beyond the chance of the simulation, and no gap.
 */
import { fork } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cell, Job } from './coverage/simulate.ts';
import type { World } from './coverage/worlds.ts';

const { env } = process;
const list = (name: string): readonly string[] | null => env[name]?.split(',') ?? null;
const FULL = env['HOLDFAST_BENCH_FULL'] === '1';
const SIMULATIONS = Number(env['HOLDFAST_BENCH_SIMULATIONS'] ?? (FULL ? 5000 : 100));
const WORKERS = Number(env['HOLDFAST_BENCH_WORKERS'] ?? 1);
const ALL: readonly World['task'][] = ['binary', 'multiclass', 'regression', 'ranking'];
const TASKS = ALL.filter((task) => list('HOLDFAST_BENCH_TASKS')?.includes(task) ?? true);
const SIZES = (list('HOLDFAST_BENCH_SIZES') ?? ['20', '50', '200', '1000', '10000']).map(Number);
const BASE_RATES = [0.02, 0.1, 0.5];
/** Under this a method is not to be trusted; STATISTICS 12, T21. */
const LEAST = 0.93;

interface Done {
  readonly job: Job;
  readonly cells: readonly Cell[];
  readonly seconds: number;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Large tables cost more: fewer of them, unless all are asked for. */
const simulationsOf = (n: number): number =>
  FULL ? SIMULATIONS : Math.max(1, Math.round(SIMULATIONS / (n >= 10_000 ? 5 : n >= 1000 ? 2 : 1)));

function jobs(): Job[] {
  const worlds = TASKS.flatMap((task) =>
    BASE_RATES.flatMap((baseRate) =>
      (task === 'ranking' ? [false] : [false, true]).map((days): World => ({ task, baseRate, days })),
    ),
  );
  return worlds.flatMap((world) =>
    SIZES.map((n) => ({
      world,
      n,
      simulations: simulationsOf(n),
      ...(FULL && { trueRows: 4_000_000 }),
      only: list('HOLDFAST_BENCH_METRICS'),
    })),
  );
}

/** Deals the jobs to workers, the next one to who is done first. */
async function run(todo: Job[], onDone: (done: Done) => void): Promise<void> {
  const path = fileURLToPath(new URL('coverage/worker.ts', import.meta.url));
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const worker = fork(path, { execArgv: ['--import', 'tsx'] });
      for (let job = todo.shift(); job !== undefined; job = todo.shift()) {
        const answer = new Promise<Done>((resolve, reject) => {
          worker.once('message', (done) => resolve(done as Done)); // as: what worker.ts sends
          worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
        });
        worker.send(job);
        onDone(await answer);
        worker.removeAllListeners('exit');
      }
      worker.disconnect();
    }),
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const worldText = ({ world, n }: Job): string =>
  `${world.task.padEnd(10)} ${String(world.baseRate).padEnd(4)} ${world.days ? 'days' : 'rows'} n ${String(n).padStart(5)}`;

/** A distance from 0 that chance alone makes larger: it is read against chance, and its card says so. */
const ABOVE_CHANCE = ['expected-calibration-error', 'top-confidence-calibration-error'];

/** Whether a coverage this low, or lower, comes by chance less than once in 200 where 93 % is true. */
const isUnder = ({ covered, asked }: Cell): boolean =>
  asked > 0 && covered / asked < LEAST - 2.6 * Math.sqrt((LEAST * (1 - LEAST)) / asked);

const all = jobs();
const worst: { where: string; cell: Cell; n: number }[] = [];
let [cells, good, seconds] = [0, 0, 0];
say(`${all.length} cells of up to ${SIMULATIONS} simulations, ${WORKERS} at a time`);
await run([...all], (done) => {
  seconds += done.seconds;
  const where = worldText(done.job);
  for (const cell of done.cells) {
    if (env['HOLDFAST_BENCH_OUT'])
      appendFileSync(env['HOLDFAST_BENCH_OUT'], `${JSON.stringify({ ...done.job, ...cell })}\n`);
    // Where most samples give no interval, those that do are odd ones: the answer is a gap.
    if (cell.asked <= cell.gaps || ABOVE_CHANCE.includes(cell.metric)) continue;
    cells++;
    if (!isUnder(cell)) good++;
    else worst.push({ where, cell, n: done.job.n });
  }
  const rates = done.cells.filter(({ asked }) => asked > 0).map(({ covered, asked }) => covered / asked);
  const mean = rates.reduce((a, b) => a + b, 0) / rates.length;
  say(`${where}: mean ${percent(mean)}, least ${percent(Math.min(...rates))}, ${done.seconds.toFixed(1)} s`);
});
say(`\n${good} of ${cells} numbers hold 93 % or more, or may; ${seconds.toFixed(0)} s of computing. Under it:`);
for (const { where, cell } of worst.sort((a, b) => a.cell.covered / a.cell.asked - b.cell.covered / b.cell.asked)) {
  const methods = Object.entries(cell.methods).map(([name, [asked, held]]) => `${name} ${held}/${asked}`);
  say(
    `${percent(cell.covered / cell.asked).padStart(7)} ${where} ${cell.metric.padEnd(34)} ${cell.gaps} gaps; ${methods.join(', ')}`,
  );
}
if (worst.some(({ n }) => n >= 200)) process.exitCode = 1;
