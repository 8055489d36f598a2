// Errors of numbers against scikit-learn 1.9.1 and formulas of the golden maker; provenance is in data/regression.json.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isGap } from '../../packages/core/src/catalogue/define.ts';
import { entryById } from '../../packages/core/src/catalogue/index.ts';
import { meanOf } from '../../packages/core/src/measure/average.ts';
import { inGroup } from '../../packages/core/src/measure/combine.ts';
import { quantity } from '../../packages/core/src/measure/entry-quantity.ts';
import type { Quantity } from '../../packages/core/src/measure/quantity.ts';
import { naiveErrors } from '../../packages/core/src/stats/naive-errors.ts';
import { takeRows } from '../../packages/core/src/table/rows.ts';
import { Comparison, inputOf } from './entries.ts';
import { checkPoints } from './points.ts';
import { byOtherName, readValue, rowsOf } from './readings.ts';
import { type GoldenCase, readGolden, type Tolerance } from './tally.ts';

const cases = readGolden(fileURLToPath(new URL('data/regression.json', import.meta.url)));
const family = (name: string): GoldenCase[] => cases.filter(({ params }) => params['family'] === name);

test('errors of point predictions equal scikit-learn and the formulas', (context) => {
  const to = new Comparison();
  for (const one of family('point')) {
    const { name, output, tolerance } = one;
    const { y_true: label, y_pred: prediction, weight } = inputOf(one);
    checkPoints(to, name, { label, prediction, weight }, output, tolerance);
  }
  to.report(context, 'regression, points');
});

test('errors of forecasts equal the formulas, all and by horizon', (context) => {
  const to = new Comparison();
  for (const { name, params, input, output, tolerance } of family('forecast')) {
    const one = (key: string): number[][] => [input[key] as number[]]; // as: the family's form
    const many = (key: string): number[][] | undefined => input[key] as number[][] | undefined; // as: the family's form
    const actual = many('actual_origin_by_horizon') ?? one('y_true');
    const forecast = many('forecast_origin_by_horizon') ?? one('y_pred');
    const all = { label: actual.flat(), prediction: forecast.flat(), weight: undefined };
    checkPoints(to, `${name} all`, all, (output['all'] ?? output) as object, tolerance); // as: the form of labels
    checkScaled(to, name, { input, params, output }, tolerance);
    for (const [o, wanted] of ((output['per_origin'] ?? []) as object[]).entries()) {
      // as: the family's form
      const row = { label: actual[o] ?? [], prediction: forecast[o] ?? [], weight: undefined };
      checkPoints(to, `${name} origin ${o}`, row, wanted, tolerance);
    }
    const horizons = (output['per_horizon'] ?? []) as object[]; // as: the family's form
    for (const [h, wanted] of horizons.entries()) {
      const at = (table: number[][]): number[] => table.map((row) => row[h] ?? 0);
      checkPoints(
        to,
        `${name} horizon ${h}`,
        { label: at(actual), prediction: at(forecast), weight: undefined },
        wanted,
        tolerance,
      );
    }
  }
  to.report(context, 'regression, forecasts');
});

/** MASE and RMSSE: the scale is of the training series; a series that repeats itself has none. */
function checkScaled(
  to: Comparison,
  name: string,
  { input, params, output }: Pick<GoldenCase, 'input' | 'params' | 'output'>,
  tolerance: Tolerance,
): void {
  const [train, actual, forecast] = ['train', 'actual_origin_by_horizon', 'forecast_origin_by_horizon'].map(
    (key) => (Array.isArray(input[key]) ? (input[key] as number[]).flat() : []), // as: the family's form
  );
  const label = actual?.length ? actual : (input['y_true'] as number[]); // as: the family's form
  const prediction = forecast?.length ? forecast : (input['y_pred'] as number[]); // as: the family's form
  const scale = naiveErrors(train ?? [], Number(params['season']));
  const wanted = (output['all'] ?? output) as Record<string, unknown>; // as: the family's form
  const naive = { mase: scale?.meanAbsolute ?? 0, rmsse: scale?.rootMeanSquare ?? 0 };
  const asked = { lists: { label, prediction }, classes: 0 };
  for (const id of ['mase', 'rmsse'] as const) {
    if (id in wanted) to.check(`${name} ${id}`, id, asked, wanted[id], tolerance, { naive: naive[id] });
  }
}

