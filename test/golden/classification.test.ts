// Label and score metrics against scikit-learn 1.9.1, inline cases; provenance is in data/classification.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Rows } from '../../packages/core/src/table/rows.ts';
import { type Asked, Comparison, classesOf, codesIn, inputOf } from './entries.ts';
import { type Cells, checkLabels, checkScores, type LabelsOutput } from './labels.ts';
import { byOtherName, readValue, rowsOf } from './readings.ts';
import { type GoldenCase, readGolden, type Tolerance } from './tally.ts';

const cases = readGolden(fileURLToPath(new URL('data/classification.json', import.meta.url)));
const family = (name: string): GoldenCase[] => cases.filter(({ params }) => params['family'] === name);

test('metrics of labels and predictions equal scikit-learn', (context) => {
  const to = new Comparison();
  for (const one of family('labels')) {
    const { name, params, output, tolerance } = one;
    const { y_true: truth, y_pred: answers, weight } = inputOf(one);
    const told = params['labels'] as Cells | undefined; // as: a list of classes
    const found = classesOf(truth, answers, told ?? []);
    const classes = found.every((value) => value === 0 || value === 1) ? [0, 1] : found;
    const wanted = output as LabelsOutput; // as: the form of this family
    checkLabels(to, name, { truth, answers, weight, classes, told }, wanted, tolerance);
  }
  to.report(context, 'classification, labels');
});

test('metrics of scores equal scikit-learn', (context) => {
  const to = new Comparison();
  for (const one of family('scores')) {
    const { name, output, tolerance } = one;
    const { y_true: label, score, weight } = inputOf(one);
    checkScores(to, name, { lists: { label, score }, classes: 2, weight }, output, tolerance);
  }
  to.report(context, 'classification, scores');
});

/** scikit-learn is not told the classes there and refuses; the contract always says them. */
const NOT_TOLD = 'classes: class 2 missing from the window, labels not given';

const READINGS: Readonly<Record<string, readonly [id: string, of: string | null]>> = {
  roc_auc_ovr_macro: ['roc-auc', 'macro'],
  roc_auc_ovr_weighted: ['roc-auc', 'weighted'],
  roc_auc_ovr_micro: ['roc-auc', 'micro'],
  roc_auc_ovo_macro: ['roc-auc', 'pairs'],
  roc_auc_ovo_weighted: ['roc-auc', 'pairs-weighted'],
  d2_log_loss: ['multiclass-log-loss', 'skill'],
  d2_brier: ['multiclass-brier', 'skill'],
};

/** A class that no label has is a gap in every average of areas; scikit-learn leaves it out of some of them. */
const says = (want: number): boolean => want >= 0 && want <= 1;

/** scikit-learn takes no weights for pairs, and no scores that do not sum to 1; an area sees their order only. */
const isRefusedArea = (key: string, want: unknown): boolean => key.startsWith('roc_auc') && typeof want === 'object';

/** Checks averages over classes and over pairs of them, and skill. */
function checkReadings(
  to: Comparison,
  name: string,
  rows: Rows,
  output: GoldenCase['output'],
  tolerance: Tolerance,
): void {
  for (const [key, [id, of]] of Object.entries(READINGS)) {
    if (key in output && !isRefusedArea(key, output[key]))
      to.compare(`${name} ${key}`, readValue(id, rows, of), output[key], tolerance, says);
  }
  if ('brier_half' in output)
    to.compare(`${name} half`, byOtherName('brier-half', rows), output['brier_half'], tolerance, says);
}

test('metrics of several classes equal scikit-learn', (context) => {
  const to = new Comparison();
  for (const one of family('classes')) {
    const { name, params, output, tolerance } = one;
    if (name === NOT_TOLD) continue;
    const { y_true: truth, proba, weight } = inputOf(one);
    const classes = (params['labels'] ?? classesOf(truth)) as Cells; // as: a list of classes
    const scores = classes.map((_, k) => proba.map((row) => row[k] ?? 0));
    const label = codesIn(classes, truth);
    const asked: Asked = { lists: { label, scores }, classes: classes.length, weight };
    to.check(name, 'multiclass-log-loss', asked, output['log_loss'], tolerance);
    to.check(name, 'multiclass-brier', asked, output['brier'], tolerance);
    const areas = output['roc_auc_ovr_per_class'];
    for (const [k, want] of (Array.isArray(areas) ? areas : []).entries()) {
      const lists = { label: label.map((code) => Number(code === k)), score: scores[k] ?? [] };
      to.check(`${name} of ${classes[k]}`, 'roc-auc', { lists, classes: 2, weight }, want, tolerance);
    }
    checkReadings(to, name, rowsOf({ label, scores }, { classes, weight }), output, tolerance);
    // Of equal scores scikit-learn puts the last class first: a hair more for each later one.
    const parted = { ...asked, lists: { label, scores: scores.map((s, c) => s.map((v) => v + c * 1e-12)) } };
    for (const k of [1, 2, 3]) {
      if (`top_${k}_accuracy` in output)
        to.check(`${name} top ${k}`, 'top-k-accuracy', parted, output[`top_${k}_accuracy`], tolerance, { k });
    }
    const hard = output['hard'] as LabelsOutput | undefined; // as: the form of family labels
    const answers = proba.map((row) => classes[row.indexOf(Math.max(...row))]);
    if (hard) checkLabels(to, `${name} hard`, { truth, answers, weight, classes }, hard, tolerance);
  }
  to.report(context, 'classification, several classes');
});
