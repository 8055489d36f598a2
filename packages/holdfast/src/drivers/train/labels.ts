import { Problem } from '@holdfast/core/std/problem.ts';
import { classCodes, classesOf, positiveOf } from '@holdfast/core/table/classes.ts';
import { type Column, isMissing } from '@holdfast/core/table/table.ts';
import type { Goal } from './learners.ts';

/** What is learned: each row's target, and what the answers are of. */
export interface Labels {
  readonly task: 'binary' | 'multiclass' | 'regression' | 'forecast';
  readonly goal: Goal;
  /** n numbers, 0|1, or numbers of classes; NaN where there is no label. */
  readonly target: Float64Array;
  readonly classes: readonly string[];
  /** The class that a chance is of, and whether it was chosen because it is the rarer one; null but for two classes. */
  readonly positive: { readonly name: string; readonly isRarer: boolean } | null;
}

/** More classes than this are rather names or numbers. */
const CLASSES_MAX = 100;

/** The label as something to learn. `task` null is found: two values, several texts, or numbers. Problems: TRAIN_*. */
export function labelsOf(
  label: Column,
  { table, task, positive }: { readonly table: string; readonly task: string | null; readonly positive: string | null },
): Labels {
  const classes = classesOf(label);
  if (classes.length < 2) throw new Problem('TRAIN_LABEL', { column: label.name, table, values: classes.length });
  const isNumbers = task === 'regression' || task === 'forecast';
  if (task === 'binary' || (task === null && classes.length === 2)) return twoClasses(label, table, positive);
  if (task === 'multiclass' || (task === null && label.kind === 'text')) {
    if (classes.length > CLASSES_MAX)
      throw new Problem('TRAIN_CLASSES', { column: label.name, table, classes: classes.length });
    const goal = { kind: 'softmax', classes: classes.length } as const;
    return { task: 'multiclass', goal, target: targetOf(classCodes(label, classes)), classes, positive: null };
  }
  if (label.kind === 'text') {
    const rows = label.codes.reduce((all, code) => all + (code < 0 ? 0 : 1), 0);
    throw new Problem('LABEL_NOT_NUMERIC', { column: label.name, table, rows });
  }
  const target = label.values.map((value, i) => (isMissing(label, i) ? Number.NaN : value));
  return { task: isNumbers ? task : 'regression', goal: { kind: 'squared' }, target, classes: [], positive: null };
}

function twoClasses(label: Column, table: string, given: string | null): Labels {
  const rows = new Map<string, number>();
  for (const name of classesOf(label))
    rows.set(
      name,
      classCodes(label, [name]).reduce((all, code) => all + (code === 0 ? 1 : 0), 0),
    );
  const found = positiveOf(label, table, given, (name) => -(rows.get(name) ?? 0));
  const classes = [found.negative, found.name];
  return {
    task: 'binary',
    goal: { kind: 'logistic' },
    target: targetOf(classCodes(label, classes)),
    classes,
    positive: { name: found.name, isRarer: found.why === 'score' },
  };
}

const targetOf = (codes: Int32Array): Float64Array =>
  Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code));
