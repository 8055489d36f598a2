import { readFileSync } from 'node:fs';
import { calibratedColumn } from '@holdfast/core/learn/calibrator.ts';
import { type CalibratorFile, decodeCalibrator, type SetsRule } from '@holdfast/core/learn/calibrator-file.ts';
import { columnsAt } from '@holdfast/core/learn/class-temperature.ts';
import {
  type RuleOfRows,
  type SliceRule,
  widestIntervals,
  widestSets,
} from '@holdfast/core/learn/conformal-by-slice.ts';
import { atLevel, type Level } from '@holdfast/core/learn/level.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Assigned, decide } from '@holdfast/core/table/assign.ts';
import { maskOf, parseExpression } from '@holdfast/core/table/expression.ts';
import { withOtherAnswers } from '@holdfast/core/table/other-answers.ts';
import { costOfDecided } from '@holdfast/core/table/row-prices.ts';
import type { RoleColumns } from '@holdfast/core/table/rows.ts';
import { rowsOf } from '@holdfast/core/table/table.ts';
import type { Plan } from './plan.ts';

/** The calibrator in a file. Problems: FILE_MISSING, CALIBRATOR_*. */
function readCalibrator(path: string): CalibratorFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'unknown'; // as: what node:fs throws
    throw new Problem('FILE_MISSING', { path, found }, { cause });
  }
  return decodeCalibrator(text, path);
}

/** Rows with answers as a calibrator sets them right. */
export interface SetRight {
  readonly assigned: Assigned;
  /** Sets of classes, where it has any. */
  readonly sets: RowSets | null;
}

/** For each class n of 0|1: whether it is in the set of the row. */
export interface RowSets {
  readonly rule: SetsRule;
  readonly of: readonly Uint8Array[];
}

/**
 * The rows with answers as the calibrator in a file sets them right; as they are without a file. Decisions that were
 * made from the score are made again; those of a column stay. Problems: FILE_MISSING, CALIBRATOR_DAMAGED,
 * CALIBRATOR_VERSION, CALIBRATOR_TASK, and those of conditions where it has rules for slices.
 */
export function setRight(assigned: Assigned, plan: Plan, path: string | null): SetRight {
  if (path === null) return { assigned, sets: null };
  const { task, classes, answers, rule, sets } = readCalibrator(path);
  const expected = describe(plan.roles.task, assigned.rows.classes);
  if (task !== plan.roles.task || classes.join('\n') !== assigned.rows.classes.join('\n')) {
    throw new Problem('CALIBRATOR_TASK', { path, found: describe(task, classes), expected });
  }
  const levelled = answers === undefined ? assigned : atLevelOf(answers, assigned, plan);
  const changed = answersBy(rule, levelled);
  if (changed === null) throw new Problem('CALIBRATOR_TASK', { path, found: rule.kind, expected });
  const { score } = changed;
  const isDecided = plan.names.prediction === null && score !== undefined && assigned.threshold !== null;
  const { roles } = levelled.rows;
  const prediction = isDecided ? decide(score, assigned.threshold) : roles.prediction;
  const decided = prediction && { prediction, ...costOfDecided(roles, prediction) };
  const right = { ...assigned, rows: { ...assigned.rows, roles: { ...roles, ...changed, ...decided } } };
  const scores = scoresByClass(right.rows.roles);
  if (sets === undefined || scores === null) return { assigned: right, sets: null };
  const placed = placedIn(assigned, sets.slices);
  return { assigned: right, sets: { rule: sets, of: widestSets(sets.whole, placed, scores) } };
}

/** The numbers of a model, and the ends that it gives, at another level. */
function atLevelOf(level: Level, assigned: Assigned, plan: Plan): Assigned {
  const { prediction, lower, upper } = assigned.rows.roles;
  if (prediction === undefined) return assigned;
  const rows = withOtherAnswers(
    assigned,
    plan.roles,
  )({
    prediction: atLevel(level, prediction),
    ...(lower && { lower: atLevel(level, lower) }),
    ...(upper && { upper: atLevel(level, upper) }),
  });
  return { ...assigned, rows };
}

/** The rules of slices with their rows in this table. */
const placedIn = <T>({ table }: Assigned, slices: readonly SliceRule<T>[]): readonly RuleOfRows<T>[] =>
  slices.map(({ where, rule }) => ({ rule, rows: rowsOf(maskOf(parseExpression(where), table)) }));

function scoresByClass({ score, scores }: Partial<RoleColumns>): readonly Float64Array[] | null {
  return scores ?? (score ? [score.map((s) => 1 - s), score] : null);
}

const describe = (task: string, classes: readonly string[]): string =>
  classes.length === 0 ? task : `${task} of ${classes.join(', ')}`;

/** The columns that a rule changes; null where it finds nothing to change. */
function answersBy(rule: CalibratorFile['rule'], assigned: Assigned): Partial<RoleColumns> | null {
  const { roles } = assigned.rows;
  if ('level' in rule) {
    const { prediction, lower, upper } = roles;
    return widestIntervals(rule, placedIn(assigned, rule.slices ?? []), {
      ...(prediction && { prediction }),
      ...(lower && { lower }),
      ...(upper && { upper }),
    });
  }
  if (rule.kind === 'class-temperature') {
    return roles.scores ? { scores: columnsAt(roles.scores, rule.temperature) } : null;
  }
  if (rule.kind === 'identity') return {};
  return roles.score ? { score: calibratedColumn(rule, roles.score) } : null;
}
