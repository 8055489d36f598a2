// Calibration and conformal cases of golden on real files: they read the shared folder, and are skipped without it.
import { test } from 'node:test';
import { conformalByPart, conformalQuantile } from '../../packages/core/src/learn/conformal-quantile.ts';
import { fitSets, setOf } from '../../packages/core/src/learn/conformal-sets.ts';
import { heightAt, isotonicCurve } from '../../packages/core/src/stats/isotonic-curve.ts';
import { needsShared, shared } from '../shared.ts';
import { checkCalibrators, checkErrors, checkSmooth, checkVennAbers, gradedOf } from './calibration-checks.ts';
import { type Columns, cellsOf, joined, numbers, readColumns } from './real.ts';
import { type GoldenCase, readGolden, Tally } from './tally.ts';

const family = (file: string, name: string): GoldenCase[] =>
  readGolden(shared(`golden/${file}.json`) ?? '').filter(({ params }) => params['family'] === name);

interface Source {
  readonly dataset: string;
  readonly rows?: string;
  readonly join?: { readonly dataset: string; readonly on: string };
}

const opened = new Map<string, Promise<Columns>>();
function open(path: string, names: readonly string[]): Promise<Columns> {
  const key = `${path} ${names.join()}`;
  const found = opened.get(key) ?? readColumns(`data/${path}`, names);
  opened.set(key, found);
  return found;
}

/** Label and score of a case, in the order of the file. */
async function labelAndScore({ dataset, rows, join }: Source, columns: Record<string, string>) {
  const [label, score] = [columns['y_true'] ?? '', columns['score'] ?? ''];
  const own = await open(dataset, join ? [join.on, score] : [label, score]);
  const other = join ? await open(join.dataset, [join.on, label]) : own;
  const labels = join ? joined(own, other, { on: join.on, take: label }) : cellsOf(own, label);
  const most = rows?.startsWith('first ') ? Number(rows.slice(6)) : undefined;
  return { label: numbers({ label: labels }, 'label').slice(0, most), score: numbers(own, score).slice(0, most) };
}

const gradedRows = async ({ input }: GoldenCase) => {
  const columns = input['columns'] as Record<string, string>; // as: the form of golden
  const { label, score } = await labelAndScore(input as unknown as Source, columns); // as: golden
  return gradedOf(label, score);
};

for (const [name, check] of [
  ['errors', checkErrors],
  ['smooth ece', checkSmooth],
  ['recalibrators', checkCalibrators],
  ['venn-abers', checkVennAbers],
] as const) {
  test(`calibration, ${name}, car loan and California: our figures equal golden`, needsShared, async (context) => {
    const tally = new Tally();
    for (const one of family('a-calibration', `${name}, real`)) check(tally, one, await gradedRows(one));
    tally.report(context, `calibration, ${name}, real files`);
  });
}

test('isotonic curves of car loan and California equal scikit-learn', needsShared, async (context) => {
  const tally = new Tally();
  for (const one of family('a-calibration', 'isotonic, real')) {
    const { label, score, weight } = await gradedRows(one);
    const curve = isotonicCurve(score, label, weight, { isRising: true });
    const at = one.output['at'] as number[]; // as: the form of golden
    const got = { thresholds_x: curve.x, thresholds_y: curve.y, at, predicted: at.map((x) => heightAt(curve, x)) };
    tally.compare(one.name, got, one.output, one.tolerance);
  }
  tally.report(context, 'isotonic, real files');
});

const PRICE = 'nannyml_car_price';

async function carPrices(): Promise<{ readonly reference: Columns; readonly analysis: number[] }> {
  const reference = await open(`${PRICE}/reference.parquet`, ['y_true', 'y_pred', 'fuel']);
  const analysis = await open(`${PRICE}/analysis.parquet`, ['id', 'y_pred']);
  const targets = await open(`${PRICE}/analysis_targets.parquet`, ['id', 'y_true']);
  const truth = numbers({ y: joined(analysis, targets, { on: 'id', take: 'y_true' }) }, 'y');
  return { reference, analysis: numbers(analysis, 'y_pred').map((f, i) => Math.abs((truth[i] ?? Number.NaN) - f)) };
}

test('conformal quantiles, parts and sets of real files equal golden', needsShared, async (context) => {
  const tally = new Tally();
  const { reference, analysis } = await carPrices();
  const predicted = numbers(reference, 'y_pred');
  const missed = Float64Array.from(numbers(reference, 'y_true'), (y, i) => Math.abs(y - (predicted[i] ?? Number.NaN)));
  for (const { name, params, input, output, tolerance } of family('a-conformal', 'real')) {
    for (const [text, wanted] of Object.entries(output)) {
      const alpha = Number(text);
      if (name.includes('mondrian')) {
        const fuel = cellsOf(reference, 'fuel');
        const names = [...new Set(fuel)];
        const found = conformalByPart(
          missed,
          fuel.map((one) => names.indexOf(one)),
          alpha,
        );
        tally.compare(
          `${name} ${text}`,
          Object.fromEntries(names.map((one, k) => [one, found.get(k)])),
          wanted,
          tolerance,
        );
      } else if (name.startsWith('car price')) {
        const q = conformalQuantile(missed, alpha);
        const size = Number(params['chunk_rows']);
        const coverage = Array.from({ length: 10 }, (_, k) => {
          const chunk = analysis.slice(k * size, (k + 1) * size);
          return chunk.filter((miss) => miss <= q).length / chunk.length;
        });
        tally.compare(`${name} ${text}`, { q, coverage }, wanted, tolerance);
      } else tally.compare(`${name} ${text}`, await setsOf(input, alpha), wanted, tolerance);
    }
  }
  tally.report(context, 'conformal, real files');
});

/** Sets of two classes: how often they hold the label, and how many hold none, one or both. */
async function setsOf(input: GoldenCase['input'], alpha: number): Promise<Record<string, number | null>> {
  const columns = input['columns'] as Record<string, string>; // as: the form of golden, here and below
  const known = await labelAndScore(input['calibration'] as Source, columns); // as: golden
  const asked = await labelAndScore(input['test'] as Source, columns); // as: golden
  const both = (score: readonly number[]): Float64Array[] => [
    Float64Array.from(score, (p) => 1 - p),
    Float64Array.from(score),
  ];
  const rule = fitSets(both(known.score), known.label, { alpha, kind: 'lac', chance: null });
  const scores = both(asked.score);
  const sets = asked.label.map((_, i) => setOf(rule, scores, i));
  const sized = (size: number): number => sets.filter((set) => set.filter(Boolean).length === size).length;
  const hits = sets.filter((set, i) => set[asked.label[i] ?? 0]).length;
  return { q: rule.limit, coverage: hits / sets.length, size_0: sized(0), size_1: sized(1), size_2: sized(2) };
}
