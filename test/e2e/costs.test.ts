// Money that differs by row or by pair of classes, seen from outside: what it adds up to, and what is refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { inFolder } from './holdfast.ts';

interface Loan {
  readonly label: number;
  readonly score: number;
  readonly prediction: number;
  readonly amount: number;
}

/** Honest scores, decided at half; a default costs its amount, and large loans default as often as small ones. */
function loans(n: number): readonly Loan[] {
  const random = makeRandom(8);
  return Array.from({ length: n }, () => {
    const score = Number(random().toFixed(4));
    return {
      label: Number(random() < score),
      score,
      prediction: Number(score > 0.5),
      amount: 100 + Math.floor(900 * random()),
    };
  });
}

const csv = (rows: readonly Loan[]): string =>
  ['id,label,score,prediction,amount', ...rows.map((row, i) => [i, ...Object.values(row)].join(','))].join('\n');

const loanContract = (costs: string): string => `holdfast: 1
model: loans
task: binary
columns: { id: id, label: label, score: score, prediction: prediction }
costs:
  currency: EUR
  ${costs}
release:
  checks: [answer-cost <= 400]
`;
const BY_AMOUNT = 'false_negative: { column: amount, times: 0.75 }\n  false_positive: 30\n  true_positive: -10';

interface Measured {
  readonly entry: string;
  readonly slice: string | null;
  readonly value: number;
  readonly interval: readonly [number, number];
  readonly n: number;
}
interface Told {
  readonly checks: readonly { readonly id: string; readonly verdict: string }[];
  readonly measurements: readonly Measured[];
  readonly rows: { readonly setAside: readonly { readonly reason: string; readonly rows: number }[] };
  readonly comparison: { readonly money: readonly { readonly slice: string | null; readonly difference: number }[] };
  readonly thresholdChoice: {
    readonly lines: readonly { readonly id: string; readonly cost: number }[];
    readonly saving: { readonly value: number; readonly interval: readonly [number, number] };
  };
}
const told = (stdout: string): Told => JSON.parse(stdout) as Told; // as: what these tests look at
const lostBy = ({ label, prediction, amount }: Loan): number =>
  label === 1 ? (prediction === 1 ? -10 : 0.75 * amount) : prediction === 1 ? 30 : 0;

test('a missed case costs what its row says: the average, the threshold and the gate know it', () => {
  const rows = loans(4000);
  const truth = rows.map(lostBy).reduce((a, b) => a + b, 0) / rows.length;
  return inFolder({ 'p.csv': csv(rows), 'holdfast.yaml': loanContract(BY_AMOUNT) }, async ({ run }) => {
    const { stdout, code } = await run('gate', 'p.csv', '--json');
    const { checks, measurements, thresholdChoice } = told(stdout);
    assert.equal(code, 0);
    assert.deepEqual(
      checks.map(({ id, verdict }) => `${id} ${verdict}`),
      ['answer-cost pass'],
    );
    const costs = measurements.filter(({ entry }) => entry.includes('cost'));
    assert.deepEqual(
      costs.map(({ entry }) => entry),
      ['answer-cost'],
    );
    assert.ok(Math.abs((costs[0]?.value ?? 0) - truth) < 1e-9);
    const [low = 0, high = 0] = costs[0]?.interval ?? [];
    assert.ok(low < truth && truth < high);
    const now = thresholdChoice.lines.find(({ id }) => id === 'now');
    assert.ok(Math.abs((now?.cost ?? 0) - 1000 * truth) < 1e-6);
    // A miss costs some 400 and a false alarm 30: the line belongs far below a half, and that saves for sure.
    assert.ok(thresholdChoice.saving.interval[0] > 0);
    const { stdout: page } = await run('gate', 'p.csv');
    assert.match(page, /Another threshold saves EUR/);
  });
});

test('rows without their price are counted and set aside, the rest is judged', () => {
  const rows = loans(500);
  const holes = csv(rows)
    .split('\n')
    .map((line, i) => (i > 0 && i <= 100 ? line.replace(/,\d+$/, ',') : line))
    .join('\n');
  const without = rows.slice(0, 100).filter(({ label }) => label === 1).length;
  return inFolder({ 'p.csv': holes, 'holdfast.yaml': loanContract(BY_AMOUNT) }, async ({ run }) => {
    const { rows: counted, measurements } = told((await run('evaluate', 'p.csv', '--json')).stdout);
    assert.deepEqual(counted.setAside, [{ reason: 'no-cost', rows: without }]);
    assert.equal(measurements.find(({ entry }) => entry === 'answer-cost')?.n, 500 - without);
    assert.match((await run('evaluate', 'p.csv')).stdout, /the column of a price is empty/);
  });
});

