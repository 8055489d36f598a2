import { type Features, takeFeatures } from './features.ts';
import { type Folds, judgedOf, learnedFor } from './folds.ts';
import { answerOf, type Model } from './model.ts';

/** Rows to learn from: n targets (numbers, 0|1, or the number of the class) and their weights, null for all alike. */
export interface Sample {
  readonly features: Features;
  readonly target: Float64Array;
  readonly weight: Float64Array | null;
}

/** What fits a model to rows. */
export type Learner = (sample: Sample) => Model;

/**
 * What models answer on rows that they did not see: each fold by a model of the others, or in time of those before it.
 * One array of n an output; NaN for rows of folds that are only learned from.
 */
export function crossFit(
  sample: Sample,
  folds: Folds,
  { learner, onModel }: { readonly learner: Learner; readonly onModel?: (model: Model, judged: Uint32Array) => void },
): Float64Array[] {
  let answers: Float64Array[] = [];
  for (const fold of judgedOf(folds)) {
    const judged = rowsOf(folds, [fold]);
    const model = learner(takeSample(sample, rowsOf(folds, learnedFor(folds, fold))));
    onModel?.(model, judged);
    const said = answerOf(model, takeFeatures(sample.features, judged));
    if (answers.length === 0) answers = said.map(() => new Float64Array(sample.features.n).fill(Number.NaN));
    said.forEach((own, k) => {
      for (let j = 0; j < judged.length; j++) answers[k]![judged[j]!] = own[j]!; // ! an output; j < length
    });
  }
  return answers;
}

/** The rows of these folds, in their order. */
export function rowsOf({ of }: Folds, wanted: readonly number[]): Uint32Array {
  return Uint32Array.from(of.keys()).filter((i) => wanted.includes(of[i]!)); // ! i < n
}

/** The sample at these rows. */
export function takeSample({ features, target, weight }: Sample, rows: ArrayLike<number>): Sample {
  const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]!); // ! a row
  return { features: takeFeatures(features, rows), target: take(target), weight: weight && take(weight) };
}
