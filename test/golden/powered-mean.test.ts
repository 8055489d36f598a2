// What ppi-python 0.2.3 says of means from few labels, on small samples and on real tables.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile } from '../../packages/core/src/stats/normal.ts';
import { poweredMean } from '../../packages/core/src/stats/powered-mean.ts';
import { findColumn } from '../../packages/core/src/table/table.ts';
import { needsShared, shared } from '../shared.ts';
import { tableOf } from './compat-tables.ts';
import { type GoldenCase, readGolden, Tally } from './tally.ts';

/** Every so-manieth row of the real tables has a label. */
const LABELLED_EVERY = 20;

test('means from few labels equal ppi-python', needsShared, async (context) => {
  const cases = readGolden(shared('golden/b-ppi.json') ?? assert.fail('needs golden'));
  const means = cases.filter(({ name }) => name.startsWith('mean/'));
  assert.equal(means.length, 90);
  context.diagnostic(`${cases.length - means.length} cases are quantiles and regressions, which no number here is`);
  const tally = new Tally();
  for (const golden of means) compare(tally, golden, await sidesOf(golden));
  tally.report(context, 'means from few labels');
});

function compare(tally: Tally, { name, params, output, tolerance }: GoldenCase, sides: Sides): void {
  const alpha = Number(params['alpha']);
  const at = (lambda: number | null, tail: number): readonly [number, number] => {
    const { value, variance } = poweredMean(sides, lambda) ?? assert.fail(name);
    const half = normalQuantile(1 - tail) * Math.sqrt(variance.labelled + variance.rest);
    return [value - half, value + half];
  };
  if (name.endsWith('/side')) {
    // One-sided bounds of theirs are made with half of the model.
    tally.compare(`${name}.larger`, [at(0.5, alpha)[0], Infinity], output['larger'], tolerance);
    tally.compare(`${name}.smaller`, [-Infinity, at(0.5, alpha)[1]], output['smaller'], tolerance);
    tally.compare(`${name}.classical`, at(0, alpha / 2), output['classical'], tolerance);
    return;
  }
  const lambda = params['lam'] === null ? null : Number(params['lam']);
  // That program draws its value at the weight that it finds from λ = 1, and its interval at the same.
  const found = poweredMean(sides, lambda) ?? assert.fail(name);
  tally.compare(`${name}.estimate`, found.value, output['estimate'], tolerance);
  tally.compare(`${name}.ci`, at(lambda, alpha / 2), output['ci'], tolerance);
  tally.compare(`${name}.lam`, found.lambda, output['lam'], tolerance);
}

type Sides = Parameters<typeof poweredMean>[0];

async function sidesOf({ input }: GoldenCase): Promise<Sides> {
  if (Array.isArray(input['Y'])) {
    const list = (key: string) => Float64Array.from(input[key] as number[]); // as: its form
    return { truth: list('Y'), model: list('Yhat'), rest: list('Yhat_unlabeled') };
  }
  const table = await tableOf({ dataset: String(input['dataset']), rows: String(input['rows']) });
  const numbers = (name: string): Float64Array => {
    const column = findColumn(table, name);
    return column?.kind === 'number' ? column.values : assert.fail(name);
  };
  const isPrice = input['Y'] === 'y_true';
  const [said, chance] = isPrice ? [numbers('y_pred'), null] : [numbers('y_pred'), numbers('y_pred_proba')];
  const label = numbers(isPrice ? 'y_true' : 'repaid');
  const truth = chance === null ? label : label.map((y, i) => Number(y === said[i]));
  const model = chance === null ? said : chance.map((c, i) => (said[i] === 1 ? c : 1 - c));
  const from = Number(/^\[(\d+),/.exec(String(input['rows']))?.[1]);
  const isLabelled = (_: number, i: number): boolean => (from + i) % LABELLED_EVERY === 0;
  return {
    truth: truth.filter(isLabelled),
    model: model.filter(isLabelled),
    rest: model.filter((_, i) => !isLabelled(_, i)),
  };
}
