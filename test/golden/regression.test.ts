// Errors of numbers against scikit-learn 1.9.1 and formulas of the golden maker; provenance is in data/regression.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Comparison, inputOf } from './entries.ts';
import { checkPoints } from './points.ts';
import { type GoldenCase, readGolden } from './tally.ts';

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
  for (const { name, input, output, tolerance } of family('forecast')) {
    const one = (key: string): number[][] => [input[key] as number[]]; // as: the family's form
    const many = (key: string): number[][] | undefined => input[key] as number[][] | undefined; // as: the family's form
    const actual = many('actual_origin_by_horizon') ?? one('y_true');
    const forecast = many('forecast_origin_by_horizon') ?? one('y_pred');
    const all = { label: actual.flat(), prediction: forecast.flat(), weight: undefined };
    checkPoints(to, `${name} all`, all, output['all'] as object, tolerance); // as: the form of labels
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
    for (const [key, want] of Object.entries(output))
      to.check(name, ids[key] ?? key, asked, want, tolerance, { level });
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
  to.report(context, 'regression, quantiles');
});
