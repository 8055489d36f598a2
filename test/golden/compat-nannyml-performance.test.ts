// What NannyML 0.13.1 says of performance window by window: CBPE, DLE and realised.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeFeatures } from '../../packages/core/src/learn/features.ts';
import {
  type NannyCalibration,
  nannyCalibration,
  nannyChances,
} from '../../packages/core/src/measure/compat/nannyml/calibration.ts';
import {
  type NannyAnswers,
  type NannyWorth,
  nannyMetrics,
} from '../../packages/core/src/measure/compat/nannyml/class-metrics.ts';
import {
  learnLosses,
  lossesOf,
  lossStray,
  lossValue,
  NANNY_LOSSES,
} from '../../packages/core/src/measure/compat/nannyml/losses.ts';
import { type NannyReading, nannyEstimates } from '../../packages/core/src/measure/compat/nannyml/performance.ts';
import { type NannyTables, nannySides } from '../../packages/core/src/measure/compat/nannyml/sides.ts';
import type { NannyWindows } from '../../packages/core/src/measure/compat/nannyml/windows.ts';
import { asFeatures } from '../../packages/core/src/table/as-features.ts';
import { bring, partnersById } from '../../packages/core/src/table/join.ts';
import type { Table } from '../../packages/core/src/table/table.ts';
import { needsShared, shared } from '../shared.ts';
import { columnOf, compareCases, type NamedRows, tableOf } from './compat-tables.ts';
import { type GoldenCase, readGolden, Tally } from './tally.ts';

const EXCEPTIONS = [
  'calibration errors before and after are of splits that numpy draws: the decision and the curve are compared',
  'sampling error and bounds of roc_auc at 3e-3, of average_precision at .5: see golden/README-b.md',
  'DLE by our own learner: values at .03, all that is not learned at 1e-9',
];

test('NannyML: estimated and realised performance, limits and alerts', needsShared, async (context) => {
  const all = readGolden(shared('golden/b-nannyml.json') ?? assert.fail('needs golden'));
  const cases = all.filter(
    ({ name }) => /\/(cbpe|cbpe_normalised|dle|realised)\//.test(name) && !name.endsWith('/chunks'),
  );
  assert.equal(cases.length, CASES);
  const tally = new Tally();
  await compareCases(context, { cases, tally, program: 'nannyml', exceptions: EXCEPTIONS }, async (golden) => {
    const tables = await tablesOf(golden);
    if (golden.name.includes('/dle/')) compareLoss(tally, golden, tables);
    else if (golden.name.endsWith('/calibration')) compareCalibration(tally, golden, tables);
    else compareMetric(tally, golden, tables);
  });
});

const CASES = 83;
const kept = new Map<string, NannyTables>();

