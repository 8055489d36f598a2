// Conformal quantiles, intervals and sets against MAPIE 1.6 and formulas; provenance is in data/conformal.json.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { adaptiveConformal, trackQuantile } from '../../packages/core/src/learn/conformal-adaptive.ts';
import {
  fitNormalised,
  fitQuantiles,
  fitSplit,
  type IntervalRule,
  intervalsBy,
} from '../../packages/core/src/learn/conformal-interval.ts';
import {
  conformalByPart,
  conformalPValue,
  conformalQuantile,
  conformalRank,
  weightedConformalQuantile,
} from '../../packages/core/src/learn/conformal-quantile.ts';
import { fitSets, type SetRule, setOf, setScores } from '../../packages/core/src/learn/conformal-sets.ts';
import { type GoldenCase, readGolden, Tally } from './tally.ts';

const cases = readGolden(fileURLToPath(new URL('data/conformal.json', import.meta.url)));

type Check = (tally: Tally, one: GoldenCase) => void;
const list = ({ input }: GoldenCase, key: string): Float64Array => {
  const values = input[key] as number[]; // as: the form of golden
  return Float64Array.from(values);
};
const alphaOf = ({ params }: GoldenCase): number => Number(params['alpha']);
const pairs = (rule: IntervalRule, answered: Parameters<typeof intervalsBy>[1]): number[][] => {
  const ends = intervalsBy(rule, answered);
  assert.ok(ends);
  return Array.from(ends.lower, (low, i) => [low, ends.upper[i] ?? Number.NaN]);
};

const CHECKS: Readonly<Record<string, Check>> = {
  quantile(tally, one) {
    const { name, input, output, tolerance } = one;
    const sizes = input['n_and_alpha'] as [number, number][] | undefined; // as: the form of golden
    if (sizes) {
      tally.compare(name, { k: sizes.map(([n, alpha]) => conformalRank(n, alpha)) }, { k: output['k'] }, tolerance);
      return;
    }
    const scores = list(one, 'scores');
    for (const [alpha, wanted] of Object.entries(output)) {
      const q = conformalQuantile(scores, Number(alpha));
      const { k_plain_ceil: _plain, ...rest } =
        typeof wanted === 'number' ? { q: wanted } : (wanted as Record<string, number>); // as: golden
      tally.compare(`${name} ${alpha}`, { q, k: conformalRank(scores.length, Number(alpha)) }, rest, tolerance);
    }
  },
  'p-value'(tally, one) {
    const scores = list(one, 'scores');
    const theta = Number(one.input['theta']);
    const got = {
      plain: list(one, 'test').map((at) => conformalPValue(scores, at)),
      smoothed: list(one, 'test').map((at) => conformalPValue(scores, at, theta)),
    };
    tally.compare(one.name, got, one.output, one.tolerance);
  },
  weighted(tally, one) {
    for (const [alpha, wanted] of Object.entries(one.output)) {
      const got = [...list(one, 'test_weights')].map((ownWeight) =>
        weightedConformalQuantile(list(one, 'scores'), list(one, 'weight'), { alpha: Number(alpha), ownWeight }),
      );
      tally.compare(`${one.name} ${alpha}`, got, wanted, one.tolerance);
    }
  },
  split(tally, one) {
    const [label, prediction, spread] = [list(one, 'y_true'), list(one, 'y_pred'), list(one, 'sigma')];
    const alpha = alphaOf(one);
    const plain = fitSplit(label, prediction, alpha);
    const normalised = fitNormalised(label, { prediction, spread }, alpha);
    const asked = { prediction: list(one, 'test_pred'), spread: list(one, 'test_sigma') };
    const intervals = pairs(plain, asked);
    const got = {
      q: plain.kind === 'split' ? plain.width : null,
      intervals,
      mapie_intervals: intervals,
      q_normalised: normalised.kind === 'normalised' ? normalised.times : null,
      intervals_normalised: pairs(normalised, asked),
    };
    tally.compare(one.name, got, one.output, one.tolerance);
  },
  cqr(tally, one) {
    const [label, ends] = [list(one, 'y_true'), { lower: list(one, 'lower'), upper: list(one, 'upper') }];
    const asked = { lower: list(one, 'test_lower'), upper: list(one, 'test_upper') };
    const both = fitQuantiles(label, ends, { alpha: alphaOf(one), isSymmetric: true });
    const each = fitQuantiles(label, ends, { alpha: alphaOf(one), isSymmetric: false });
    assert.ok(both.kind === 'quantiles' && each.kind === 'quantiles');
    const [symmetric, asymmetric] = [pairs(both, asked), pairs(each, asked)];
    const got = {
      q_symmetric: both.below,
      intervals_symmetric: symmetric,
      mapie_symmetric: symmetric,
      q_lower: each.below ?? Number.POSITIVE_INFINITY,
      q_upper: each.above ?? Number.POSITIVE_INFINITY,
      intervals_asymmetric: asymmetric,
      mapie_asymmetric: asymmetric,
    };
    tally.compare(one.name, got, one.output, one.tolerance);
  },
  mondrian(tally, one) {
    const groups = one.input['group'] as string[]; // as: the form of golden
    const names = [...new Set(groups)];
    const scores = list(one, 'y_true').map((y, i) => Math.abs(y - (list(one, 'y_pred')[i] ?? 0)));
    for (const [alpha, wanted] of Object.entries(one.output)) {
      const found = conformalByPart(
        scores,
        groups.map((group) => names.indexOf(group)),
        Number(alpha),
      );
      const got = Object.fromEntries(names.map((name, k) => [name, found.get(k)]));
      tally.compare(`${one.name} ${alpha}`, got, wanted, one.tolerance);
    }
  },
  sets: checkSets,
  aci(tally, one) {
    const options = { alpha: alphaOf(one), rate: Number(one.params['gamma']), warmUp: Number(one.params['warm_up']) };
    const { steps, alpha } = adaptiveConformal(list(one, 'scores'), options);
    const missed = steps.map(({ isMissed }) => Number(isMissed));
    const got = {
      alpha_t: steps.map((step) => step.alpha),
      q_t: steps.map(({ quantile }) => quantile),
      err_t: missed,
      alpha_end: alpha,
      coverage: 1 - missed.reduce((sum, miss) => sum + miss, 0) / missed.length,
    };
    tally.compare(one.name, got, one.output, one.tolerance);
  },
  'quantile tracking'(tally, one) {
    const options = { alpha: alphaOf(one), rate: Number(one.params['eta']), start: Number(one.params['q_start']) };
    const { quantiles, isMissed, end } = trackQuantile(list(one, 'scores'), options);
    tally.compare(one.name, { q_t: quantiles, err_t: isMissed.map(Number), q_end: end }, one.output, one.tolerance);
  },
};

