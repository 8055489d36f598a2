// The golden cases whose input is a real file: they read the shared folder and are skipped, with a reason, without it.
import { test } from 'node:test';
import { needsShared, shared } from '../shared.ts';
import { belowEdges } from './edges.ts';
import { type Asked, Comparison, classesOf } from './entries.ts';
import { checkLabels, checkScores, type LabelsOutput, shortLabels } from './labels.ts';
import { checkPoints } from './points.ts';
import { type Columns, cellsOf, joined, numbers, readColumns } from './real.ts';
import { type GoldenCase, readGolden } from './tally.ts';

const family = (file: string, name: string): GoldenCase[] =>
  readGolden(shared(`golden/${file}.json`) ?? '').filter(({ params }) => params['family'] === name);

type Roles = Readonly<Record<string, string>>;
interface RealInput {
  readonly dataset: string;
  readonly columns: Roles;
  readonly rows: string;
  readonly join?: { readonly dataset: string; readonly on: string };
  readonly y_pred?: string;
}

const realInput = ({ input }: Pick<GoldenCase, 'input'>): RealInput => input as unknown as RealInput; // as: their form

const COMPAS = 'compas/compas-scores-two-years.csv.gz';
const folder = (dataset: string): string => (dataset.startsWith('../') ? dataset.slice(3) : `data/${dataset}`);
const first = <T>(list: readonly T[], rows: string): readonly T[] =>
  rows.startsWith('first ') ? list.slice(0, Number(rows.slice(6))) : list;

/** The role columns of a case, each file read once. */
const opened = new Map<string, Promise<Columns>>();
function open(path: string, names: readonly string[]): Promise<Columns> {
  const key = `${path} ${names.join()}`;
  const found = opened.get(key) ?? readColumns(path, names);
  opened.set(key, found);
  return found;
}

async function rolesOf({ dataset, columns, rows, join }: RealInput): Promise<Record<string, readonly number[]>> {
  const names = [...Object.values(columns), ...(join ? [join.on] : [])];
  const table = await open(folder(dataset), names);
  const extra = join ? await open(folder(join.dataset), [join.on, columns['y_true'] ?? '']) : null;
  const found = Object.entries(columns).map(([role, name]) => {
    const isJoined = join !== undefined && extra !== null && !(name in table);
    const cells = isJoined ? joined(table, extra, { on: join.on, take: name }) : cellsOf(table, name);
    return [role, first(numbers({ [name]: cells }, name), rows)] as const;
  });
  return Object.fromEntries(found);
}

const isCompas = ({ input }: GoldenCase): boolean => input['dataset'] === COMPAS;

test('labels and scores of car loan and California equal scikit-learn', needsShared, async (context) => {
  const to = new Comparison();
  for (const one of family('a-classification', 'real')) {
    if (isCompas(one)) continue;
    const { y_true: truth = [], y_pred: answers = [], score = [] } = await rolesOf(realInput(one));
    const output = one.output as Record<string, Record<string, unknown>>; // as: the family's form
    const chunks = one.output['chunks'] as readonly Record<string, unknown>[] | undefined; // as: the family's form
    const size = Number(one.params['chunk_rows']);
    for (const [k, wanted] of (chunks ?? [{ ...shortLabels(output['labels'] ?? {}), ...output['scores'] }]).entries()) {
      const part = (list: readonly number[]): readonly number[] =>
        chunks ? list.slice(k * size, (k + 1) * size) : list;
      const place = `${one.name} ${k}`;
      const binary = chunks ? { f1: wanted['f1'], specificity: wanted['specificity'] } : wanted['binary'];
      const labels = { ...wanted, binary } as unknown as LabelsOutput; // as: put together above
      checkLabels(to, place, { truth: part(truth), answers: part(answers), classes: [0, 1] }, labels, one.tolerance);
      checkScores(to, place, { lists: { label: part(truth), score: part(score) }, classes: 2 }, wanted, one.tolerance);
    }
  }
  to.report(context, 'classification, real files');
});

