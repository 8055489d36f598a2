// Distances between two samples and between two histograms against scipy 1.14.1 and the formulas of golden's notes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { isGap, type WindowGiven, withDefaults } from '../../packages/core/src/catalogue/define.ts';
import { givenCounts } from '../../packages/core/src/catalogue/given-window.ts';
import { windowEntryById } from '../../packages/core/src/catalogue/index.ts';
import { deviationOf } from '../../packages/core/src/profile/moments.ts';
import { chiSquaredTest, cramersV, cramersVCorrected } from '../../packages/core/src/stats/contingency.ts';
import * as histogram from '../../packages/core/src/stats/histogram-distance.ts';
import {
  kolmogorovSmirnov,
  kolmogorovSmirnovApproximateP,
  kolmogorovSmirnovP,
  type Sides,
  wassersteinDistance,
} from '../../packages/core/src/stats/two-samples.ts';
import { type GoldenCase, readGolden, Tally, type Tolerance } from './tally.ts';
import { profiled } from './two-sample-profiles.ts';

const cases = readGolden(fileURLToPath(new URL('data/two-sample.json', import.meta.url)));
const ofFamily = (family: string): GoldenCase[] => cases.filter(({ params }) => params['family'] === family);
const list = (value: unknown): number[] => value as number[]; // as: golden's inputs are lists of numbers

test('distances of samples and their exact and approximate chances agree with golden', (context) => {
  const tally = new Tally();
  for (const { name, input, output, tolerance, params } of ofFamily('two samples')) {
    const x = Float64Array.from(list(input['x'])).sort();
    const y = Float64Array.from(list(input['y'])).sort();
    const tight: Tolerance = { rel: Number(params['statistics_rel']), abs: 1e-12 };
    for (const [key, want] of Object.entries(output)) {
      if (key === 'wasserstein') tally.compare(`${name}.${key}`, wassersteinDistance(x, y), want, tight);
      else compareKolmogorov(tally, { name, key, want, tolerance, tight }, x, y);
    }
  }
  tally.report(context, 'samples');
});

interface Wanted {
  readonly name: string;
  readonly key: string;
  readonly want: unknown;
  readonly tolerance: Tolerance;
  readonly tight: Tolerance;
}

function compareKolmogorov(tally: Tally, of: Wanted, x: Float64Array, y: Float64Array): void {
  const [, sides = '', method = ''] = /^ks_(.*)_(\w+)$/.exec(of.key) ?? [];
  const { statistic, p } = of.want as { statistic: number; p: number }; // as: the form of these outputs
  const found = kolmogorovSmirnov(x, y, sides as Sides) ?? assert.fail('a case without rows'); // as: scipy's names
  const seen = { n: x.length, m: y.length, distance: found.distance };
  const chance = method === 'asymp' ? kolmogorovSmirnovApproximateP : kolmogorovSmirnovP;
  // scipy subtracts shares; its distance may be off by a rounding.
  tally.compare(`${of.name}.${of.key}.statistic`, found.distance, statistic, of.tight);
  tally.compare(`${of.name}.${of.key}.p`, chance(seen, sides as Sides), p, of.tolerance); // as: scipy's names
}

test('distances of histograms agree with golden', (context) => {
  const tally = new Tally();
  for (const { name, input, output, tolerance } of ofFamily('histogram')) {
    const counts = { reference: list(input['counts_p']), window: list(input['counts_q']) };
    const turned = { reference: counts.window, window: counts.reference };
    const js = histogram.jensenShannonDistance(counts);
    const got: Record<string, unknown> = {
      js_distance_base2: js,
      js_distance_basee: js === null ? null : js * Math.sqrt(Math.LN2),
      hellinger: histogram.hellingerDistance(counts),
      total_variation: histogram.totalVariation(counts),
      linf: histogram.greatestShareDifference(counts),
      kl_p_q: histogram.kullbackLeibler(counts),
      kl_q_p: histogram.kullbackLeibler(turned),
      psi_half: histogram.stabilityIndex(counts, 0.5),
      ...contingency(counts),
    };
    for (const [key, want] of Object.entries(output)) tally.compare(`${name}.${key}`, got[key], want, tolerance);
  }
  tally.report(context, 'histograms');
});

