import { readFileSync } from 'node:fs';
import { calibratedColumn } from '@holdfast/core/learn/calibrator.ts';
import { type CalibratorFile, decodeCalibrator } from '@holdfast/core/learn/calibrator-file.ts';
import { columnsAt } from '@holdfast/core/learn/class-temperature.ts';
import { intervalsBy } from '@holdfast/core/learn/conformal-interval.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Assigned, decide } from '@holdfast/core/table/assign.ts';
import { costOfDecided } from '@holdfast/core/table/row-prices.ts';
import type { RoleColumns } from '@holdfast/core/table/rows.ts';
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

/**
 * The rows with answers as the calibrator in a file sets them right. Decisions that were made from the score are made
 * again; those of a column stay. Problems: FILE_MISSING, CALIBRATOR_DAMAGED, CALIBRATOR_VERSION, CALIBRATOR_TASK.
 */
export function setRight(assigned: Assigned, plan: Plan, path: string): Assigned {
  const { task, classes, rule } = readCalibrator(path);
  const expected = describe(plan.roles.task, assigned.rows.classes);
  if (task !== plan.roles.task || classes.join('\n') !== assigned.rows.classes.join('\n')) {
    throw new Problem('CALIBRATOR_TASK', { path, found: describe(task, classes), expected });
  }
  const changed = answersBy(rule, assigned.rows.roles);
  if (changed === null) throw new Problem('CALIBRATOR_TASK', { path, found: rule.kind, expected });
  const { score } = changed;
  const isDecided = plan.names.prediction === null && score !== undefined && assigned.threshold !== null;
  const { roles } = assigned.rows;
  const prediction = isDecided ? decide(score, assigned.threshold) : roles.prediction;
  const decided = prediction && { prediction, ...costOfDecided(roles, prediction) };
  return { ...assigned, rows: { ...assigned.rows, roles: { ...roles, ...changed, ...decided } } };
}

const describe = (task: string, classes: readonly string[]): string =>
  classes.length === 0 ? task : `${task} of ${classes.join(', ')}`;

/** The columns that a rule changes; null where it finds nothing to change. */
function answersBy(rule: CalibratorFile['rule'], roles: Partial<RoleColumns>): Partial<RoleColumns> | null {
  if ('level' in rule) {
    const { prediction, lower, upper } = roles;
    return intervalsBy(rule, {
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