const columnsOf = (rows: readonly (readonly number[])[]): Float64Array[] =>
  (rows[0] ?? []).map((_, k) => Float64Array.from(rows, (row) => row[k] ?? Number.NaN));

function checkSets(tally: Tally, one: GoldenCase): void {
  const scores = columnsOf(one.input['proba'] as number[][]); // as: the form of golden, here and below
  const test = columnsOf(one.input['test_proba'] as number[][]); // as: golden's
  const [label, u, testU] = [list(one, 'y_true'), list(one, 'u'), list(one, 'test_u')];
  const alpha = alphaOf(one);
  const price = { price: Number(one.params['lambda']), freeClasses: Number(one.params['k_reg']) };
  const setsBy = (rule: SetRule): number[][] =>
    Array.from(testU, (chance, i) => setOf(rule, test, i, chance).map(Number));
  const found: Record<string, unknown> = {};
  const lac = fitSets(scores, label, { alpha, kind: 'lac', chance: null });
  found['lac'] = { q: lac.limit, sets: setsBy(lac) };
  found['mapie_lac'] = setsBy(lac);
  for (const [name, more] of [
    ['aps', {}],
    ['raps', price],
  ] as const) {
    for (const chance of [null, u]) {
      const options = { kind: 'aps' as const, ...more, chance };
      const rule = fitSets(scores, label, { alpha, ...options });
      found[`${name}_${chance === null ? 'plain' : 'randomized'}`] = {
        scores: setScores(scores, label, options),
        q: rule.limit,
        sets: setsBy(rule),
      };
    }
  }
  // MAPIE calibrates its plain sets with chance and takes ties the other way: only where golden says so are rows equal.
  const {
    aps_plus_one: _a,
    raps_plus_one: _r,
    mapie_aps_include_last_true: _t,
    mapie_aps_include_last_false: _f,
    ...rest
  } = one.output;
  const { mapie_aps_include_last_randomized: mapie, rows_where_aps_randomized_equals_mapie: isSame, ...wanted } = rest;
  tally.compare(one.name, found, wanted, one.tolerance);
  const ours = (found['aps_randomized'] as { sets: number[][] }).sets; // as: put together above
  const isEqual = isSame as boolean[]; // as: the form of golden
  for (const [i, same] of isEqual.entries()) {
    if (same) tally.compare(`${one.name} MAPIE ${i}`, ours[i], (mapie as number[][])[i], one.tolerance); // as: golden
  }
}

for (const [name, check] of Object.entries(CHECKS)) {
  test(`conformal, ${name}: our figures equal golden`, (context) => {
    const tally = new Tally();
    for (const one of cases.filter(({ params }) => params['family'] === name)) check(tally, one);
    tally.report(context, `conformal, ${name}`);
  });
}
