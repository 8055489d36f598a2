// Label and score metrics against scikit-learn 1.9.1, inline cases; provenance is in data/classification.json.
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Asked, Comparison, classesOf, codesIn, inputOf } from './entries.ts';
import { type Cells, checkLabels, checkScores, type LabelsOutput } from './labels.ts';
import { type GoldenCase, readGolden } from './tally.ts';

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
    const hard = output['hard'] as LabelsOutput | undefined; // as: the form of family labels
    const answers = proba.map((row) => classes[row.indexOf(Math.max(...row))]);
    if (hard) checkLabels(to, `${name} hard`, { truth, answers, weight, classes }, hard, tolerance);
  }
  to.report(context, 'classification, several classes');
});
