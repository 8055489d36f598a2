import type { Boosted } from './boost/model.ts';
import { answer } from './boost/predict.ts';
import type { Features } from './features.ts';
import { answerLinear, type Linear } from './linear/fit-linear.ts';

/** A model that a learner here has fitted, as plain data. */
export type Model = ({ readonly kind: 'boosted' } & Boosted) | ({ readonly kind: 'linear' } & Linear);

/** What the model answers: a number, a chance, or a chance a class; one array of n an output. */
export const answerOf = (model: Model, features: Features): Float64Array[] =>
  model.kind === 'boosted' ? answer(model, features) : answerLinear(model, features);

/** The names of the features that the model asks. */
export const askedNames = (model: Model): string[] =>
  (model.kind === 'boosted' ? model.features : model.encoding).map(({ name }) => name);
