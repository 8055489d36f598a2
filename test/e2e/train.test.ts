// What `holdfast train` learns, says, writes and refuses, seen from outside.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { inFolder } from './holdfast.ts';

/** Orders whose return hangs on size and region, with a time, an id, a copy of the answer and a column of no use. */
function orders(n: number): string {
  const random = makeRandom(12);
  const lines = Array.from({ length: n }, (_, i) => {
    const size = 30 + Math.floor(20 * random());
    const region = 'NSEW'[Math.floor(4 * random())];
    const odds = (size - 40) / 4 + (region === 'N' ? 1.5 : -0.5);
    const back = random() < 1 / (1 + Math.exp(-odds)) ? 'back' : 'kept';
    const price = (10 + 3 * size + 20 * random()).toFixed(2);
    const at = new Date(Date.UTC(2026, 0, 1, i)).toISOString();
    return `${i},${at},${size},${region},${random().toFixed(4)},${back},${back === 'back' ? 1 : 0},${price},same`;
  });
  return `id,ordered_at,size,region,noise,outcome,refund,price,shop\n${lines.join('\n')}\n`;
}

/** The order of rows is that of time. */
const FORWARD = ['--timestamp', 'ordered_at'];

test('two classes: a model, how good it is on rows that it had not seen, and what it looks at', () =>
  inFolder({ 'orders.csv': orders(1500) }, async ({ folder, run }) => {
    const args = ['train', 'orders.csv', '--label', 'outcome', ...FORWARD, '-o', 'model.json'];
    const ended = await run(...args, '--json');
    assert.equal(ended.code, 0, ended.stderr);
    const { command, task, positive, trained, measurements, assumed } = JSON.parse(ended.stdout);
    assert.deepEqual([command, task], ['train', 'binary']);
    assert.ok(['back', 'kept'].includes(positive));
    assert.match(JSON.stringify(assumed), /the rarer class of two/);
    assert.deepEqual(trained.features, ['size', 'region', 'noise', 'price']);
    assert.deepEqual(trained.left_out, [
      { name: 'refund', why: 'tells-the-label' },
      { name: 'shop', why: 'constant' },
    ]);
    // The first two fifths of the time are only learned from.
    assert.deepEqual([trained.rows, trained.judged, trained.folds], [1500, 900, { count: 5, by: 'time' }]);
    const [first] = trained.importance;
    assert.ok(first.names.includes('size') && first.interval[0] > 0, JSON.stringify(trained.importance));
    const noise = trained.importance.find(({ names }: { names: string[] }) => names.includes('noise'));
    assert.ok(noise.value < first.value / 5);
    const area = measurements.find(
      ({ entry, slice }: { entry: string; slice: null }) => entry === 'roc-auc' && slice === null,
    );
    assert.ok(area.value > 0.75 && area.value < 0.95 && area.n === 900, JSON.stringify(area));
    const model = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
    assert.deepEqual([model.format, model.classes.at(-1), model.basis.rows], ['holdfast-model', positive, 1500]);
    const again = await run(...args.slice(0, -1), 'again.json', '--json');
    assert.equal(again.stdout, ended.stdout);
    assert.deepEqual(readFileSync(join(folder, 'again.json')), readFileSync(join(folder, 'model.json')));
  }));

test('numbers, classes and a linear model are learned too, and told in a terminal', () =>
  inFolder({ 'orders.csv': orders(600) }, async ({ run }) => {
    const price = await run('train', 'orders.csv', '--label', 'price', ...FORWARD, '--learner', 'linear');
    assert.equal(price.code, 0, price.stderr);
    assert.match(price.stdout, /It looks most at size/);
    for (const line of price.stdout.split('\n')) assert.ok(line.length <= 80, line);
    const region = JSON.parse((await run('train', 'orders.csv', '--label', 'region', '--json')).stdout);
    assert.deepEqual([region.task, region.classes], ['multiclass', ['E', 'N', 'S', 'W']]);
  }));

test('what cannot be learned is refused with what would do', () =>
  inFolder({ 'orders.csv': orders(200), 'few.csv': orders(30) }, async ({ run }) => {
    const refused = async (...words: string[]): Promise<string> => {
      const ended = await run('train', ...words);
      assert.equal(ended.code, 3, ended.stdout);
      return ended.stderr;
    };
    assert.match(await refused('few.csv', '--label', 'outcome'), /TRAIN_FEW.*30 rows/);
    assert.match(await refused('orders.csv', '--label', 'shop'), /TRAIN_LABEL.*one value alone/);
    assert.match(
      await refused('orders.csv', '--label', 'ordered_at', '--task', 'multiclass'),
      /TRAIN_CLASSES|TRAIN_FEW/,
    );
    assert.match(await refused('orders.csv', '--label', 'out'), /TABLE_COLUMN_MISSING/);
    assert.match(await refused('orders.csv', '--label', 'outcome', '--positive', 'lost'), /POSITIVE_UNKNOWN/);
  }));
