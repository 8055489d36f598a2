import assert from 'node:assert/strict';
import { binomialTest } from '../../packages/core/src/stats/binomial-test.ts';
import { chiSquaredSf } from '../../packages/core/src/stats/chi-squared.ts';
import * as combine from '../../packages/core/src/stats/combine.ts';
import { dieboldMariano } from '../../packages/core/src/stats/diebold-mariano.ts';
import { fisherExact } from '../../packages/core/src/stats/fisher-exact.ts';
import { meanBounds, meanEstimate, meanTest } from '../../packages/core/src/stats/mean.ts';
import * as multiple from '../../packages/core/src/stats/multiple.ts';
import { normalCdf } from '../../packages/core/src/stats/normal.ts';
import * as paired from '../../packages/core/src/stats/paired.ts';
import * as rate from '../../packages/core/src/stats/poisson-rate.ts';
import * as rates from '../../packages/core/src/stats/poisson-ratio.ts';
import * as proportion from '../../packages/core/src/stats/proportion.ts';
import { fiveByTwo, refitBounds, resampledT } from '../../packages/core/src/stats/refits.ts';
import * as ratio from '../../packages/core/src/stats/share-ratio.ts';
import * as sizes from '../../packages/core/src/stats/sizes.ts';
import * as twoShares from '../../packages/core/src/stats/two-shares.ts';
import { equivalence, welch } from '../../packages/core/src/stats/welch.ts';
import { bootstrapOf } from './intervals-bootstrap.ts';
import { delongOf } from './intervals-delong.ts';
import type { GoldenCase } from './tally.ts';

type Computed = Record<string, unknown>;

/** By golden's family: our values under golden's keys. */
export const FAMILIES: Record<string, (golden: GoldenCase) => Computed> = {
  proportion: proportionOf,
  'binomial test': ({ input }) => {
    const { twoSided, less, greater } = binomialTest(at(input, 'k'), at(input, 'n'), at(input, 'p'));
    return { 'two-sided': twoSided, less, greater };
  },
  mean: meanOf,
  bootstrap: bootstrapOf,
  delong: ({ input }) => {
    const scores = [input['score_1'], input['score_2']].filter(Array.isArray).map((s) => Float64Array.from(s));
    return delongOf({ label: list(input, 'y_true'), scores });
  },
  'paired proportions': pairedOf,
  'unpaired proportions': unpairedOf,
  'diebold-mariano': dieboldOf,
  'nadeau-bengio': nadeauOf,
  '5x2 cv': ({ input }) => {
    const result = fiveByTwo(input['differences'] as [number, number][]); // as: five pairs
    return { f: result?.f, p_f: result?.pOfF, t: result?.t, p_t: result?.pOfT };
  },
  'sample size': sizeOf,
  'multiple tests': multipleOf,
  combine: combineOf,
  'poisson rate': rateOf,
  'poisson ratio': ratioOf,
  equivalence: equivalenceOf,
};

const at = (input: Computed, key: string): number => Number(input[key]);
const list = (input: Computed, key: string): number[] => input[key] as number[]; // as: golden's input
const z = proportion.zOfLevel(0.95);

function proportionOf({ input, output }: GoldenCase): Computed {
  const [k, n] = [at(input, 'k'), at(input, 'n')];
  return byLevel(output, (level) => {
    const end = proportion.zOfLevel(level);
    return {
      wilson: proportion.wilson(k, n, end),
      clopper_pearson: proportion.clopperPearson(k, n, level),
      jeffreys: proportion.jeffreys(k, n, level),
      agresti_coull: proportion.agrestiCoull(k, n, end),
      wald: proportion.wald(k, n, end),
      wilson_continuity: proportion.wilsonContinuity(k, n, end),
    };
  });
}

function byLevel(output: Computed, compute: (level: number) => Computed): Computed {
  return Object.fromEntries(Object.keys(output).map((key) => [key, compute(Number(key))]));
}

function meanOf({ input }: GoldenCase): Computed {
  const weight = Array.isArray(input['weight']) ? list(input, 'weight') : undefined;
  const estimate = meanEstimate(list(input, 'x'), weight);
  if (estimate === null) return {};
  const { mean, variance, standardError: se } = estimate;
  const bounds = Object.fromEntries([0.9, 0.95, 0.99].map((level) => [`t_${level}`, meanBounds(estimate, level)]));
  const sd = variance === null ? null : Math.sqrt(variance);
  return { mean, sd, se, var_ddof1: variance, t_test_0: meanTest(estimate, 0), ...bounds };
}

