// Intervals, tests and sizes against scipy 1.14.1, statsmodels 0.15 and the formulas in golden's notes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { needsShared, shared } from '../shared.ts';
import { delongOf } from './intervals-delong.ts';
import { FAMILIES } from './intervals-families.ts';
import { type GoldenCase, readGolden, Tally, type Tolerance } from './tally.ts';

/** Keys of golden's output that we do not compute, each with its reason. */
const LEFT_OUT: Record<string, string> = {
  inverted_binom_test: 'root of a function with jumps: which crossing the program found is chance',
  'ci_score-log': 'the variance at the null on the log scale: nobody asks for it',
  first_resamples: 'compared through the three intervals',
  positives: 'an input',
  negatives: 'an input',
  'reject_0.05': 'adjusted p against .05',
  z0: 'inside the accelerated interval',
  levels: 'inside the accelerated interval',
};

/**
 * statsmodels' restricted estimate of a difference is off: its interval for 7/20 and 7/20 is not symmetric, and for
 * 56/70 and 48/80 it is not the published one (two-shares.test.ts has that, and an oracle).
 */
const LEFT_OUT_PATH = /\.diff\.score$|non_inferiority_score/;

/** Values of golden that are a program's fault (golden/README); our own value stands in tests of the laws. */
const FAULTS: Record<string, string> = {
  'poisson rate: 0 in 1.#.midp-c': 'lower = upper at count 0',
  'poisson rate: 0 in 1000.#.midp-c': 'lower = upper at count 0',
  'poisson ratio: 0/10 and 5/12.ci_score': 'lower = upper at a zero count',
  'poisson ratio: 5/12 and 0/10.ci_score': 'lower = upper at a zero count',
  'poisson ratio: 0/1 and 0/1.ci_score': 'bounds without any event',
  'unpaired proportions: 1/1 and 0/1.ratio.score': 'the low end is where the search began: the score there is .7',
  'unpaired proportions: 10/10 and 0/10.odds_ratio.score': 'refuses a zero count, where one end exists',
  'unpaired proportions: 1/1 and 0/1.odds_ratio.score': 'refuses a zero count, where one end exists',
};

/** Where the program's own root finder stopped early: our ends hold the equation to 1e-12 (poisson-rate.test.ts). */
const LOOSER: Record<string, Tolerance> = { 'midp-c': { rel: 1e-6, abs: 0 } };

const cases = readGolden(fileURLToPath(new URL('data/intervals.json', import.meta.url)));
const families = [...new Set(cases.map(({ params }) => String(params['family'])))];

for (const family of families) {
  test(`the intervals of "${family}" agree with golden`, (context) => {
    const routine = FAMILIES[family];
    assert.ok(routine, `no routine for the family "${family}"`);
    const tally = new Tally();
    for (const golden of cases.filter(({ params }) => params['family'] === family)) {
      compareKnown(tally, golden, routine(golden));
    }
    tally.report(context, family);
  });
}

test('areas under the curve of real data agree with golden', needsShared, async (context) => {
  const path = shared('golden/a-intervals.json');
  assert.ok(path);
  // Read here, because it loads the database that reads Parquet.
  const { columnsOf } = await import('./intervals-tables.ts');
  const tally = new Tally();
  for (const golden of readGolden(path).filter(({ input }) => 'dataset' in input)) {
    compareKnown(tally, golden, delongOf(await columnsOf(golden)));
  }
  tally.report(context, 'delong on real data');
});

function compareKnown(tally: Tally, { name, output, tolerance }: GoldenCase, got: Record<string, unknown>): void {
  compareRecord(name, got, output);

  function compareRecord(place: string, given: Record<string, unknown>, wanted: Record<string, unknown>): void {
    for (const [key, want] of Object.entries(wanted)) {
      const path = `${place}.${key}`;
      if (key in LEFT_OUT || path.replace(/\.0\.\d+\./, '.#.') in FAULTS || LEFT_OUT_PATH.test(path)) continue;
      assert.ok(key in given, `${place}: nothing computes "${key}"`);
      const value = given[key];
      if (isRecord(want) && isRecord(value)) compareRecord(`${place}.${key}`, value, want);
      else tally.compare(path, value, want, LOOSER[key] ?? tolerance);
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && !Array.isArray(value) && !ArrayBuffer.isView(value) && !('raises' in value);
}