async function tablesOf({ input, params, name }: GoldenCase): Promise<NannyTables> {
  const size = params['chunk_size'] ?? (name.includes('size5000') ? 5000 : name.includes('size500') ? 500 : undefined);
  const isMonth = params['chunk_period'] === 'M' || name.includes('/month/');
  const how: NannyWindows = isMonth ? 'month' : size === undefined ? 'ten' : { size: Number(size) };
  const [reference, analysis] = [input['reference'] as NamedRows, input['analysis'] as NamedRows]; // as: their form
  const key = JSON.stringify([reference, analysis, how]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const targets = input['analysis_targets'] as NamedRows | undefined; // as: its form
  const whole = await tableOf(analysis);
  const labelled = targets === undefined ? whole : joined(whole, await tableOf(targets));
  const sides = nannySides(await tableOf(reference), labelled, { how, timestamp: 'timestamp' });
  kept.set(key, sides);
  return sides;
}

function joined(table: Table, targets: Table): Table {
  const partners = partnersById({ name: 'analysis', table }, { name: 'targets', table: targets }, 'id');
  return { n: table.n, columns: [...table.columns, bring(columnOf(targets, 'clf_target'), partners)] };
}

const numbers = (table: Table, name: string): Float64Array => {
  const column = columnOf(table, name);
  return column.kind === 'number' ? column.values : assert.fail(`${name} is text`);
};

interface Side {
  readonly whole: NannyAnswers;
  readonly chances: Float64Array;
}
const sidesKept = new Map<Table, Side>();
const calibrations = new Map<Table, NannyCalibration>();

const labelOf = ({ name }: GoldenCase): string => (name.startsWith('loan') ? 'repaid' : 'clf_target');

function calibrationOf({ reference }: NannyTables, label: string): NannyCalibration {
  const known = calibrations.get(reference.table);
  const found = known ?? nannyCalibration(numbers(reference.table, label), numbers(reference.table, 'y_pred_proba'));
  calibrations.set(reference.table, found);
  return found;
}

function sideOf(table: Table, label: string, calibration: NannyCalibration): Side {
  const known = sidesKept.get(table);
  if (known !== undefined) return known;
  const score = numbers(table, 'y_pred_proba');
  const whole = { label: numbers(table, label), prediction: numbers(table, 'y_pred'), score };
  const found = { whole, chances: nannyChances(calibration, score) };
  sidesKept.set(table, found);
  return found;
}

function compareCalibration(tally: Tally, golden: GoldenCase, tables: NannyTables): void {
  const { curve, area } = calibrationOf(tables, labelOf(golden));
  const { auc_reference, needs_calibration, isotonic_x, isotonic_y } = golden.output;
  const got = {
    auc_reference: area,
    needs_calibration: curve !== null,
    isotonic_x: Array.from(curve?.x ?? []),
    isotonic_y: Array.from(curve?.y ?? []),
  };
  tally.compare(golden.name, got, { auc_reference, needs_calibration, isotonic_x, isotonic_y }, golden.tolerance);
}

const windowsKept = new Map<Int32Array, { readonly came: NannyAnswers; readonly said: NannyAnswers }>();

/** A window with its labels, and with chances in their place: cut once for all metrics. */
function windowOf({ whole, chances }: Side, rows: Int32Array): { came: NannyAnswers; said: NannyAnswers } {
  const known = windowsKept.get(rows);
  if (known !== undefined) return known;
  const came = at(whole, rows);
  const found = { came, said: { ...came, label: at({ ...whole, label: chances }, rows).label } };
  windowsKept.set(rows, found);
  return found;
}

const at = ({ label, prediction, score }: NannyAnswers, rows: Int32Array): NannyAnswers => {
  const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return { label: take(label), prediction: take(prediction), score: take(score) };
};

function compareMetric(tally: Tally, golden: GoldenCase, tables: NannyTables): void {
  const id = golden.name.split('/').at(-1) ?? '';
  const { params, output, name } = golden;
  const matrix = (params['business_value_matrix'] ?? null) as NannyWorth['worth'] | null; // as: its form
  const isShares = params['normalize'] === 'all';
  const worth = {
    worth:
      matrix ??
      ([
        [0, 0],
        [0, 0],
      ] as const),
    isPerPrediction: params['normalize'] === 'per_prediction',
    isShares,
  };
  const metric = nannyMetrics(worth).find((one) => one.id === id) ?? assert.fail(id);
  const calibration = calibrationOf(tables, labelOf(golden));
  const readings = ({ table, windows }: NannyTables['reference']): NannyReading[] => {
    const side = sideOf(table, labelOf(golden), calibration);
    return windows.map(({ rows }) => {
      const { came, said } = windowOf(side, rows);
      return { rows: rows.length, estimated: metric.estimated(said), realised: metric.realised(came) };
    });
  };
  const reference = sideOf(tables.reference.table, labelOf(golden), calibration).whole;
  const { windows, threshold } = nannyEstimates(
    { reference: readings(tables.reference), analysis: readings(tables.analysis) },
    { range: metric.range, strayOf: metric.strayOf(at(reference, tables.reference.rows)) },
  );
  const isRealised = name.includes('/realised/');
  const stray = windows.map((one) => one.stray);
  const loose = id === 'average_precision' ? 0.5 : id === 'roc_auc' ? 3e-3 : 1e-9;
  const got = {
    ...(isRealised
      ? { value: windows.map(({ realised }) => realised) }
      : {
          value: windows.map(({ value }) => value),
          realized: windows.map(({ realised }) => realised),
          alert: windows.map(({ isAlert }) => isAlert),
        }),
    lower_threshold: threshold.lower,
    upper_threshold: threshold.upper,
  };
  const want = Object.fromEntries(Object.keys(got).map((key) => [key, output[key]]));
  tally.compare(name, got, want, { rel: 1e-9, abs: 1e-12 });
  tally.compare(`${name}.sampling_error`, stray, output['sampling_error'], { rel: loose, abs: 1e-12 });
  if (isRealised || loose > 1e-9) return;
  const bounds = { lower: windows.map(({ lower }) => lower), upper: windows.map(({ upper }) => upper) };
  const { lower_confidence_boundary: lower, upper_confidence_boundary: upper } = output;
  tally.compare(`${name}.bounds`, bounds, { lower, upper }, { rel: 1e-9, abs: 1e-12 });
}

const FEATURES = [
  'car_age',
  'km_driven',
  'price_new',
  'accident_count',
  'door_count',
  'fuel',
  'transmission',
  'y_pred',
];
/** Learned here: one of six, as each takes a second. */
const LEARNED = ['mae'];

function compareLoss(tally: Tally, golden: GoldenCase, { reference, analysis }: NannyTables): void {
  const loss = NANNY_LOSSES.find(({ id }) => golden.name.endsWith(`/${id}`)) ?? assert.fail(golden.name);
  const before = lossesOf(loss, numbers(reference.table, 'y_true'), numbers(reference.table, 'y_pred'));
  const after = lossesOf(loss, numbers(analysis.table, 'y_true'), numbers(analysis.table, 'y_pred'));
  const isLearned = LEARNED.includes(loss.id);
  const features = asFeatures(reference.table, FEATURES);
  const learned = isLearned ? learnLosses(features, before) : null;
  const readings = ({ table, windows }: NannyTables['reference'], losses: Float64Array): NannyReading[] => {
    const own = asFeatures(table, FEATURES);
    return windows.map(({ rows }) => ({
      rows: rows.length,
      estimated: learned === null ? Number.NaN : lossValue(loss, learned(takeFeatures(own, rows))),
      realised: lossValue(
        loss,
        Float64Array.from(rows, (row) => losses[row] ?? Number.NaN),
      ),
    }));
  };
  const { windows, threshold } = nannyEstimates(
    { reference: readings(reference, before), analysis: readings(analysis, after) },
    { range: { low: 0 }, strayOf: lossStray(loss, before) },
  );
  const { output, name } = golden;
  const exact = {
    realized: windows.map(({ realised }) => realised),
    sampling_error: windows.map(({ stray }) => stray),
    lower_threshold: threshold.lower,
    upper_threshold: threshold.upper,
  };
  const want = Object.fromEntries(Object.keys(exact).map((key) => [key, output[key]]));
  tally.compare(name, exact, want, { rel: 1e-9, abs: 1e-12 });
  if (!isLearned) return;
  const got = { value: windows.map(({ value }) => value), alert: windows.map(({ isAlert }) => isAlert) };
  tally.compare(`${name}.learned`, got, { value: output['value'], alert: output['alert'] }, { rel: 0.03, abs: 0 });
}
