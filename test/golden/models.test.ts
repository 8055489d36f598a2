// Every figure of expected.json that the catalogue has, for the reference and the whole analysis of each trained model.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isGap } from '../../packages/core/src/catalogue/define.ts';
import { entryById } from '../../packages/core/src/catalogue/index.ts';
import { meanOf, weightedMeanOf } from '../../packages/core/src/measure/average.ts';
import { oneAgainstRest } from '../../packages/core/src/measure/combine.ts';
import { quantity } from '../../packages/core/src/measure/entry-quantity.ts';
import type { Quantity } from '../../packages/core/src/measure/quantity.ts';
import { makeRows } from '../../packages/core/src/table/rows.ts';
import { needsShared, shared } from '../shared.ts';
import { type Asked, Comparison, codesIn } from './entries.ts';
import { checkPoints } from './points.ts';
import { type Columns, cellsOf, joined, numbers, readColumns } from './real.ts';

const TOLERANCE = { rel: 1e-9, abs: 1e-12 };

interface Hint {
  readonly task: 'binary' | 'multiclass' | 'regression' | 'forecast';
  readonly classes?: readonly string[];
  readonly columns: {
    readonly id: string;
    readonly label: string;
    readonly prediction: string;
    readonly score?: string | Readonly<Record<string, string>>;
    readonly quantiles?: Readonly<Record<string, string>>;
  };
  readonly costs?: Readonly<Record<string, unknown>>;
}
interface Expected {
  readonly reference: Figures;
  readonly analysis: { readonly all: Figures };
}
type Figures = Readonly<Record<string, unknown>>;
type Check = (to: Comparison, place: string, rows: Columns, wanted: Figures, hint: Hint) => void;

const json = (path: string): unknown => JSON.parse(readFileSync(shared(path) ?? '', 'utf8'));
/** A figure that is not defined is null there, and a gap here. */
const figure = (wanted: unknown): unknown => (wanted === null ? Number.NaN : wanted);

const BINARY: Readonly<Record<string, string>> = {
  base_rate: 'base-rate',
  predicted_rate: 'selection-rate',
  mean_score: 'mean-score',
  accuracy: 'accuracy',
  precision: 'precision',
  recall: 'recall',
  specificity: 'specificity',
  f1: 'f1',
  balanced_accuracy: 'balanced-accuracy',
  mcc: 'mcc',
  roc_auc: 'roc-auc',
  average_precision: 'average-precision',
  log_loss: 'log-loss',
  brier: 'brier',
  ece10: 'expected-calibration-error',
  cost_per_row: 'cost-per-row',
};

const binary: Check = (to, place, rows, wanted, { columns, costs = {} }) => {
  const label = numbers(rows, columns.label);
  const lists = { label, prediction: numbers(rows, columns.prediction), score: numbers(rows, String(columns.score)) };
  const params = {
    false_positive: Number(costs['false_positive'] ?? 0),
    false_negative: Number(costs['false_negative'] ?? 0),
  };
  for (const [key, id] of Object.entries(BINARY)) {
    if (key in wanted)
      to.check(
        `${place} ${key}`,
        id,
        { lists, classes: 2 },
        figure(wanted[key]),
        TOLERANCE,
        id === 'cost-per-row' ? params : {},
      );
  }
};

const multiclass: Check = (to, place, rows, wanted, { columns, classes = [] }) => {
  const label = codesIn(classes, cellsOf(rows, columns.label));
  const prediction = codesIn(classes, cellsOf(rows, columns.prediction));
  const named = columns.score as Record<string, string>; // as: one for each class
  const scores = classes.map((name) => numbers(rows, named[name] ?? ''));
  const total = label.map((_, i) => scores.reduce((sum, score) => sum + (score[i] ?? 0), 0));
  const normal = scores.map((score) => score.map((value, i) => value / (total[i] ?? 1)));
  const asked = (parts: object): Asked => ({ lists: { label, prediction, ...parts }, classes: classes.length });
  const check = (key: string, id: string, parts: object = {}): void =>
    to.check(`${place} ${key}`, id, asked(parts), figure(wanted[key]), TOLERANCE);
  check('accuracy', 'accuracy');
  check('balanced_accuracy', 'balanced-accuracy');
  check('log_loss', 'multiclass-log-loss', { scores: normal });
  check('brier', 'multiclass-brier', { scores });
  check('ece10_confidence', 'top-confidence-calibration-error', { scores });
  checkAverages(to, place, wanted, asked({ scores: normal }));
  const shares = wanted['class_share'] as Record<string, number>; // as: the form of expected.json
  const predicted = wanted['predicted_share'] as Record<string, number>; // as: the form of expected.json
  for (const [k, name] of classes.entries()) {
    const is = (codes: readonly number[]): number[] => codes.map((code) => Number(code === k));
    const one: Asked = { lists: { label: is(label), prediction: is(prediction) }, classes: 2 };
    to.check(`${place} share of ${name}`, 'base-rate', one, shares[name], TOLERANCE);
    to.check(`${place} predicted share of ${name}`, 'selection-rate', one, predicted[name], TOLERANCE);
  }
};

