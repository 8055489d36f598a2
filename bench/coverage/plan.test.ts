import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asking, jobsOf } from './plan.ts';
import type { Cell, Job } from './simulate.ts';
import { batchesIn, makeStore } from './store.ts';

const asking: Asking = {
  simulations: 200,
  isFull: false,
  tasks: ['binary'],
  sizes: [200, 10_000],
  days: [0],
  metrics: ['accuracy', 'brier', 'ks-statistic'],
};
const METHODS = { accuracy: 'wilson', brier: 'hall', 'ks-statistic': 'corrected' };

/** What a job would find: every interval holds. */
const found = ({ truths, simulations }: Job): readonly Cell[] =>
  Object.entries(METHODS)
    .filter(([metric]) => truths === null || metric in truths)
    .map(([metric, method]) => ({
      ...{ metric, truth: 0.5, covered: simulations, asked: simulations, below: 0, above: 0, gaps: 0 },
      methods: { [method]: [simulations, simulations] as const },
    }));

/** Does all jobs, and says how many simulations of each number were made, and how many batches. */
function played(of: Asking): { readonly times: Readonly<Record<string, number>>; readonly batches: number } {
  const store = makeStore(undefined);
  let batches = 0;
  for (let jobs = jobsOf(of, store); jobs.length > 0; jobs = jobsOf(of, store))
    for (const job of jobs.flat()) {
      assert.ok(!store.has(job), 'nothing is done twice');
      store.add(job, found(job));
      batches++;
    }
  const times = store.all().map(({ world, n, metric, asked }) => [`${world.baseRate} ${n} ${metric}`, asked] as const);
  return { times: Object.fromEntries(times), batches };
}

test('a short run makes 200 simulations of a number, a fifth of large tables, and few of what is resampled', () => {
  const { times } = played(asking);
  assert.equal(Object.keys(times).length, 18);
  assert.equal(times['0.1 200 accuracy'], 200);
  assert.equal(times['0.02 200 brier'], 200);
  assert.equal(times['0.5 200 ks-statistic'], 25);
  assert.equal(times['0.1 10000 brier'], 40);
  assert.equal(times['0.1 10000 ks-statistic'], 5);
});

test('all of them are 5,000 simulations of each number that has a closed form, at every size', () => {
  const { times } = played({ ...asking, simulations: 5000, isFull: true });
  assert.equal(times['0.1 200 accuracy'], 5000);
  assert.equal(times['0.1 10000 brier'], 5000);
  assert.equal(times['0.1 10000 ks-statistic'], 250);
});

test('a run goes on where it was, and a line that was cut off is no batch', () => {
  const [[job] = []] = jobsOf(asking, makeStore(undefined));
  assert.ok(job, 'there is something to do');
  const { world, n, kind, batch, only } = job;
  const line = JSON.stringify({ world, n, kind, batch, only, cells: found(job) });
  assert.equal(batchesIn(`${line}\n${line.slice(0, 90)}`).length, 1);
  assert.equal(batchesIn(`${line}\n${line.slice(0, line.indexOf('}') + 1)}\n${line}\n`).length, 2);
});
