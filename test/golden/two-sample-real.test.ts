// Two samples of real columns against scipy 1.14.1: from all rows, and from the profiles of the rows.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isGap, type WindowGiven, withDefaults } from '../../packages/core/src/catalogue/define.ts';
import { windowEntryById } from '../../packages/core/src/catalogue/index.ts';
import { deviationOf } from '../../packages/core/src/profile/moments.ts';
import { kolmogorovSmirnov, wassersteinDistance } from '../../packages/core/src/stats/two-samples.ts';
import { needsShared, shared } from '../shared.ts';
import { numbers, readColumns } from './real.ts';
import { type GoldenCase, readGolden, Tally } from './tally.ts';
import { profiled } from './two-sample-profiles.ts';

interface Named {
  readonly dataset: string;
  readonly columns: Record<string, string>;
  readonly rows: string;
}

const read = new Map<string, ReturnType<typeof readColumns>>();
/** Every column of the data set that a case needs; read once. */
function columnsOf(dataset: string): ReturnType<typeof readColumns> {
  const names = dataset.startsWith('elec2')
    ? ['nswprice']
    : ['car_value', 'y_pred_proba', 'driver_tenure', 'loan_length', 'debt_to_income_ratio'];
  const found = read.get(dataset) ?? readColumns(`data/${dataset}`, names);
  read.set(dataset, found);
  return found;
}

/** The rows of both samples, as the case names them. */
async function samplesOf({ input }: GoldenCase): Promise<[number[], number[]]> {
  const rows = async (dataset: string, column: string, from: number, to: number): Promise<number[]> =>
    numbers(await columnsOf(dataset), column).slice(from, to);
  if (typeof input['dataset'] === 'string') {
    const column = (input['columns'] as { x: string }).x; // as: the form of this case
    const place = (key: string): [number, number] => {
      const [from = 0, last = 0] = String(input[key]).split('..').map(Number);
      return [from, last + 1];
    };
    const path = input['dataset'];
    return [await rows(path, column, ...place('rows_x')), await rows(path, column, ...place('rows_y'))];
  }
  const side = (key: 'x' | 'y'): Promise<number[]> => {
    const { dataset, columns, rows: which } = input[key] as Named; // as: the form of these cases
    return rows(dataset, columns[key] ?? '', 0, Number(which.replace('first ', '')));
  };
  return [await side('x'), await side('y')];
}

test(
  'distances of real columns agree with golden, and from profiles are within their bound',
  needsShared,
  async (context) => {
    const tally = new Tally();
    const path = shared('golden/a-two-sample.json') ?? assert.fail('needs golden');
    for (const golden of readGolden(path).filter(({ params }) => params['family'] === 'two samples, real')) {
      const { name, output } = golden;
      const tight = { rel: 1e-11, abs: 1e-12 };
      const [x, y] = await samplesOf(golden);
      const [a, b] = [Float64Array.from(x).sort(), Float64Array.from(y).sort()];
      const { statistic } = output['ks_two-sided_auto'] as { statistic: number }; // as: the form of these outputs
      const area = Number(output['wasserstein']);
      tally.compare(`${name}.ks`, kolmogorovSmirnov(a, b)?.distance, statistic, tight);
      tally.compare(`${name}.wasserstein`, wassersteinDistance(a, b), area, tight);
      const given = profiled(x, y);
      const value = (id: string): number => {
        const entry = windowEntryById(id) ?? assert.fail(id);
        const answer = entry.measure(given as WindowGiven, withDefaults(entry)); // as: it has all accumulators
        return isGap(answer) ? assert.fail(JSON.stringify(answer)) : answer.value;
      };
      const [ks, scaled] = [value('kolmogorov-smirnov'), value('wasserstein')];
      assert.ok(ks <= statistic + 1e-12 && ks >= statistic - 1 / 32, `${name}: ${ks} of ${statistic}`);
      const binned = scaled * (deviationOf(given.reference.moments) ?? 0);
      context.diagnostic(`${name}: from bins ks ${ks} of ${statistic}, wasserstein ${binned} of ${area}`);
      assert.ok(Math.abs(binned - area) <= 0.05 * area + 0.02 * (deviationOf(given.reference.moments) ?? 0), name);
    }
    tally.report(context, 'real columns');
  },
);
