// Calibration errors, decompositions and calibrators against the golden maker; provenance is in data/calibration.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkCalibrators, checkErrors, checkSmooth, checkVennAbers, gradedOf } from './calibration-checks.ts';
import { belowEdges } from './edges.ts';
import { Comparison, inputOf } from './entries.ts';
import { type GoldenCase, readGolden, Tally } from './tally.ts';

const cases = readGolden(fileURLToPath(new URL('data/calibration.json', import.meta.url)));
const family = (name: string): GoldenCase[] => cases.filter(({ params }) => params['family'] === name);

for (const [name, check] of [
  ['errors', checkErrors],
  ['smooth ece', checkSmooth],
  ['recalibrators', checkCalibrators],
  ['venn-abers', checkVennAbers],
] as const) {
  test(`calibration, ${name}: our figures equal golden`, (context) => {
    const tally = new Tally();
    for (const one of family(name)) {
      const { y_true: label, score } = inputOf(one);
      check(tally, one, gradedOf(label, score));
    }
    tally.report(context, `calibration, ${name}`);
  });
}

test('entries say the same, scores on an edge moved to where golden puts them', (context) => {
  const to = new Comparison();
  for (const one of family('errors')) {
    const { name, output, tolerance } = one;
    const { y_true: label, score } = inputOf(one);
    const decomposition = output['corp_brier'] as Record<string, unknown>; // as: the form of golden
    const asked = { lists: { label, score }, classes: 2 };
    to.check(name, 'miscalibration', asked, decomposition['mcb'], tolerance);
    to.check(name, 'discrimination', asked, decomposition['dsc'], tolerance);
    to.check(name, 'uncertainty', asked, decomposition['unc'], tolerance);
    for (const bins of [10, 15]) {
      const moved = { lists: { label, score: belowEdges(score, bins) }, classes: 2 };
      to.check(name, 'expected-calibration-error', moved, output[`ece_width_${bins}`], tolerance, { bins });
      to.check(name, 'debiased-calibration-error', moved, output[`l2_debiased_width_${bins}`], tolerance, { bins });
    }
  }
  for (const one of family('smooth ece')) {
    const { y_true: label, score } = inputOf(one);
    const asked = { lists: { label, score }, classes: 2 };
    to.check(one.name, 'smooth-calibration-error', asked, one.output['smooth_ece'], one.tolerance);
    for (const width of [0.05, 0.2]) {
      const wanted = one.output[`smooth_ece_sigma_${width}`];
      to.check(one.name, 'smooth-calibration-error', asked, wanted, one.tolerance, { width });
    }
  }
  for (const one of family('recalibrators')) {
    const { y_true: label, score } = inputOf(one);
    const { slope, in_the_large: large } = one.output['slope_intercept'] as Record<string, unknown>; // as: its form
    to.check(one.name, 'calibration-slope', { lists: { label, score }, classes: 2 }, slope, one.tolerance);
    to.check(one.name, 'calibration-intercept', { lists: { label, score }, classes: 2 }, large, one.tolerance);
  }
  to.report(context, 'calibration, entries');
});
