import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jobsOf, placed } from './cells.ts';
import type { Cell, Job } from './simulate.ts';
import { summaryOf } from './summary.ts';

const job: Job = {
  world: { task: 'binary', baseRate: 0.1, days: 0, isWeighted: false },
  n: 200,
  simulations: 200,
  only: null,
};
const cell = (metric: string, covered: number, asked: number, gaps = 0): Job & Cell => ({
  ...job,
  ...{ metric, truth: 0.5, covered, asked, below: asked - covered, above: 0, gaps },
  methods: { delta: [asked, covered] },
});

test('a coverage is outside of the band where its binomial interval is, and not where chance may have made it', () => {
  assert.equal(placed({ covered: 186, asked: 200 }).place, 'inside');
  assert.equal(placed({ covered: 170, asked: 200 }).place, 'low');
  assert.equal(placed({ covered: 4600, asked: 5000 }).place, 'low');
  assert.equal(placed({ covered: 100, asked: 100 }).place, 'inside');
  assert.equal(placed({ covered: 400, asked: 400 }).place, 'high');
});

test('a summary counts places and gaps, pools simulations, and names what is surely lowest', () => {
  const { lines, methods } = summaryOf([
    cell('f1', 190, 200),
    cell('mcc', 160, 200),
    cell('r2', 17, 20),
    cell('kappa', 5, 10, 190),
  ]);
  assert.equal(lines.length, 1);
  const [line] = lines;
  assert.ok(line);
  assert.deepEqual([line.numbers, line.gaps, line.inside, line.low, line.simulations], [3, 1, 2, 1, 420]);
  assert.equal(line.worst?.metric, 'mcc');
  assert.deepEqual(methods, [{ method: 'delta', n: 200, covered: 367, asked: 420 }]);
});

test('the jobs of one world come together, large tables with fewer simulations unless all are asked for', () => {
  const asking = { simulations: 200, isFull: false, tasks: ['binary'], sizes: null, days: [0], metrics: null };
  const jobs = jobsOf(asking);
  assert.ok(jobs.every((some) => new Set(some.map(({ world }) => JSON.stringify(world))).size === 1));
  assert.deepEqual(new Set(jobs.flat().map(({ n }) => n)), new Set([20, 50, 200, 1000, 10_000]));
  assert.ok(jobs.flat().every(({ n, simulations }) => simulations === (n === 10_000 ? 40 : 200)));
  assert.ok(
    jobsOf({ ...asking, isFull: true })
      .flat()
      .every(({ simulations, every }) => simulations === 200 && every === 1),
  );
});
