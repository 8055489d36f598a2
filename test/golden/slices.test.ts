// Slices against exhaustive enumeration (golden/b-sliceline) and divergence against DivExplorer 0.2.6
// (golden/b-divexplorer). Where the sliceline package differs from the enumeration, the enumeration is right.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Coded, nameOf } from '../../packages/core/src/measure/slices/coded.ts';
import { everyDivergence, type Outcome, outcomeOf } from '../../packages/core/src/measure/slices/divergence.ts';
import { searchSlices } from '../../packages/core/src/measure/slices/search.ts';
import { needsShared, shared } from '../shared.ts';
import { numbers, readColumns } from './real.ts';
import { type GoldenCase, readGolden, Tally } from './tally.ts';

interface Truth {
  readonly slice: Record<string, number>;
  readonly score: number;
  readonly size: number;
  readonly error_sum?: number;
}

/** Columns of codes from 1, every code up to the highest an item. */
const coded = (name: string, codes: readonly number[]): Coded => ({
  name,
  codes: Uint16Array.from(codes),
  labels: Array.from({ length: Math.max(...codes) }, (_, k) => String(k + 1)),
});

/**
 * Scores and sizes by place. Equal scores may stand in another order, and at the last place any of them: sets are
 * compared where the score is above that of the last.
 */
function compareSlices(tally: Tally, golden: GoldenCase, features: readonly Coded[], loss: Float64Array): void {
  const { name, params, output, tolerance } = golden;
  const [alpha, keep, depth] = [Number(params['alpha']), Number(params['k']), Number(params['max_l'])];
  const sizeMin = Number(params['min_sup_rows'] ?? params['min_sup']);
  const truth = output['truth'] as Truth[]; // as: golden's form
  const { slices, isExact } = searchSlices(features, loss, { alpha, keep, depth, sizeMin });
  assert.ok(isExact, name);
  const scores = slices.map(({ score }) => score);
  tally.compare(
    `${name}.scores`,
    scores,
    truth.map(({ score }) => score),
    tolerance,
  );
  const last = truth.at(-1)?.score ?? 0;
  const isSure = ({ score }: { score: number }): boolean => score > last + 1e-9;
  const items = (slice: Record<string, number>) =>
    Object.entries(slice).map(([column, code]) => ({ feature: features.findIndex((f) => f.name === column), code }));
  const want = truth.filter(isSure).map(({ slice, size }) => `${nameOf(items(slice), features)} ${size}`);
  const got = slices.filter(isSure).map((slice) => `${nameOf(slice.items, features)} ${slice.size}`);
  tally.compare(`${name}.slices`, got.sort(), want.sort(), tolerance);
}

test('the best slices are those of an exhaustive enumeration, also where the package loses them', (context) => {
  const tally = new Tally();
  for (const golden of readGolden(fileURLToPath(new URL('data/sliceline.json', import.meta.url)))) {
    const { features, loss } = golden.input as { features: number[][]; loss: number[] }; // as: golden's form
    const columns = (features[0] ?? []).map((_, f) =>
      coded(
        `x${f}`,
        features.map((row) => row[f] ?? 0),
      ),
    );
    compareSlices(tally, golden, columns, Float64Array.from(loss));
  }
  tally.report(context, 'slices, small tables');
});

const FEATURES = 'age workclass fnlwgt education education-num marital-status occupation relationship race sex';
const NAMES = [...FEATURES.split(' '), 'capital-gain', 'capital-loss', 'hours-per-week', 'native-country'];
const adult = () => readColumns('golden/b-sliceline-adult.parquet', [...NAMES, 'y', 'p', 'log_loss', 'error01']);

test('the best slices of adult are those of an exhaustive enumeration', needsShared, async (context) => {
  const tally = new Tally();
  const columns = await adult();
  const cases = readGolden(shared('golden/b-sliceline.json') ?? '').filter(({ input }) => input['loss'] !== undefined);
  for (const golden of cases.filter(({ input }) => typeof input['loss'] === 'string')) {
    const features = NAMES.map((name) => coded(name, numbers(columns, name)));
    compareSlices(tally, golden, features, Float64Array.from(numbers(columns, String(golden.input['loss']))));
  }
  tally.report(context, 'slices, adult');
});

interface Row {
  readonly itemset: readonly string[];
  readonly support: number;
  readonly value: number;
  readonly divergence: number;
  readonly t: number;
}

test('divergence of item sets agrees with DivExplorer', needsShared, async (context) => {
  const tally = new Tally();
  const columns = await adult();
  const [y, p, error] = ['y', 'p', 'error01'].map((name) => Float64Array.from(numbers(columns, name)));
  assert.ok(y && p && error);
  const yes = p.map((score) => Number(score >= 0.5));
  const outcomes: Record<string, Outcome> = {
    error: outcomeOf(error, null),
    fpr: outcomeOf(
      yes,
      Uint8Array.from(y, (label) => 1 - label),
    ),
    fnr: outcomeOf(
      yes.map((one) => 1 - one),
      Uint8Array.from(y),
    ),
    'log_loss (quantitative)': outcomeOf(Float64Array.from(numbers(columns, 'log_loss')), null),
  };
  for (const { name, params, output, tolerance } of readGolden(shared('golden/b-divexplorer.json') ?? '')) {
    if (output['error'] !== undefined) continue; // The package raises with this algorithm; the answer is that above.
    const features = (params['attributes'] as string[]).map((one) => coded(one, numbers(columns, one))); // as: its form
    const outcome = outcomes[String(params['outcome'])] ?? assert.fail(String(params['outcome']));
    const rowsMin = Math.ceil(Number(params['min_support']) * y.length);
    const found = everyDivergence(features, outcome, { depth: features.length, rowsMin });
    tally.compare(`${name}.itemsets`, found.length, output['itemsets'], tolerance);
    const byName = new Map(
      found.map((one) => [
        one.items
          .map(({ feature, code }) => `${features[feature]?.name}=${code}`)
          .sort()
          .join(),
        { support: one.rows / y.length, value: one.rate?.mean, divergence: one.divergence, t: one.t },
      ]),
    );
    for (const { itemset, ...want } of output['rows'] as Row[]) // as: golden's form
      tally.compare(`${name} ${itemset}`, byName.get([...itemset].sort().join()) ?? null, want, tolerance);
  }
  tally.report(context, 'divergence');
});
