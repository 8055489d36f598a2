// Calibration errors and recalibration lines against the golden maker; provenance is in data/calibration.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { belowEdges } from './edges.ts';
import { Comparison, inputOf } from './entries.ts';
import { type GoldenCase, readGolden } from './tally.ts';

const cases = readGolden(fileURLToPath(new URL('data/calibration.json', import.meta.url)));
const family = (name: string): GoldenCase[] => cases.filter(({ params }) => params['family'] === name);

test('expected calibration errors equal the formula, scores on an edge moved to where golden puts them', (context) => {
  const to = new Comparison();
  for (const one of family('errors')) {
    const { name, output, tolerance } = one;
    const { y_true: label, score } = inputOf(one);
    for (const bins of [10, 15]) {
      const asked = { lists: { label, score: belowEdges(score, bins) }, classes: 2 };
      to.check(name, 'expected-calibration-error', asked, output[`ece_width_${bins}`], tolerance, { bins });
    }
  }
  to.report(context, 'calibration, errors');
});

test('slope and intercept equal statsmodels', (context) => {
  const to = new Comparison();
  for (const one of family('recalibrators')) {
    const { name, output, tolerance } = one;
    const { y_true: label, score } = inputOf(one);
    to.check(name, 'calibration-slope', { lists: { label, score }, classes: 2 }, output['slope'], tolerance);
    to.check(name, 'calibration-intercept', { lists: { label, score }, classes: 2 }, output['in_the_large'], tolerance);
  }
  to.report(context, 'calibration, slope and intercept');
});
