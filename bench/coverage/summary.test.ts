import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placed } from './cells.ts';
import type { Found } from './store.ts';
import { summaryOf, withEarlier } from './summary.ts';

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

test('what surely holds too rarely is listed, a look of few simulations is no measurement', () => {
  const measured = summaryOf([cell('f1', 190, 200), cell('mcc', 160, 200), cell('kappa', 1, 5)]);
  assert.deepEqual(measured.outside, [
    { where: 'binary 0.1 rows', n: 200, metric: 'mcc', covered: 160, asked: 200, method: 'delta' },
  ]);
  assert.equal(measured.lines[0]?.numbers, 2);
  assert.deepEqual(measured.simulations, [200, 200]);
});

test('kinds of rows that were not measured again keep their line, and say so', () => {
  const now = summaryOf([cell('f1', 190, 200)]);
  const before = { ...summaryOf([cell('f1', 150, 200)]) };
  const other = { ...before, lines: [...before.lines, ...before.lines.map((line) => ({ ...line, n: 1000 }))] };
  const { lines } = withEarlier(now, other);
  assert.deepEqual(
    lines.map(({ n, coverage, isEarlier }) => [n, coverage, isEarlier ?? false]),
    [
      [200, 0.95, false],
      [1000, 0.75, true],
    ],
  );
});