test('several outputs are rows with a name: raw values are slices, their mean is a mean of slices', (context) => {
  const to = new Comparison();
  for (const { name, input, output, tolerance } of family('outputs')) {
    const [truth, answers] = [input['y_true'] as number[][], input['y_pred'] as number[][]]; // as: the family's form
    const outputs = [0, 1];
    const group = Int32Array.from(outputs.flatMap((k) => truth.map(() => k)));
    const column = (table: number[][]): number[] => outputs.flatMap((k) => table.map((row) => row[k] ?? 0));
    const rows = { ...rowsOf({ label: column(truth), prediction: column(answers) }), group };
    for (const id of ['mae', 'rmse', 'r2', 'mape']) {
      const entry = entryById(id);
      assert.ok(entry);
      const slices = outputs.map((k) => inGroup(quantity(entry), k));
      const valueIn = (q: Quantity): number | null => {
        const found = q.of(rows, 'value');
        return isGap(found) ? null : found.value;
      };
      const raw = output[`${id}_raw_values`] as number[]; // as: the family's form
      for (const [k, want] of raw.entries())
        to.compare(`${name} ${id} ${k}`, valueIn(slices[k] ?? meanOf([])), want, tolerance);
      to.compare(`${name} ${id}`, valueIn(meanOf(slices)), output[`${id}_uniform_average`], tolerance);
    }
  }
  to.report(context, 'regression, several outputs');
});

test('coverage, width and score of intervals equal the formulas', (context) => {
  const to = new Comparison();
  const ids: Record<string, string> = {
    coverage: 'interval-coverage',
    width: 'interval-width',
    interval_score: 'interval-score',
  };
  for (const one of family('interval')) {
    const { name, params, output, tolerance } = one;
    const { y_true: label, lower, upper, weight } = inputOf(one);
    const asked = { lists: { label, lower, upper }, classes: 0, weight };
    const level = 1 - Number(params['alpha']);
    for (const [key, want] of Object.entries(output)) {
      if (key in ids) to.check(name, ids[key] ?? key, asked, want, tolerance, { level });
    }
    // What lies outside one end is what an interval without the other end does not cover.
    const ends = { lower: lower.map(() => -Infinity), upper: upper.map(() => Infinity) };
    const outside = (end: object): number => {
      const covered = readValue('interval-coverage', rowsOf({ ...asked.lists, ...end }, { weight }), null);
      return 1 - (covered ?? Number.NaN);
    };
    if ('below' in output) to.compare(`${name} below`, outside({ upper: ends.upper }), output['below'], tolerance);
    if ('above' in output) to.compare(`${name} above`, outside({ lower: ends.lower }), output['above'], tolerance);
  }
  to.report(context, 'regression, intervals');
});

test('pinball loss by level equals scikit-learn', (context) => {
  const to = new Comparison();
  for (const one of family('quantiles')) {
    const { name, output, tolerance } = one;
    const { y_true: label, levels, quantiles } = inputOf(one);
    for (const [k, want] of (output['pinball_per_level'] as number[]).entries()) {
      // as: the family's form
      const quantile = quantiles.map((row) => row[k] ?? 0);
      to.check(`${name} ${levels[k]}`, 'pinball', { lists: { label, quantile }, classes: 0 }, want, tolerance, {
        level: levels[k] ?? 0,
      });
    }
  }
  for (const one of family('quantiles')) {
    const { name, output, tolerance } = one;
    const { y_true: label, levels, quantiles: table } = inputOf(one);
    const quantiles = levels.map((level, k) => ({ level, values: Float64Array.from(table, (row) => row[k] ?? 0) }));
    const rows = rowsOf({ label }, { quantiles });
    to.compare(`${name} crps`, readValue('crps', rows, null), output['crps_quantiles'], tolerance);
    to.compare(`${name} wis`, byOtherName('weighted-interval-score', rows), output['wis'], tolerance);
    for (const [key, id] of [
      ['crps_quantiles_per_row', 'crps'],
      ['wis_per_row', 'crps'],
    ] as const) {
      for (const [i, want] of (output[key] as number[]).entries()) {
        // as: the family's form
        to.compare(`${name} ${key} ${i}`, readValue(id, takeRows(rows, [i]), null), want, tolerance);
      }
    }
  }
  to.report(context, 'regression, quantiles');
});
