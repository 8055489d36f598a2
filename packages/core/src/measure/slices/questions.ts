import type { Rows } from '../../table/rows.ts';
import type { Question } from './find.ts';

/** What can be asked of a model's answers, by the id of the question. */
export type QuestionId = 'error' | 'miss' | 'false-alarm' | 'absolute-error' | 'squared-error' | 'log-loss';

/** A score of 0 for what came true costs this much and no more: one row must not be a slice. */
const LEAST_CHANCE = 1e-6;

/**
 * What is asked where nobody says more: of classes which answers are wrong, of two classes also which rows are missed
 * and which are false alarms; of numbers how far off they are. None without labels or predictions.
 */
export function questionsOf(rows: Rows): readonly Question[] {
  if (rows.classes.length === 0) return asked(rows, ['absolute-error']);
  return asked(rows, rows.classes.length === 2 ? ['error', 'miss', 'false-alarm'] : ['error']);
}

/** These questions, those left out that the rows cannot answer. */
export const asked = (rows: Rows, ids: readonly QuestionId[]): readonly Question[] =>
  ids.flatMap((id) => {
    const loss = lossOf(rows, id);
    return loss === null ? [] : [{ id, loss, isAsked: isAskedOf(rows, id) }];
  });

/** n losses, or null where a column that they need is not there. */
function lossOf({ n, roles }: Rows, id: QuestionId): Float64Array | null {
  const { label, prediction, score } = roles;
  if (label === undefined) return null;
  const of = (
    given: Float64Array | undefined,
    loss: (answer: number, truth: number) => number,
  ): Float64Array | null => {
    if (given === undefined) return null;
    const losses = new Float64Array(n);
    for (let i = 0; i < n; i++) losses[i] = loss(given[i]!, label[i]!); // ! i < n
    return losses;
  };
  switch (id) {
    case 'absolute-error':
      return of(prediction, (answer, truth) => Math.abs(answer - truth));
    case 'squared-error':
      return of(prediction, (answer, truth) => (answer - truth) ** 2);
    case 'log-loss':
      return of(score, (chance, truth) => -Math.log(Math.max(LEAST_CHANCE, truth === 1 ? chance : 1 - chance)));
    default:
      return of(prediction, (answer, truth) => (answer === truth ? 0 : 1));
  }
}

/** Misses are asked of rows to be found, false alarms of rows to be left. */
function isAskedOf({ n, roles }: Rows, id: QuestionId): Uint8Array | null {
  if (id !== 'miss' && id !== 'false-alarm') return null;
  const label = roles.label ?? new Float64Array(n);
  const wanted = id === 'miss' ? 1 : 0;
  const isAsked = new Uint8Array(n);
  for (let i = 0; i < n; i++) if (label[i] === wanted) isAsked[i] = 1;
  return isAsked;
}
