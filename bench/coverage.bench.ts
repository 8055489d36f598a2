/**
 * How often 95 % intervals hold the truth (T21): every metric of the catalogue in every reading, on simulated rows, by
 * size and base rate, by day and with weights. HOLDFAST_BENCH_SIMS simulations of each number (200; of tables of 10,000
 * rows a fifth); HOLDFAST_BENCH_FULL=1 makes 5,000. What looks at answers alone is drawn as counts. What is resampled
 * gets fewer simulations (coverage/plan.ts); each number is judged with its binomial error.
 * HOLDFAST_BENCH_OUT is a file of batches: a run that was stopped goes on where it was, so delete it after a change of
 * intervals. HOLDFAST_BENCH_SECONDS ends a run after the batch that is at work then. HOLDFAST_BENCH_WORKERS processes
 * (2); HOLDFAST_BENCH_TASKS, _SIZES, _DAYS, _METRICS some of them, with commas. Fails where a number of 200 rows or
 * more is under 93 % beyond its error and no gap.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isAnswered, LEAST, placed } from './coverage/cells.ts';
import { jobsOf } from './coverage/plan.ts';
import { type Cell, type Job, worldText } from './coverage/simulate.ts';
import { makeStore } from './coverage/store.ts';

const { env } = process;
const list = (name: string): readonly string[] | null => env[`HOLDFAST_BENCH_${name}`]?.split(',') ?? null;
const isFull = env['HOLDFAST_BENCH_FULL'] === '1';
const simulations = Number(env['HOLDFAST_BENCH_SIMS'] ?? (isFull ? 5000 : 200));
const WORKERS = Number(env['HOLDFAST_BENCH_WORKERS'] ?? 2);
const SECONDS = Number(env['HOLDFAST_BENCH_SECONDS'] ?? Number.POSITIVE_INFINITY);

interface Done {
  readonly job: Job;
  readonly cells: readonly Cell[];
  readonly seconds: number;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const isLate = (): boolean => performance.now() / 1000 > SECONDS;

/** Deals populations to workers, the next one to who is done first. */
async function run(todo: (readonly Job[])[], onDone: (done: Done) => void): Promise<void> {
  const path = fileURLToPath(new URL('coverage/worker.ts', import.meta.url));
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      for (let jobs = todo.shift(); jobs !== undefined && !isLate(); jobs = todo.shift()) {
        // A process for each population, which goes with it.
        const worker = fork(path, { execArgv: ['--import', 'tsx'] });
        for (const job of jobs) {
          if (isLate()) break;
          const answer = new Promise<Done>((resolve, reject) => {
            worker.once('message', (done) => resolve(done as Done)); // as: what worker.ts sends
            worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
          });
          worker.send(job);
          onDone(await answer);
          worker.removeAllListeners('exit');
        }
        worker.disconnect();
      }
    }),
  );
}

const asking = {
  simulations,
  isFull,
  tasks: list('TASKS'),
  sizes: list('SIZES')?.map(Number) ?? null,
  days: list('DAYS')?.map(Number) ?? null,
  metrics: list('METRICS'),
};
const store = makeStore(env['HOLDFAST_BENCH_OUT']);
let seconds = 0;
for (let jobs = jobsOf(asking, store); jobs.length > 0 && !isLate(); jobs = jobsOf(asking, store)) {
  say(`${jobs.flat().length} batches, ${WORKERS} at a time`);
  await run([...jobs], ({ job, cells, seconds: took }) => {
    seconds += took;
    store.add(job, cells);
    const { world, n, kind, batch, simulations: times } = job;
    const where = `${worldText(world).padEnd(24)} n ${String(n).padStart(5)} ${kind.padEnd(9)} ${batch}`;
    say(`${where}: ${cells.length} numbers, ${times} simulations, ${took.toFixed(1)} s`);
  });
}

const outside: { readonly where: string; readonly cell: Cell; readonly n: number }[] = [];
const counts = { inside: 0, low: 0, high: 0 };
let gaps = 0;
for (const cell of store.all()) {
  if (!isAnswered(cell)) {
    gaps++;
    continue;
  }
  const { place } = placed(cell);
  counts[place]++;
  const where = `${worldText(cell.world).padEnd(24)} n ${String(cell.n).padStart(5)}`;
  if (place !== 'inside') outside.push({ where, cell, n: cell.n });
}
say(
  `\n${counts.inside} numbers inside of 94 to 96.5 %, or may be; ${counts.low} under, ${counts.high} over, ${gaps} gaps`,
);
say(`${seconds.toFixed(0)} s of computing. Outside:`);
for (const { where, cell } of outside.sort((a, b) => a.cell.covered / a.cell.asked - b.cell.covered / b.cell.asked)) {
  const { low, high } = placed(cell);
  const methods = Object.entries(cell.methods).map(([name, [asked, held]]) => `${name} ${held}/${asked}`);
  const share = `${percent(cell.covered / cell.asked).padStart(7)} (${percent(low)} to ${percent(high)})`;
  say(`${share} ${where} ${cell.metric.padEnd(34)} ${cell.gaps} gaps; ${methods.join(', ')}`);
}
if (outside.some(({ n, cell }) => n >= 200 && placed(cell).high < LEAST)) process.exitCode = 1;