test('errors of car price equal scikit-learn', needsShared, async (context) => {
  const to = new Comparison();
  for (const { name, params, input, output, tolerance } of family('a-regression', 'real')) {
    const given = realInput({ input });
    const isApart = given.dataset.includes('analysis');
    const join = { dataset: 'nannyml_car_price/analysis_targets.parquet', on: 'id' };
    const roles = await rolesOf(isApart ? { ...given, join } : given);
    const { y_true: label = [], y_pred: prediction = [], weight } = roles;
    const chunks = output['chunks'] as readonly object[] | undefined; // as: the family's form
    const size = Number(params['chunk_rows']);
    for (const [k, wanted] of (chunks ?? [output]).entries()) {
      const part = (list: readonly number[]): readonly number[] =>
        chunks ? list.slice(k * size, (k + 1) * size) : list;
      const points = { label: part(label), prediction: part(prediction), weight };
      if (!('coverage' in wanted)) checkPoints(to, `${name} ${k}`, points, wanted, tolerance);
      else {
        const shifted = (by: number): number[] => prediction.map((p) => p + by);
        const asked: Asked = { lists: { label, lower: shifted(-1500), upper: shifted(1500) }, classes: 0 };
        const level = 1 - Number(params['alpha']);
        to.check(name, 'interval-coverage', asked, output['coverage'], tolerance);
        to.check(name, 'interval-width', asked, output['width'], tolerance);
        to.check(name, 'interval-score', asked, output['interval_score'], tolerance, { level });
      }
    }
  }
  to.report(context, 'regression, real files');
});

test('calibration of car loan and California equals the formulas and statsmodels', needsShared, async (context) => {
  const to = new Comparison();
  for (const { name, input, output, tolerance } of family('a-calibration', 'errors, real')) {
    const { y_true: label = [], score = [] } = await rolesOf(realInput({ input }));
    for (const bins of [10, 15]) {
      const asked = { lists: { label, score: belowEdges(score, bins) }, classes: 2 };
      to.check(name, 'expected-calibration-error', asked, output[`ece_width_${bins}`], tolerance, { bins });
    }
  }
  for (const { name, input, output, tolerance } of family('a-calibration', 'recalibrators, real')) {
    const { y_true: label = [], score = [] } = await rolesOf(realInput({ input }));
    const wanted = output['slope_intercept'] as Record<string, unknown>; // as: the family's form
    to.check(name, 'calibration-slope', { lists: { label, score }, classes: 2 }, wanted['slope'], tolerance);
    to.check(name, 'calibration-intercept', { lists: { label, score }, classes: 2 }, wanted['in_the_large'], tolerance);
  }
  to.report(context, 'calibration, real files');
});

test('labels and scores of COMPAS equal scikit-learn', needsShared, async (context) => {
  const to = new Comparison();
  const names = ['two_year_recid', 'decile_score', 'score_text', 'v_score_text'];
  const table = await open(folder(COMPAS), names);
  const label = numbers(table, 'two_year_recid');
  const score = numbers(table, 'decile_score');
  const prediction = score.map((decile) => Number(decile >= 5));
  for (const one of family('a-classification', 'real').filter(isCompas)) {
    if (one.name === 'compas decile_score') {
      const output = one.output as Record<string, Record<string, unknown>>; // as: the family's form
      const judged = { truth: label, answers: prediction, classes: [0, 1] };
      checkLabels(to, one.name, judged, shortLabels(output['labels'] ?? {}), one.tolerance);
      checkScores(to, one.name, { lists: { label, score }, classes: 2 }, output['scores'] ?? {}, one.tolerance);
    } else {
      const pairs = cellsOf(table, 'v_score_text').map((truth, i) => [truth, cellsOf(table, 'score_text')[i] ?? null]);
      const there = pairs.filter(([truth, answer]) => truth !== null && answer !== null);
      const [truth, answers] = [there.map(([y]) => y), there.map(([, p]) => p)];
      checkLabels(
        to,
        one.name,
        { truth, answers, classes: classesOf(truth, answers) },
        shortLabels(one.output),
        one.tolerance,
      );
    }
  }
  to.report(context, 'classification, COMPAS');
});
