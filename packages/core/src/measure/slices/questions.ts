import type { Rows } from '../../table/rows.ts';

/** What can be asked of a model's answers, by the id of the question. */
export type QuestionId =
  | 'error'
  | 'miss'
  | 'false-alarm'
  | 'absolute-error'
  | 'squared-error'
  | 'log-loss'
  | ComparedId;

/** What can be asked of two models' answers: whether one became wrong, or by how much farther it is from the label. */
export type ComparedId = 'worse' | 'farther';

/** What is asked of a model's answers: where is this larger than elsewhere? */
export interface Question {
  readonly id: QuestionId;
  /** n numbers; below 0 only where two models are compared. */
  readonly loss: Float64Array;
  /** 0|1: the rows of which it is asked; null for all. */
  readonly isAsked: Uint8Array | null;
}

/** Whether a question is about a change: its losses are below 0 where an answer became better. */
export const isCompared = (id: QuestionId): id is ComparedId => id === 'worse' || id === 'farther';

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

/**
 * By how much each answer became worse than the other model's: of classes 1 where it is wrong now and was right, -1
 * where it was wrong; of numbers how much farther from the label it is. None without a label or an answer of both.
 */
export function comparedQuestions({ n, classes, roles, against }: Rows): readonly Question[] {
  const { label, prediction } = roles;
  const other = against.prediction;
  if (!label || !prediction || !other) return [];
  const isClass = classes.length > 0;
  const loss = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [truth, now, before] = [label[i]!, prediction[i]!, other[i]!]; // ! i < n
    loss[i] = isClass
      ? Number(now !== truth) - Number(before !== truth)
      : Math.abs(now - truth) - Math.abs(before - truth);
  }
  return [{ id: isClass ? 'worse' : 'farther', loss, isAsked: null }];
}

/** These questions, those left out that the rows cannot answer. */
export const asked = (rows: Rows, ids: readonly Exclude<QuestionId, ComparedId>[]): readonly Question[] =>
  ids.flatMap((id) => {
    const loss = lossOf(rows, id);
    return loss === null ? [] : [{ id, loss, isAsked: isAskedOf(rows, id) }];
  });

/** n losses, or null where a column that they need is not there. */
function lossOf({ n, roles }: Rows, id: Exclude<QuestionId, ComparedId>): Float64Array | null {
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
