// Estimates from the outside: before the labels, with them, and bad input of every kind.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { EstimateResult } from '@holdfast/core/report/estimate-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import type { CompatResult } from '../../packages/holdfast/src/drivers/compat/request.ts';
import { type Ended, inFolder } from './holdfast.ts';

interface World {
  readonly from?: number;
  /** Where prices come from: 0 to 10, or the middle, where nobody can be sure. */
  readonly price?: (u: number) => number;
  /** How a label comes: drawn by its chance, or turned. */
  readonly turned?: boolean;
  readonly score?: (chance: number) => number;
  readonly extra?: (i: number) => string;
}

const DAY_MS = 86_400_000;
const HEAD = 'id,sold_at,price,city,score,label';

function rows(
  n: number,
  seed: number,
  { from = 0, price = (u) => 10 * u, turned = false, score = (c) => c }: World = {},
) {
  const random = makeRandom(seed);
  return Array.from({ length: n }, (_, i) => {
    const x = price(random());
    const chance = Math.min(0.97, Math.max(0.03, x / 10));
    const came = random() < chance !== turned;
    const at = new Date(Date.UTC(2024, 0, 1) + from * DAY_MS + Math.floor((i * 28) / n) * DAY_MS)
      .toISOString()
      .slice(0, 10);
    const city = random() < 0.7 ? 'Rome' : 'Oslo';
    return {
      id: `${seed}-${i}`,
      cells: [at, x.toFixed(3), city, score(chance).toFixed(4)],
      label: came ? 'yes' : 'no',
    };
  });
}

type Rows = ReturnType<typeof rows>;
const csv = (all: Rows): string =>
  [HEAD, ...all.map(({ id, cells, label }) => [id, ...cells, label].join()), ''].join('\n');
const bare = (all: Rows): string =>
  [HEAD.replace(',label', ''), ...all.map(({ id, cells }) => [id, ...cells].join()), ''].join('\n');
const labels = (all: Rows): string => ['id,label', ...all.map(({ id, label }) => `${id},${label}`), ''].join('\n');

const middle = { price: (u: number) => 3 + 4 * u };
const reference = rows(1500, 1);
const calm = rows(800, 2, { from: 28 });
const harder = rows(800, 3, { from: 56, ...middle });
const turned = rows(800, 4, { from: 28, turned: true });

const good = ({ code, stdout, stderr }: Ended): string => {
  assert.equal(code, 0, stderr);
  return stdout;
};
const json = (ended: Ended): EstimateResult => JSON.parse(good(ended)); // The form is what the tests look at.
const codeOf = ({ code, stderr }: Ended): string => {
  assert.equal(code, 3, stderr);
  return /^([A-Z_]+):/.exec(stderr)?.[1] ?? stderr;
};
const WEEK = ['--window', 'week'];

test('without labels: worse where harder rows come, in words, numbers and a page', () =>
  inFolder({ 'before.csv': csv(reference), 'later.csv': bare([...calm, ...harder]) }, async ({ folder, run }) => {
    const asked = ['estimate', 'before.csv', 'later.csv', ...WEEK];
    const text = good(await run(...asked, '--html', 'page.html', '--markdown', 'page.md'));
    for (const line of text.split('\n')) assert.ok([...line].length <= 80, line);
    const said = text.replaceAll('\n', ' ');
    assert.match(said, /Accuracy is about 6\d\.\d % \(5\d\.\d % to [67]\d\.\d %\) since 26 February 2024; it was 7/);
    assert.match(text, /Get labels of the newest rows first/);
    const page = readFileSync(join(folder, 'page.html'), 'utf8');
    assert.match(page, /band: estimate/);
    const found = json(await run(...asked, '--json'));
    assert.equal(found.reconciled, null);
    assert.equal(found.windows.length, 8);
    const values = found.windows.map(({ values }) => values['accuracy']?.value ?? 0);
    assert.ok(Math.min(...values.slice(0, 4)) > 0.7 && Math.max(...values.slice(4)) < 0.67, `${values}`);
    assert.ok(
      found.targets.some(({ key }) => key === 'roc-auc'),
      'every smooth metric is a target',
    );
    const again = json(await run(...asked, '--json'));
    assert.deepEqual(again, found);
  }));

test('with labels: what came lies in the band; turned labels withdraw the estimate', () => {
  const files = {
    'before.csv': csv(reference),
    'calm.csv': bare(calm),
    'turned.csv': bare(turned),
    'calm-labels.csv': labels(calm),
    'turned-labels.csv': labels(turned),
    'one-class.csv': labels(calm.filter(({ label }) => label === 'yes').slice(0, 30)),
  };
  return inFolder(files, async ({ run }) => {
    const ask = async (later: string, came: string): Promise<EstimateResult> =>
      json(await run('estimate', 'before.csv', later, '--labels', came, ...WEEK, '--json'));
    const right = await ask('calm.csv', 'calm-labels.csv');
    const { inside = 0, windows = 0 } = right.reconciled?.covered['accuracy'] ?? {};
    assert.ok(windows === 4 && inside >= 3, `${inside} of ${windows}`);
    assert.deepEqual(right.calibration && 'alarms' in right.calibration && right.calibration.alarms, []);
    const wrong = await ask('turned.csv', 'turned-labels.csv');
    assert.ok(wrong.calibration !== null && 'alarms' in wrong.calibration, 'labels speak');
    assert.equal(wrong.calibration.alarms[0], 0);
    assert.equal(wrong.windows[1]?.refusal?.why, 'found-wrong');
    assert.match(wrong.headline.sentence, /Labels show that the estimate is wrong since 29 January 2024/);
    const chosen = await ask('calm.csv', 'one-class.csv');
    assert.deepEqual(chosen.calibration, { gap: 'one-class', n: 30 });
  });
});

