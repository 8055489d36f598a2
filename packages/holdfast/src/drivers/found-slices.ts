import { featuresOf } from '@holdfast/core/measure/slices/features.ts';
import { findSlices } from '@holdfast/core/measure/slices/find.ts';
import { questionsOf } from '@holdfast/core/measure/slices/questions.ts';
import { foundSlicesResult } from '@holdfast/core/report/found-slices-result.ts';
import type { Result } from '@holdfast/core/report/result.ts';
import { WORDS } from '@holdfast/core/table/roles-names.ts';
import type { Analysed } from './analyses.ts';

/** Where the model answers worse, searched for among all features; nothing where answers cannot be told right. */
export function foundOf({ subject, assigned }: Analysed): Pick<Result, 'found'> {
  const { rows, seed } = subject;
  const questions = questionsOf(rows);
  if (questions.length === 0) return {};
  // Clusters part the halves: a slice of one of them could never be confirmed.
  const { by, column } = assigned.independence;
  const isCluster = (name: string): boolean => by === 'cluster' && name === column;
  const columns = rows.features.filter(({ name }) => !isCluster(name) && !isAnswer(name));
  const features = featuresOf(columns, rows.n);
  const { n, weight, cluster } = rows;
  return { found: foundSlicesResult(findSlices({ n, features, questions, weight, cluster, seed }), features) };
}

/** Words of one letter say nothing at the beginning of a name. */
const ANSWERS = [...WORDS.prediction, ...WORDS.score].filter((word) => word.length > 1);

/** Whether a name begins like an answer of some model (`score_challenger`): where another doubts is no kind of rows. */
function isAnswer(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
  return ANSWERS.some((word) => plain === word || plain.startsWith(`${word}_`));
}
