import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placed } from './cells.ts';
import type { Found } from './store.ts';
import { summaryOf } from './summary.ts';

const cell = (metric: string, covered: number, asked: number, gaps = 0): Found => ({
  world: { task: 'binary', baseRate: 0.1, days: 0, isWeighted: false },
  n: 200,
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