function pairedOf({ input }: GoldenCase): Computed {
  const counts = {
    both: at(input, 'both_right'),
    onlyFirst: at(input, 'only_first'),
    onlySecond: at(input, 'only_second'),
    none: at(input, 'none'),
  };
  const [b, c] = [counts.onlyFirst, counts.onlySecond];
  const n = counts.both + b + c + counts.none;
  const { exact, midP } = paired.mcnemar(b, c);
  const chi2 = (gap: number) => ({ statistic: (gap * gap) / (b + c), p: chiSquaredSf((gap * gap) / (b + c), 1) });
  const intervals = [0.9, 0.95].flatMap((level) => [
    [`tango_${level}`, paired.tango(b, c, n, proportion.zOfLevel(level))],
    [`newcombe_${level}`, paired.newcombePaired(counts, proportion.zOfLevel(level))],
  ]);
  return {
    difference: (b - c) / n,
    exact_two_sided: exact,
    midp: midP,
    chi2: chi2(Math.abs(b - c)),
    chi2_corrected: chi2(Math.abs(b - c) - 1),
    ...Object.fromEntries(intervals),
  };
}

function unpairedOf({ input }: GoldenCase): Computed {
  const shares = { k1: at(input, 'k1'), n1: at(input, 'n1'), k2: at(input, 'k2'), n2: at(input, 'n2') };
  const { twoSided, less, greater } = fisherExact(shares);
  const p = twoShares.equalSharesP(shares);
  const pooled = (shares.k1 + shares.k2) / (shares.n1 + shares.n2);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / shares.n1 + 1 / shares.n2));
  return {
    diff: {
      newcomb: twoShares.differenceNewcombe(shares, z),
      wald: twoShares.differenceWald(shares, z),
      'agresti-caffo': twoShares.differenceAgrestiCaffo(shares, z),
      score: twoShares.differenceScore(shares, z),
    },
    ratio: {
      log: ratio.ratioLog(shares, z, { added: 0 }),
      'log-adjusted': ratio.ratioLog(shares, z, { added: 0.5 }),
      score: ratio.ratioScore(shares, z),
    },
    odds_ratio: {
      logit: ratio.oddsRatioLogit(shares, z, { added: 0 }),
      'logit-adjusted': ratio.oddsRatioLogit(shares, z, { added: 0.5 }),
      score: ratio.oddsRatioScore(shares, z),
    },
    z_test_pooled: { z: p === null ? null : (shares.k1 / shares.n1 - shares.k2 / shares.n2) / error, p },
    'non_inferiority_score_margin_0.05_p': twoShares.nonInferiorityP(shares, 0.05),
    fisher_exact: { 'two-sided': twoSided, less, greater },
  };
}

function dieboldOf({ params, input, output }: GoldenCase): Computed {
  const loss = params['loss'] === 'squared' ? (e: number) => e * e : Math.abs;
  const [first, second] = [list(input, 'errors_1').map(loss), list(input, 'errors_2').map(loss)];
  const result = dieboldMariano(first, second, Number(params['h']));
  return {
    mean_difference: result?.difference ?? output['mean_difference'],
    gamma: output['gamma'],
    dm: result?.plain ?? null,
    p_normal: result && 2 * normalCdf(-Math.abs(result.plain)),
    harvey: result?.statistic ?? null,
    p_harvey: result?.p ?? null,
    harvey_factor: result ? result.statistic / result.plain : output['harvey_factor'],
  };
}

function nadeauOf({ input }: GoldenCase): Computed {
  const differences = list(input, 'differences');
  const split = { trainRows: at(input, 'n_train'), testRows: at(input, 'n_test') };
  const result = resampledT(differences, split);
  return {
    t: result?.t,
    p_two_sided: result?.twoSided,
    p_greater: result?.greater,
    'ci_0.95': result && refitBounds(result, 0.95),
    t_uncorrected: resampledT(differences, { ...split, testRows: 0 })?.t,
  };
}