/** Averages over classes are combinators over binary entries; scikit-learn's figures are those of normalised scores. */
function checkAverages(to: Comparison, place: string, wanted: Figures, { lists, classes }: Asked): void {
  const column = (list: readonly number[] = []): Float64Array => Float64Array.from(list);
  const { label = [], prediction = [], scores = [] } = lists;
  const names = Array.from({ length: classes }, (_, k) => String(k));
  const roles = { label: column(label), prediction: column(prediction), scores: scores.map(column) };
  const rows = makeRows(label.length, { roles, classes: names });
  const each = (id: string): Quantity[] => {
    const entry = entryById(id);
    assert.ok(entry, id);
    return names.map((_, k) => oneAgainstRest(quantity(entry), k));
  };
  const check = (key: string, of: Quantity): void => {
    const found = of.of(rows, 'value');
    to.compare(`${place} ${key}`, isGap(found) ? null : found.value, figure(wanted[key]), TOLERANCE);
  };
  check('f1_macro', meanOf(each('f1')));
  check('f1_weighted', weightedMeanOf(each('f1'), each('base-rate')));
  check('roc_auc_ovr_macro', meanOf(each('roc-auc')));
}

const regression: Check = (to, place, rows, wanted, { columns }) => {
  const points = {
    label: numbers(rows, columns.label),
    prediction: numbers(rows, columns.prediction),
    weight: undefined,
  };
  const defined = Object.entries(wanted).map(([key, value]) => [key, figure(value)]);
  checkPoints(to, place, points, Object.fromEntries(defined), TOLERANCE);
};

const forecast: Check = (to, place, rows, wanted, { columns }) => {
  const label = numbers(rows, columns.label);
  const quantiles = columns.quantiles ?? {};
  const at = (level: number): number[] => numbers(rows, quantiles[level] ?? '');
  const names: Record<string, string> = {
    bias_p50: 'bias',
    mae_p50: 'mae',
    rmse_p50: 'rmse',
    wape_p50: 'wape',
    mean_p50: 'mean_prediction',
  };
  const middle = Object.entries(wanted).map(([key, value]) => [names[key] ?? key, value]);
  checkPoints(to, place, { label, prediction: at(0.5), weight: undefined }, Object.fromEntries(middle), TOLERANCE);
  for (const level of [0.1, 0.5, 0.9]) {
    const asked: Asked = { lists: { label, quantile: at(level) }, classes: 0 };
    to.check(`${place} pinball ${level}`, 'pinball', asked, wanted[`pinball_p${100 * level}`], TOLERANCE, { level });
  }
  const ends: Asked = { lists: { label, lower: at(0.1), upper: at(0.9) }, classes: 0 };
  to.check(`${place} coverage`, 'interval-coverage', ends, wanted['coverage_p10_p90'], TOLERANCE);
  to.check(`${place} width`, 'interval-width', ends, wanted['mean_width'], TOLERANCE);
};

const CHECKS: Record<Hint['task'], Check> = { binary, multiclass, regression, forecast };

/** The rows that have a label. */
function labelled(rows: Columns, label: string): Columns {
  const has = cellsOf(rows, label).map((cell) => cell !== null);
  return Object.fromEntries(Object.entries(rows).map(([name, cells]) => [name, cells.filter((_, i) => has[i])]));
}

const CASES = [
  'adult-income',
  'bakery-coffee',
  'bank-call',
  'bike-demand',
  'credit-default',
  'elec2-price',
  'flights-delay',
  'pm25-class',
  'taxi-fare',
];

for (const name of CASES) {
  test(`${name}: figures of reference and analysis are those that were expected`, needsShared, async (context) => {
    const hint = json(`models/${name}/holdfast-hint.json`) as Hint; // as: the form of these files
    const expected = json(`models/${name}/expected.json`) as Expected; // as: the form of these files
    const { id, label, prediction, score, quantiles = {} } = hint.columns;
    const scores = score === undefined ? [] : typeof score === 'string' ? [score] : Object.values(score);
    const names = [id, prediction, ...scores, ...Object.values(quantiles)];
    const reference = await readColumns(`models/${name}/reference.parquet`, [...names, label]);
    const bare = await readColumns(`models/${name}/analysis.parquet`, names);
    const labels = await readColumns(`models/${name}/labels.parquet`, [id, label]);
    const analysis = { ...bare, [label]: joined(bare, labels, { on: id, take: label }) };
    const to = new Comparison();
    const whole = (expected.reference['all'] ?? expected.reference) as Figures; // as: some cases have parts below it
    const parts: [string, Columns, Figures][] = [
      ['reference', reference, whole],
      ['analysis', analysis, expected.analysis.all],
    ];
    for (const [part, rows, wanted] of parts) {
      const judged = labelled(rows, label);
      assert.equal(cellsOf(judged, label).length, wanted['n'], `rows of ${part}`);
      CHECKS[hint.task](to, `${name} ${part}`, judged, wanted, hint);
    }
    to.report(context, name);
  });
}