function contingency({ reference, window }: { reference: number[]; window: number[] }): Record<string, unknown> {
  const used = [...reference.keys()].filter((j) => (reference[j] ?? 0) + (window[j] ?? 0) > 0);
  const table = [reference, window].map((counts) => used.map((j) => counts[j] ?? 0));
  const said = (isCorrected: boolean) => {
    const found = chiSquaredTest(table, { isCorrected });
    return found && { statistic: found.statistic, p: found.p, dof: found.degrees };
  };
  const plain = said(false) ?? assert.fail('a histogram without rows');
  const size = { rows: 2, columns: used.length, total: [...reference, ...window].reduce((a, b) => a + b) };
  return {
    chi2: plain,
    chi2_default_correction: said(true),
    cramer_v: cramersV(plain.statistic, size),
    cramer_v_corrected: cramersVCorrected(plain.statistic, size),
  };
}

test('chi-squared of tables agrees with golden', (context) => {
  const tally = new Tally();
  for (const { name, input, output, tolerance } of ofFamily('table')) {
    const table = input['table'] as number[][]; // as: golden's input
    for (const [key, want] of Object.entries(output)) {
      const found = chiSquaredTest(table, { isCorrected: key === 'chi2_corrected' });
      const size = { rows: table.length, columns: table[0]?.length ?? 0, total: table.flat().reduce((a, b) => a + b) };
      const { statistic, p, degrees: dof, expected } = found ?? {};
      const got =
        key === 'association_cramer'
          ? found && cramersV(found.statistic, size)
          : found && { statistic, p, dof, expected };
      tally.compare(`${name}.${key}`, got, want, tolerance);
    }
  }
  tally.report(context, 'tables');
});

/** Golden's name of what an entry gives on counts. */
const ENTRIES: Readonly<Record<string, string>> = {
  psi: 'psi_half',
  'jensen-shannon': 'js_distance_base2',
  hellinger: 'hellinger',
  'total-variation': 'total_variation',
  'chi-squared': 'cramer_v_corrected',
};
/** What golden cannot say and we can: a column of one bin has not moved. */
const OURS: Readonly<Record<string, number>> = { 'histogram: single bin.chi-squared': 0 };

/** The value of an entry, or null. */
function valueOn(id: string, given: unknown): number | null {
  const entry = windowEntryById(id) ?? assert.fail(id);
  const answer = entry.measure(given as WindowGiven, withDefaults(entry)); // as: it has all accumulators
  return isGap(answer) ? null : answer.value;
}

test('the entries give golden on the same counts', (context) => {
  const tally = new Tally();
  for (const { name, input, output, tolerance } of ofFamily('histogram')) {
    const given = givenCounts(list(input['counts_p']), list(input['counts_q']));
    for (const [id, key] of Object.entries(ENTRIES)) {
      const place = `${name}.${id}`;
      tally.compare(place, valueOn(id, given), OURS[place] ?? output[key], tolerance);
    }
  }
  tally.report(context, 'entries on counts');
});

test('the entries on profiles of rows give golden where bins hold one number each', (context) => {
  const tally = new Tally();
  let isAlone = 0;
  for (const { name, input, output, params } of ofFamily('two samples')) {
    const [x, y] = [list(input['x']), list(input['y'])];
    if (new Set(x).size > 32 || x.length < 2) continue;
    const given = profiled(x, y);
    const tight: Tolerance = { rel: Number(params['statistics_rel']), abs: 1e-12 };
    const want = output['ks_two-sided_auto'] as { statistic: number }; // as: the form of these outputs
    // Every number of the reference has a bin alone when each is a 32nd of them or more.
    if (x.length <= 32) tally.compare(`${name}.ks`, valueOn('kolmogorov-smirnov', given), want.statistic, tight);
    const deviation = deviationOf(given.reference.moments) ?? 0;
    if (deviation === 0 || y.some((value) => !x.includes(value)) || x.length > 50) continue;
    isAlone++;
    const area = valueOn('wasserstein', given);
    tally.compare(`${name}.wasserstein`, area && area * deviation, output['wasserstein'], tight);
  }
  tally.report(context, 'entries on profiles');
  assert.ok(isAlone >= 3);
});

test('all 45 cases of distances are here', () => {
  assert.equal(cases.length, 45);
});
