import type { RoleNames } from '@holdfast/core/table/roles.ts';
import { type NumberColumn, rowsOf, type Table, takeTable } from '@holdfast/core/table/table.ts';
import type { Labels } from './labels.ts';

/** The rows that were answered, with the answers as columns, and what these are for. */
export function withAnswers(
  table: Table,
  answers: readonly Float64Array[],
  { classes, goal }: Labels,
): { readonly table: Table; readonly roles: Partial<RoleNames> } {
  const taken = new Set(table.columns.map(({ name }) => name));
  const nameOf = (wanted: string): string => (taken.has(wanted) ? nameOf(`${wanted}_trained`) : wanted);
  const names =
    goal.kind === 'softmax'
      ? classes.map((own) => nameOf(`p_${own}`))
      : [nameOf(goal.kind === 'logistic' ? 'score' : 'prediction')];
  const columns = answers.map(
    (values, k): NumberColumn => ({ name: names[k] ?? '', kind: 'number', type: 'number', values, missing: null }),
  );
  const kept = rowsOf(Uint8Array.from(answers[0] ?? [], (value) => (Number.isNaN(value) ? 0 : 1)));
  const whole: Table = { n: table.n, columns: [...table.columns, ...columns] };
  const none = { prediction: null, score: null, scores: [], quantiles: [] };
  const [first = null] = names;
  const roles =
    goal.kind === 'softmax'
      ? { scores: classes.map((own, k) => ({ class: own, column: names[k] ?? '' })) }
      : goal.kind === 'logistic'
        ? { score: first }
        : { prediction: first };
  return { table: kept.length === table.n ? whole : takeTable(whole, kept), roles: { ...none, ...roles } };
}