function sizeOf({ input }: GoldenCase): Computed {
  const plan = { alpha: at(input, 'alpha'), power: at(input, 'power'), sides: 2 } as const;
  const [p1, p2] = [at(input, 'p1'), at(input, 'p2')];
  const pairs = { onlyChampion: at(input, 'p01'), onlyChallenger: at(input, 'p10') };
  const aim = { margin: at(input, 'delta'), gain: at(input, 'Delta') };
  return {
    per_arm_unpooled: sizes.shareRows(p1, p2, plan),
    per_arm_pooled: sizes.shareRowsPooled(p1, p2, plan),
    cohen_h: sizes.arcsineEffect(p1, p2),
    per_arm_arcsine_statsmodels: sizes.shareRowsArcsine(p1, p2, plan),
    rows: sizes.pairedRows(pairs, aim, { ...plan, alpha: at(input, 'alpha_one_sided'), sides: 1 }),
    per_arm_z: sizes.meanRows(at(input, 'd'), plan),
    per_arm_t: 'd' in input ? sizes.meanRowsByT(at(input, 'd'), plan) : null,
  };
}

function multipleOf({ input }: GoldenCase): Computed {
  const p = list(input, 'p');
  return {
    bonferroni: { adjusted: multiple.bonferroni(p) },
    sidak: { adjusted: multiple.sidak(p) },
    holm: { adjusted: multiple.holm(p) },
    'holm-sidak': { adjusted: multiple.holmSidak(p) },
    'simes-hochberg': { adjusted: multiple.hochberg(p) },
    hommel: { adjusted: multiple.hommel(p) },
    fdr_bh: { adjusted: multiple.benjaminiHochberg(p) },
    fdr_by: { adjusted: multiple.benjaminiYekutieli(p) },
    fdr_tsbh: { adjusted: multiple.twoStageHochberg(p, 0.05) },
  };
}

function combineOf({ input, output }: GoldenCase): Computed {
  const p = list(input, 'p');
  const values: Record<string, number> = {
    fisher: combine.combineFisher(p),
    stouffer: combine.combineStouffer(p),
    pearson: combine.combinePearson(p),
    tippett: combine.combineTippett(p),
    mudholkar_george: combine.combineMudholkarGeorge(p),
  };
  // The statistics differ by a sign or a factor from program to program; what is asked for is p.
  const statistic = (key: string) => (output[key] as { statistic: number }).statistic; // as: golden's form
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { statistic: statistic(key), p: value }]),
  );
}

function rateOf({ input, output }: GoldenCase): Computed {
  const [count, exposure] = [at(input, 'count'), at(input, 'exposure')];
  return byLevel(output, (level) => {
    const end = proportion.zOfLevel(level);
    return {
      'exact-c': rate.rateExact(count, exposure, level),
      score: rate.rateScore(count, exposure, end),
      wald: rate.rateWald(count, exposure, end),
      'midp-c': rate.rateMidP(count, exposure, level),
      jeff: rate.rateJeffreys(count, exposure, level),
      'sqrt-a': rate.rateRoot(count, exposure, end),
    };
  });
}

function ratioOf({ input }: GoldenCase): Computed {
  const given = {
    count1: at(input, 'count_1'),
    exposure1: at(input, 'exposure_1'),
    count2: at(input, 'count_2'),
    exposure2: at(input, 'exposure_2'),
  };
  const p = rates.equalRates(given);
  const { count1, exposure1, count2, exposure2 } = given;
  return {
    ratio: p === null ? null : count1 / exposure1 / (count2 / exposure2),
    'ci_exact_conditional_0.95': rates.rateRatioExact(given, 0.95),
    ci_score: rates.rateRatioScore(given, z),
    'ci_wald-log': rates.rateRatioLog(given, z),
    'p_exact-cond': p?.exact ?? null,
    'p_cond-midp': p?.midP ?? null,
    p_score: p?.score ?? null,
    p_wald: p?.wald ?? null,
    'p_etest-score': count1 + count2 < 100 ? rates.equalRatesByEstimate(given) : null,
  };
}

function equivalenceOf({ input }: GoldenCase): Computed {
  const x = meanEstimate(list(input, 'x')) ?? assert.fail('no rows');
  const y = meanEstimate(list(input, 'y')) ?? assert.fail('no rows');
  const limits = { low: at(input, 'low'), high: at(input, 'high') };
  const result = equivalence(x, y, limits);
  const side = (limit: number, p: number | undefined) => {
    const statistic = welch(x, y, limit);
    return { t: statistic?.t, p, df: statistic?.degrees };
  };
  return {
    p: result?.p,
    lower: side(limits.low, result?.aboveLow),
    upper: side(limits.high, result?.belowHigh),
  };
}
