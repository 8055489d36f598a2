/**
 * How often 95 % intervals hold the truth (T21): every metric of the catalogue in every reading, on simulated rows, by
 * size and base rate, by day and with weights. HOLDFAST_BENCH_SIMS simulations of each cell (200);
 * HOLDFAST_BENCH_FULL=1 makes 5,000 of all of them, large tables and resampling too: that is days of computing.
 * HOLDFAST_BENCH_WORKERS processes (2); HOLDFAST_BENCH_TASKS, _SIZES, _DAYS, _METRICS some of them, with commas;
 * HOLDFAST_BENCH_OUT a file for the cells as JSON lines. A cell is judged with its binomial error. Fails where one of
 * 200 rows or more is under 93 % beyond it and no gap.
 */
import { fork } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ABOVE_CHANCE, isAnswered, jobsOf, LEAST, placed, worldText } from './coverage/cells.ts';
import type { Cell, Job } from './coverage/simulate.ts';

const { env } = process;
const list = (name: string): readonly string[] | null => env[`HOLDFAST_BENCH_${name}`]?.split(',') ?? null;
const isFull = env['HOLDFAST_BENCH_FULL'] === '1';
const simulations = Number(env['HOLDFAST_BENCH_SIMS'] ?? (isFull ? 5000 : 200));
const WORKERS = Number(env['HOLDFAST_BENCH_WORKERS'] ?? 2);
const out = env['HOLDFAST_BENCH_OUT'];

interface Done {
  readonly job: Job;
  readonly cells: readonly Cell[];
  readonly seconds: number;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Deals worlds to workers, the next one to who is done first. */
async function run(todo: (readonly Job[])[], onDone: (done: Done) => void): Promise<void> {
  const path = fileURLToPath(new URL('coverage/worker.ts', import.meta.url));
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      for (let jobs = todo.shift(); jobs !== undefined; jobs = todo.shift()) {
        // A process for each world: its truth is kept, and goes with it.
        const worker = fork(path, { execArgv: ['--import', 'tsx'] });
        for (const job of jobs) {
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
const all = jobsOf(asking);
const outside: { readonly where: string; readonly cell: Cell; readonly n: number }[] = [];
const counts = { inside: 0, low: 0, high: 0 };
let [gaps, seconds] = [0, 0];
say(`${all.flat().length} worlds and sizes, up to ${simulations} simulations, ${WORKERS} at a time`);
await run([...all], ({ job, cells, seconds: took }) => {
  seconds += took;
  const where = `${worldText(job.world).padEnd(24)} n ${String(job.n).padStart(5)}`;
  if (out) for (const cell of cells) appendFileSync(out, `${JSON.stringify({ ...job, ...cell })}\n`);
  const answered = cells.filter((cell) => isAnswered(cell) && !ABOVE_CHANCE.includes(cell.metric));
  gaps += cells.length - answered.length;
  for (const cell of answered) {
    const { place } = placed(cell);
    counts[place]++;
    if (place !== 'inside') outside.push({ where, cell, n: job.n });
  }
  const rates = answered.map(({ covered, asked }) => covered / asked);
  const mean = rates.reduce((a, b) => a + b, 0) / rates.length;
  const least = Math.min(...rates);
  say(`${where}: ${rates.length} numbers, mean ${percent(mean)}, least ${percent(least)}, ${took.toFixed(1)} s`);
});
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
