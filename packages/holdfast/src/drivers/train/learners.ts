import { BOOST_DEFAULTS, type BoostSample, fitBoosted } from '@holdfast/core/learn/boost/fit.ts';
import { type Learner, rowsOf, type Sample, takeSample } from '@holdfast/core/learn/cross-fit.ts';
import { type Folds, foldsByChance } from '@holdfast/core/learn/folds.ts';
import { fitLinear } from '@holdfast/core/learn/linear/fit-linear.ts';

/** What is to be answered: a chance, a chance a class, or a number. */
export type Goal =
  | { readonly kind: 'squared' }
  | { readonly kind: 'logistic' }
  | { readonly kind: 'softmax'; readonly classes: number };

/** What a learner here is told. */
export interface LearnerOptions {
  readonly goal: Goal;
  readonly seed: number;
  /** Called after each round of a boosted model; what it throws ends the work. */
  readonly onRound: () => void;
}

/** Rounds at most, and for how many the loss on the rows that were kept back may fail to fall. */
export const ROUNDS_MAX = 500;
const PATIENCE = 25;
/** One row in so many is kept back to tell when to stop. */
const KEPT_BACK = 8;
/** Fewer rows than this are all learned from, for as many rounds as is usual. */
const ROWS_MIN = 400;
const PENALTY_FOLDS = 3;

/** Boosted trees that stop where rows that were kept back are no better off. */
export const boosted =
  ({ goal, seed, onRound }: LearnerOptions): Learner =>
  (sample) => {
    if (sample.target.length < ROWS_MIN) {
      return {
        kind: 'boosted',
        ...fitBoosted({ ...asked(sample), objective: goal, onRound }, { ...BOOST_DEFAULTS, seed }),
      };
    }
    const parts = foldsByChance(goal.kind === 'squared' ? sample.target.map(() => 0) : sample.target, {
      count: KEPT_BACK,
      seed,
      cluster: null,
    });
    const others = Array.from({ length: KEPT_BACK - 1 }, (_, k) => k + 1);
    const stop = { ...asked(takeSample(sample, rowsOf(parts, [0]))), patience: PATIENCE };
    const learned = asked(takeSample(sample, rowsOf(parts, others)));
    const options = { ...BOOST_DEFAULTS, rounds: ROUNDS_MAX, seed };
    return { kind: 'boosted', ...fitBoosted({ ...learned, objective: goal, stop, onRound }, options) };
  };

const asked = ({ features, target, weight }: Sample): Pick<BoostSample, 'features' | 'targets'> => ({
  features,
  targets: { target, weight },
});

/** A linear or logistic model whose penalty is chosen on rows that were kept back. */
export const linear =
  ({ goal, seed }: LearnerOptions): Learner =>
  (sample) => {
    const classes = goal.kind === 'squared' ? sample.target.map(() => 0) : sample.target;
    const folds: Folds = foldsByChance(classes, { count: PENALTY_FOLDS, seed, cluster: null });
    return { kind: 'linear', ...fitLinear({ ...sample, objective: goal, folds }) };
  };
