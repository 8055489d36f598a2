import { featuresOf } from '@holdfast/core/measure/slices/features.ts';
import { findSlices } from '@holdfast/core/measure/slices/find.ts';
import { questionsOf } from '@holdfast/core/measure/slices/questions.ts';
import { foundSlicesResult } from '@holdfast/core/report/found-slices-result.ts';
import type { Result } from '@holdfast/core/report/result.ts';
import type { Analysed } from './analyses.ts';

/** Where the model answers worse, searched for among all features; nothing where answers cannot be told right. */
export function foundOf({ subject, assigned }: Analysed): Pick<Result, 'found'> {
  const { rows, seed } = subject;
  const questions = questionsOf(rows);
  if (questions.length === 0) return {};
  // Clusters part the halves: a slice of one of them could never be confirmed.
  const { by, column } = assigned.independence;
  const columns = rows.features.filter(({ name }) => by !== 'cluster' || name !== column);
  const features = featuresOf(columns, rows.n);
  const { n, weight, cluster } = rows;
  return { found: foundSlicesResult(findSlices({ n, features, questions, weight, cluster, seed }), features) };
}