test('amounts: the mean error by what learned losses say', () => {
  const random = makeRandom(8);
  const line = (i: number, x: number): string =>
    `${i},${x.toFixed(3)},${(2 * x).toFixed(3)},${(2 * x + (random() - 0.5) * x).toFixed(3)}`;
  const table = (from: number, least: number): string =>
    [
      'id,x,prediction,label',
      ...Array.from({ length: 600 }, (_, i) => line(from + i, least + (10 - least) * random())),
      '',
    ].join('\n');
  return inFolder({ 'before.csv': table(0, 0), 'later.csv': table(1000, 5) }, async ({ run }) => {
    const asked = ['estimate', 'before.csv', 'later.csv', '--label', 'label', '--prediction', 'prediction'];
    const found = json(await run(...asked, '--window', '300', '--json'));
    // The mean of |u - ½| x is x / 4: 1.25 over 0 to 10, 1.875 over 5 to 10.
    const { value = 0 } = found.windows[1]?.values['mae'] ?? {};
    assert.ok(value !== null && Math.abs(value - 1.875) < 0.25, `${value}`);
    assert.ok(Math.abs((found.targets.find(({ key }) => key === 'mae')?.reference ?? 0) - 1.25) < 0.15, 'reference');
  });
});

test('bad input has a code, or a refusal with its reason', () => {
  const scaled = { score: (chance: number) => 40 * chance - 20 };
  const files = {
    'before.csv': csv(reference),
    'few.csv': csv(reference.slice(0, 30)),
    'later.csv': bare(calm),
    'raw-before.csv': csv(rows(1500, 1, scaled)),
    'raw-later.csv': bare(rows(400, 5, { from: 28, ...scaled })),
    'far.csv': bare(rows(400, 6, { from: 28, price: (u) => 8 + 10 * u })),
    'two.csv': bare(calm)
      .replace(/$/gm, (end) => end)
      .split('\n')
      .map((line, i) => (line === '' ? '' : `${line},${i === 0 ? 'model' : i % 2 ? 'a' : 'b'}`))
      .join('\n'),
    'perfect.csv': csv(
      reference.map((one) => ({ ...one, cells: [...one.cells.slice(0, 3), one.label === 'yes' ? '0.99' : '0.01'] })),
    ),
  };
  return inFolder(files, async ({ run }) => {
    assert.equal(codeOf(await run('estimate', 'few.csv', 'later.csv')), 'REFERENCE_SMALL');
    assert.equal(codeOf(await run('estimate', 'before.csv', 'two.csv')), 'TWO_MODELS');
    assert.equal(codeOf(await run('estimate', 'before.csv')), 'ARGUMENT_MISSING');
    assert.equal(codeOf(await run('estimate', 'before.csv', 'later.csv', '--window', 'soon')), 'OPTION_VALUE');
    const ranking = ['--task', 'ranking', '--query', 'city', '--score', 'score', '--label', 'price'];
    assert.equal(codeOf(await run('estimate', 'before.csv', 'before.csv', ...ranking)), 'ESTIMATE_TASK');
    const raw = json(
      await run('estimate', 'raw-before.csv', 'raw-later.csv', '--score', 'score', '--threshold', '> 0', '--json'),
    );
    const { value = 0 } = raw.windows[0]?.values['accuracy'] ?? {};
    assert.ok(value !== null && value > 0.7, 'only the order of scores counts');
    assert.ok(raw.windows[0]?.values['brier']?.value == null, 'what needs a chance has none');
    const far = json(await run('estimate', 'before.csv', 'far.csv', '--json'));
    assert.equal(far.windows.at(-1)?.refusal?.why, 'outside-reference');
    assert.match(far.headline.sentence, /Nobody can say without labels: \d+ % of the rows lie outside .*price/);
    const perfect = json(await run('estimate', 'perfect.csv', 'later.csv', '--json'));
    assert.equal(perfect.fitted?.why, 'never-wrong');
    assert.match(perfect.headline.action, /not fitted on/);
  });
});

test('the numbers of NannyML, with what labels said, on request', () =>
  inFolder({ 'before.csv': csv(reference), 'later.csv': csv(harder) }, async ({ run }) => {
    const asked = ['estimate', 'before.csv', 'later.csv', '--compat', 'nannyml', '--window', '200'];
    const text = good(await run(...asked));
    for (const line of text.split('\n')) assert.ok([...line].length <= 80, line);
    assert.match(text, /What NannyML 0\.13\.1 says/);
    const found: CompatResult = JSON.parse(good(await run(...asked, '--json'))); // The form is what the test looks at.
    const accuracy = found.rows.find(({ id }) => id === 'accuracy');
    assert.ok(accuracy !== undefined && !('gap' in accuracy), 'accuracy is among them');
    const [first] = accuracy.windows ?? [];
    assert.ok(accuracy.windows?.length === 4 && first !== undefined, 'windows of 200 of the later 800 rows');
    const right = harder
      .slice(0, 200)
      .filter(({ cells, label }) => Number(cells[3]) > 0.5 === (label === 'yes')).length;
    assert.equal(first.realised, right / 200);
    assert.ok((first.lower ?? 1) < (first.value ?? 0) && (first.value ?? 1) < (first.upper ?? 0), 'bounds around it');
    assert.equal(codeOf(await run(...asked, '--html', 'page.html')), 'OPTION_VALUE');
  }));
