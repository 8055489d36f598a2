import { defaults, type Gap, isGap, type Metric, type Task } from '../catalogue/define.ts';
import type { Rows } from '../table/rows.ts';
import { type Measured, measure } from './interval.ts';
import { partsOf } from './parts.ts';
import { readingsOf } from './readings.ts';

/** Rows that are looked at by themselves: a slice, a group; null for all. */
export interface Scope {
  readonly name: string | null;
  readonly indices: Int32Array | null;
}

/** One number of a survey. */
export interface Surveyed {
  readonly entry: Metric;
  readonly of: string | null;
  readonly scope: string | null;
  readonly measured: Measured | Gap;
}

/** What a survey needs besides rows. */
export interface SurveyOptions {
  readonly seed: number;
  /** Parameters of an entry where they are not its defaults (costs of the contract). Null leaves the entry out. */
  readonly params?: (entry: Metric) => Record<string, number> | null;
  readonly onProgress?: (done: number, all: number) => void;
}

/** Every entry that applies, read in every way that makes sense, over all rows and within each scope. */
export function survey(
  entries: readonly Metric[],
  rows: Rows,
  task: Task,
  scopes: readonly Scope[],
  { seed, params = defaults, onProgress }: SurveyOptions,
): readonly Surveyed[] {
  const found: Surveyed[] = [];
  const slices = scopes.map(({ indices }) => indices);
  let done = 0;
  for (const part of partsOf(rows, slices)) {
    const scope = scopes[done++]!; // ! one part for each scope
    for (const entry of entries) {
      // What describes columns describes the table, not the model's answers in a slice.
      if ('columns' in entry.needs && scope.indices !== null) continue;
      if ('columns' in entry.needs && entry.needs.columns === 'two' && rows.side === null) continue;
      const values = params(entry);
      if (values === null) continue;
      for (const { of, quantity } of readingsOf(entry, rows, task, values)) {
        if (scope.indices !== null && of !== null && isForAll(of, rows)) continue;
        const measured = measure(quantity, 'columns' in entry.needs ? rows : part, { seed });
        if (isGap(measured) && measured.gap.startsWith('no-') && isRoleGap(measured.gap)) continue;
        found.push({ entry, of, scope: scope.name, measured });
      }
    }
    onProgress?.(done, scopes.length);
  }
  return found;
}

/** Single classes, pairs of them and skill are said of all rows: in each slice they would be a table of their own. */
const isForAll = (of: string, rows: Rows): boolean =>
  rows.classes.includes(of) || of.startsWith('pairs') || of.startsWith('skill');

/** A role that the table does not have makes an entry not apply; any other gap is worth saying. */
const ROLE_GAPS = [
  ...['label', 'prediction', 'score', 'scores', 'quantile', 'quantiles', 'query', 'lower', 'upper'],
  ...['cost', 'costOfNo', 'costOfYes', 'side', 'features', 'costs', 'scale'],
];
const isRoleGap = (gap: string): boolean => ROLE_GAPS.includes(gap.slice('no-'.length));
