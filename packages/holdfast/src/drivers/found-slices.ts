import { type Feature, featuresOf } from '@holdfast/core/measure/slices/features.ts';
import { findSlices } from '@holdfast/core/measure/slices/find.ts';
import { comparedQuestions, type Question, questionsOf } from '@holdfast/core/measure/slices/questions.ts';
import { type FoundSlices, foundSlicesResult, type LostSlices } from '@holdfast/core/report/found-slices-result.ts';
import { WORDS } from '@holdfast/core/table/roles-names.ts';
import type { Grouped } from './groups-aside.ts';

/** What two searches found among the same features. */
export interface Searches {
  /** Where the model answers worse than elsewhere; absent where answers cannot be told right. */
  readonly found?: FoundSlices;
  /** Where it answers worse than the other model; null without one. */
  readonly lost: LostSlices | null;
}

/** Where the model answers worse than elsewhere, and than the other model: searched for among all features. */
export function foundOf({ subject, assigned, lossAllowed }: Grouped): Searches {
  const { rows } = subject;
  const [questions, compared] = [questionsOf(rows), lossAllowed === null ? [] : comparedQuestions(rows)];
  if (questions.length === 0 && compared.length === 0) return { lost: null };
  const search = searching({ subject, assigned });
  const found = questions.length === 0 ? {} : { found: search(questions) };
  if (lossAllowed === null || compared.length === 0) return { ...found, lost: null };
  const lost = search(compared);
  return { ...found, lost: 'gap' in lost ? lost : { ...lost, margin: lossAllowed } };
}

/** A search for slices by any questions among all features. */
export function searching(given: Pick<Grouped, 'subject' | 'assigned'>): (asked: readonly Question[]) => FoundSlices {
  const { rows, seed } = given.subject;
  const { n, weight, cluster } = rows;
  const features = featuresFor(given);
  return (questions) => foundSlicesResult(findSlices({ n, features, questions, weight, cluster, seed }), features);
}

/** The columns by which rows are told apart. */
function featuresFor({ subject, assigned }: Pick<Grouped, 'subject' | 'assigned'>): readonly Feature[] {
  // Clusters part the halves: a slice of one of them could never be confirmed.
  const { by, column } = assigned.independence;
  const isCluster = (name: string): boolean => by === 'cluster' && name === column;
  const columns = subject.rows.features.filter(({ name }) => !isCluster(name) && !isAnswer(name));
  return featuresOf(columns, subject.rows.n);
}

/** Words of one letter say nothing at the beginning of a name. */
const ANSWERS = [...WORDS.prediction, ...WORDS.score].filter((word) => word.length > 1);

/** Whether a name begins like an answer of some model (`score_challenger`): where another doubts is no kind of rows. */
function isAnswer(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
  return ANSWERS.some((word) => plain === word || plain.startsWith(`${word}_`));
}
