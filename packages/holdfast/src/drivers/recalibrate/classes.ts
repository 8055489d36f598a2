import { isDistribution } from '@holdfast/core/catalogue/probability.ts';
import { choose } from '@holdfast/core/learn/choose.ts';
import { classContenders, columnsAt } from '@holdfast/core/learn/class-temperature.ts';
import { partingOf } from '@holdfast/core/measure/recalibration-gain.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { takeRows } from '@holdfast/core/table/rows.ts';
import { beforeAfter, candidatesOf, inGroups } from './before-after.ts';
import { LEVEL, type Learned, type Sample } from './rules.ts';
import { learnSets } from './sets.ts';

/** Fewer rows than this say nothing about a temperature. */
const ROWS_MIN = 200;

/** A temperature for scores by class. Problems: RECALIBRATE_TASK, RECALIBRATE_SCORES, RECALIBRATE_FEW. */
export function learnTemperature({ rows, time, seed, groups, level, table, column }: Sample): Learned {
  const asked = { level: level ?? LEVEL, groups, seed };
  const { label, scores } = rows.roles;
  const { weight, cluster } = rows;
  if (!label || !scores) throw new Problem('RECALIBRATE_TASK', { table, task: 'multiclass' });
  if (!isDistribution(scores, weight)) throw new Problem('RECALIBRATE_SCORES', { column, table });
  if (rows.n < ROWS_MIN) throw new Problem('RECALIBRATE_FEW', { table, rows: rows.n, rarer: null, needed: ROWS_MIN });
  const parting = partingOf(rows, { time, seed });
  const { folds } = parting;
  const choice = choose(classContenders({ scores, label, weight }, folds.of), { weight, cluster, folds });
  const rowAt = Int32Array.from(choice.heldOut.flatMap((part) => [...part.rows]));
  const before = takeRows({ ...rows, features: [], against: {} }, rowAt);
  // Each fold by the temperature that was learned without it, one below the other.
  const after = scores.map(() => new Float64Array(rowAt.length));
  let at = 0;
  for (const { rows: part, fitted } of choice.heldOut) {
    const own = scores.map((score) => Float64Array.from(part, (row) => score[row]!)); // ! a row
    columnsAt(own, fitted.temperature).forEach((column, k) => {
      after[k]!.set(column, at); // ! as many classes
    });
    at += part.length;
  }
  const judged = { ...before, roles: { ...before.roles, scores: after }, against: before.roles };
  const measures = beforeAfter(
    [['multiclass-log-loss'], ['multiclass-brier'], ['top-confidence-calibration-error']],
    judged,
    seed,
  );
  const loss = measures[0];
  return {
    parting,
    heldOut: rowAt.length,
    chosen: choice.kind,
    isHelp: choice.kind !== 'identity',
    finding: null,
    apart: null,
    candidates: candidatesOf(choice.standings),
    measures,
    groups: inGroups(groups, judged, rowAt, (part) => beforeAfter([['multiclass-log-loss']], part, seed)[0]),
    rule: choice.kind === 'identity' ? { kind: 'identity' } : choice.fitted,
    basis: { measure: 'multiclass-log-loss', before: loss?.before?.value ?? null, after: loss?.after?.value ?? null },
    sets: learnSets({ rows: judged, after, before: before.roles.scores ?? [], rowAt, folds }, asked),
    reliability: [],
  };
}