test('classes have a price for each pair, and two models are compared by it', () => {
  const random = makeRandom(3);
  const names = ['fine', 'fraud', 'unsure'];
  const pick = (): string => names[Math.floor(3 * random())] ?? 'fine';
  const rows = Array.from({ length: 900 }, (_, i) => [i, pick(), pick()] as const);
  const table = (answer: (row: (typeof rows)[number]) => string): string =>
    ['id,label,prediction', ...rows.map((row) => [row[0], row[1], answer(row)].join(','))].join('\n');
  const prices: Readonly<Record<string, number>> = { 'fraud fine': 100, 'fine fraud': 8, 'fraud fraud': -20 };
  const average = (answer: (row: (typeof rows)[number]) => string): number =>
    rows.map((row) => prices[`${row[1]} ${answer(row)}`] ?? 0).reduce((a, b) => a + b, 0) / rows.length;
  const contract = `holdfast: 1
model: cards
task: multiclass
columns: { id: id, label: label, prediction: prediction }
costs:
  currency: EUR
  matrix: { fraud: { fine: 100, fraud: -20 }, fine: { fraud: 8 } }
`;
  const files = { 'a.csv': table(([, , said]) => said), 'b.csv': table(() => 'fine'), 'holdfast.yaml': contract };
  return inFolder(files, async ({ run, folder }) => {
    const { stdout } = await run('gate', 'a.csv', '--against', 'b.csv', '--json');
    const { measurements, comparison } = told(stdout);
    const [own, other] = [average(([, , said]) => said), average(() => 'fine')];
    const found = measurements.find(({ entry, slice }) => entry === 'answer-cost' && slice === null);
    assert.ok(Math.abs((found?.value ?? 0) - own) < 1e-9);
    assert.ok(Math.abs((comparison.money[0]?.difference ?? 0) - 1000 * (own - other)) < 1e-6);
    await run('evaluate', 'a.csv', '--against', 'b.csv', '--html', 'report.html');
    const page = readFileSync(join(folder, 'report.html'), 'utf8');
    assert.match(page.replace(/\s+/g, ' '), /Saying fine where fraud is true costs EUR 100/);
  });
});

test('prices that are small whole numbers are counted, and are the same money', () => {
  const rows = loans(200);
  const contract = loanContract('matrix: { "1": { "0": 5 }, "0": { "1": 1 } }');
  const truth = rows.map(({ label, prediction }) => (label === prediction ? 0 : label === 1 ? 5 : 1));
  return inFolder({ 'p.csv': csv(rows), 'holdfast.yaml': contract }, async ({ run }) => {
    const { measurements } = told((await run('evaluate', 'p.csv', '--json')).stdout);
    const found = measurements.find(({ entry }) => entry === 'answer-cost');
    assert.ok(Math.abs((found?.value ?? 0) - truth.reduce<number>((a, b) => a + b, 0) / 200) < 1e-12);
    assert.ok(found && found.interval[0] < found.value && found.value < found.interval[1]);
  });
});

test('what a price cannot read is a problem with its line', () => {
  const cases: readonly [costs: string, said: RegExp][] = [
    ['false_negative: { column: amuont }', /TABLE_COLUMN_MISSING: column "amuont".*line 7/],
    ['over: 3', /COSTS_TASK: costs.over is no price of a binary task.*line 7/],
    ['matrix: { "1": { "2": 5 } }', /COSTS_CLASS_UNKNOWN: costs.matrix prices the class "2".*line 7/],
    ['false_negative: amount', /CONTRACT_VALUE: .*line 7.*a number, or a column of prices/],
    ['matrix: { "1": { "0": 5 } }\n  false_positive: 2', /CONTRACT_CONFLICT.*line 8/],
    ['false_negative: { column: note }', /LABEL_NOT_NUMERIC: column "note".*a price needs numbers.*line 7/],
  ];
  const contracts = cases.map(([costs], i) => [`${i}.yaml`, loanContract(costs)] as const);
  const noted = csv(loans(60)).replace(/$/gm, ',x').replace('amount,x', 'amount,note');
  return inFolder({ 'p.csv': noted, ...Object.fromEntries(contracts) }, async ({ run }) => {
    for (const [i, [, said]] of cases.entries()) {
      const { stderr, code } = await run('evaluate', 'p.csv', '-c', `${i}.yaml`);
      assert.equal(code, 3);
      assert.match(stderr.replace(/\s+/g, ' '), said);
    }
  });
});
