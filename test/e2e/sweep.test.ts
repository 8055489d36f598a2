// Policies of retraining over a history whose rule turns round, seen from outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BacktestResult } from '@holdfast/core/report/backtest-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { inFolder } from './holdfast.ts';

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** The label follows `price` up to a day, and its opposite from there on; the model never learns it. */
function rowsOf(from: number, to: number, turnsOn: number): string {
  const random = makeRandom(1 + to);
  const lines = ['id,at,price,noise,score,label'];
  for (let day = from; day < to; day++) {
    for (let k = 0; k < 25; k++) {
      const price = random();
      const chance = 0.1 + 0.8 * price;
      const label = Number(random() < (day < turnsOn ? chance : 1 - chance));
      const at = new Date(START + day * DAY + k * 60_000).toISOString().slice(0, 19);
      lines.push(`${day * 100 + k},${at},${price.toFixed(4)},${random().toFixed(4)},${chance.toFixed(4)},${label}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const contract = (more: string): string =>
  `holdfast: 1
model: turn
columns: { score: score, label: label, timestamp: at, id: id, positive: '1' }
costs: { false_positive: 1, false_negative: 1, currency: EUR${more} }
watch: { window: 4d }
`;

test('a world that turns round: what never, schedules, alarms and weighing costs would have cost', () =>
  inFolder(
    {
      'history.csv': rowsOf(0, 120, 40),
      'reference.csv': rowsOf(-40, 0, 1000),
      'holdfast.yaml': contract(', retrain: 150, recalibrate: 20, label: 0.01, alarm: 5'),
    },
    async ({ run }) => {
      const words = ['backtest', 'history.csv', '--reference', 'reference.csv', '--sweep'];
      const { code, stdout, stderr } = await run(...words, '--json', '--quiet');
      assert.equal(code, 0, stderr);
      const { sweep } = JSON.parse(stdout) as BacktestResult; // as: the document that the command promises
      assert.ok(sweep, 'policies were played');
      assert.deepEqual([sweep.unit, sweep.currency], ['money', 'EUR']);
      const of = (id: string) => sweep.policies.find((one) => one.id === id) ?? assert.fail(id);
      assert.equal(sweep.due.length, 1, 'the world has not turned back');
      const [never, weighed] = [of('never'), of('cost-aware')];
      assert.equal(never.costs.total, never.costs.errors);
      assert.ok(weighed.costs.total < 0.7 * never.costs.total, `${weighed.costs.total} of ${never.costs.total}`);
      assert.ok((weighed.saved.interval?.[0] ?? 0) > 0, JSON.stringify(weighed.saved));
      const [first] = weighed.actions;
      const at = ((sweep.periods[first?.period ?? 0]?.start ?? 0) - START) / DAY;
      assert.ok(at > 40 && at <= 64, `${first?.action} on day ${at}`);
      for (const { id, costs, regret } of sweep.policies) {
        assert.ok(regret >= 0, `${id}: ${regret}`);
        assert.ok(Math.abs(costs.total - sweep.oracle.total - regret) < 1e-6, id);
      }
    },
  ));

test('a price that is not there is said, and so is what cannot be learned from', () =>
  inFolder(
    {
      'history.csv': rowsOf(0, 60, 20),
      'reference.csv': rowsOf(-20, 0, 1000),
      'holdfast.yaml': contract(''),
      'bare.yaml': `${contract('')}`.replace("positive: '1'", "positive: '1', ignore: [price, noise]"),
    },
    async ({ run }) => {
      const words = ['backtest', 'history.csv', '--reference', 'reference.csv', '--sweep', '--quiet'];
      const free = await run(...words);
      for (const word of ['regret', 'when it pays']) assert.ok(free.stdout.includes(word), word);
      assert.match(free.stdout.replace(/\s+/g, ' '), /A new model is free by this contract/);
      // Bets begin after the fall, on what is new since then, which points up: what is told is the fall.
      assert.match(free.stdout, /Got worse: accuracy/);
      assert.doesNotMatch(free.stdout, /Got better/);
      const bare = await run(...words, '-c', 'bare.yaml');
      assert.equal(bare.code, 0, bare.stderr);
      const told = bare.stdout.replace(/\s+/g, ' ');
      assert.match(told, /No policy of retraining was played: there is no column from which/);
      assert.match(told, /recalibrating every/);
    },
  ));

/** A forecast that is right up to a day; from there on twice as much is sold. Every fourth row costs ten times. */
function salesOf(from: number, to: number, growsOn: number): string {
  const random = makeRandom(7 + to);
  const lines = ['id,at,shelf,forecast,sold,short'];
  for (let day = from; day < to; day++) {
    for (let k = 0; k < 20; k++) {
      const shelf = 10 + 90 * random();
      const sold = shelf * (day < growsOn ? 1 : 2) * (0.8 + 0.4 * random());
      const at = new Date(START + day * DAY + k * 60_000).toISOString().slice(0, 19);
      const short = k % 4 === 0 ? 10 : 1;
      lines.push(`${day * 100 + k},${at},${shelf.toFixed(2)},${shelf.toFixed(2)},${sold.toFixed(2)},${short}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const sales = (costs: string, more = ''): string =>
  `holdfast: 1
model: sales
task: regression
columns: { prediction: forecast, label: sold, timestamp: at, id: id${more} }
costs: { ${costs}, currency: EUR, retrain: 2000, recalibrate: 50 }
watch: { window: 4d }
`;

test('a forecast of twice as much is set right, which costs less than a new model', () =>
  inFolder(
    {
      'history.csv': salesOf(0, 100, 30),
      'reference.csv': salesOf(-40, 0, 1000),
      'same.yaml': sales('over: 1, under: 3'),
      'by-row.yaml': sales('over: 1, under: { column: short }'),
      'bare.yaml': sales('over: 1, under: 3', ', ignore: [shelf, short]'),
      'zero.yaml': sales('over: 0, under: 0'),
    },
    async ({ run }) => {
      const words = ['backtest', 'history.csv', '--reference', 'reference.csv', '--sweep', '--json', '--quiet'];
      for (const contract of ['same.yaml', 'by-row.yaml', 'bare.yaml', 'zero.yaml']) {
        const { code, stdout, stderr } = await run(...words, '-c', contract);
        assert.equal(code, 0, stderr);
        const { sweep } = JSON.parse(stdout) as BacktestResult; // as: the document that the command promises
        assert.ok(sweep, 'policies were played');
        const of = (id: string) => sweep.policies.filter((one) => one.id === id);
        const [never, weighed] = [...of('never'), ...of('cost-aware')];
        assert.ok(never && weighed && weighed.counts.recalibrate > 0 && weighed.costs.total < 0.5 * never.costs.total);
        assert.equal(of('every').length > 0, contract !== 'bare.yaml');
        assert.deepEqual(sweep.due, ['recalibrate']);
        assert.equal(sweep.unit, contract === 'zero.yaml' ? 'amounts' : 'money');
        for (const { id, costs, regret } of sweep.policies) {
          assert.ok(regret >= -1e-6, `${contract}: ${id} ${regret}`);
          // Demand that is off by up to a fifth either way cannot be met for nothing, by any model.
          assert.ok(costs.errors > 0.05 * never.costs.errors, `${contract}: ${id} ${costs.errors}`);
        }
      }
    },
  ));
