import { isProbability } from '@holdfast/core/catalogue/probability.ts';
import type { Calibrator } from '@holdfast/core/learn/calibrator.ts';
import { chooseCalibrator, heldOutScores } from '@holdfast/core/learn/choose-calibrator.ts';
import { chancesAt } from '@holdfast/core/learn/venn-abers.ts';
import { partingOf, RARER_MIN, rarerOf } from '@holdfast/core/measure/recalibration-gain.ts';
import { findingOf } from '@holdfast/core/report/calibration-result.ts';
import { figuresOf } from '@holdfast/core/report/figures.ts';
import { RECALIBRATION } from '@holdfast/core/report/words/recalibration.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { beforeAfter, candidatesOf, inGroups } from './before-after.ts';
import { LEVEL, type Learned, type Sample } from './rules.ts';
import { learnSets } from './sets.ts';

const MEASURES = [
  ['log-loss'],
  ['brier'],
  ['smooth-calibration-error'],
  ['miscalibration'],
  ['calibration-slope'],
  ['calibration-intercept'],
  ['roc-auc'],
] as const;

/** A calibrator for the scores of two classes. Problems: RECALIBRATE_SCORES, RECALIBRATE_FEW. */
export function learnChances(sample: Sample): Learned {
  const { rows, time, seed, groups, level, table, column } = sample;
  const { label, score } = rows.roles;
  if (!label || !score) throw new Problem('RECALIBRATE_TASK', { table, task: 'binary' });
  if (!isProbability(score, rows.weight)) throw new Problem('RECALIBRATE_SCORES', { column, table });
  const { rarer, needed } = rarerOf(rows);
  if (rarer < RARER_MIN) throw new Problem('RECALIBRATE_FEW', { table, rows: rows.n, rarer, needed });
  const parting = partingOf(rows, { time, seed });
  const { weight, cluster } = rows;
  const choice = chooseCalibrator({ label, score, weight, cluster, folds: parting.folds });
  const held = heldOutScores(choice, score);
  const judged = heldRows(rows, held);
  const measures = beforeAfter(MEASURES, judged, seed);
  const find = (id: string) => measures.find(({ entry }) => entry === id)?.before ?? null;
  const error = find('smooth-calibration-error');
  const names = { candidate: RECALIBRATION.after, other: RECALIBRATION.before };
  const loss = measures.find(({ entry }) => entry === 'log-loss');
  return {
    parting,
    heldOut: held.rows.length,
    chosen: choice.kind,
    isHelp: choice.kind !== 'identity',
    finding: error && findingOf({ error, slope: find('calibration-slope'), intercept: find('calibration-intercept') }),
    apart: apartOf(choice.fitted, score),
    candidates: candidatesOf(choice.standings),
    measures,
    groups: inGroups(groups, judged, held.rows, (part) => beforeAfter([['smooth-calibration-error']], part, seed)[0]),
    rule: choice.fitted,
    basis: { measure: 'log-loss', before: loss?.before?.value ?? null, after: loss?.after?.value ?? null },
    sets: learnSets(
      {
        rows: judged,
        after: bothClasses(judged.roles.score),
        before: bothClasses(judged.against.score),
        rowAt: held.rows,
        folds: parting.folds,
      },
      { level: level ?? LEVEL, groups, seed },
    ),
    reliability: figuresOf(judged, { names, threshold: null, unit: null, seed }).reliability ?? [],
  };
}

/** The chances of both classes. */
const bothClasses = (score: Float64Array = new Float64Array(0)): readonly Float64Array[] => [
  score.map((s) => 1 - s),
  score,
];

function apartOf(rule: Calibrator, score: Float64Array): number | null {
  if (rule.kind !== 'venn-abers') return null;
  let sum = 0;
  for (const p of score) {
    const [low, high] = chancesAt(rule, p);
    sum += high - low;
  }
  return sum / score.length;
}

/** The rows that were judged: their scores as they were made right without them, the old ones beside. */
function heldRows(rows: Rows, held: { readonly rows: Int32Array; readonly score: Float64Array }): Rows {
  const part = takeRows({ ...rows, features: [], against: {} }, held.rows);
  const { label, score } = part.roles;
  return { ...part, roles: { ...(label && { label }), score: held.score }, against: { ...(score && { score }) } };
}
