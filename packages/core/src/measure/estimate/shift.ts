import { BOOST_DEFAULTS, fitBoosted } from '../../learn/boost/fit.ts';
import { crossFit } from '../../learn/cross-fit.ts';
import { type Features, takeFeatures } from '../../learn/features.ts';
import { foldsByChance } from '../../learn/folds.ts';

/** How a window differs from the reference: which of its rows the window is like. */
export interface Shift {
  /** By row of the sample of the reference, at most 20 times its share. */
  readonly weight: Float64Array;
  /** As many rows the weighted sample is worth, and that as a share of it. */
  readonly effective: number;
  readonly share: number;
  /** The share of window rows whose like the reference hardly has. */
  readonly apart: number;
}

const RULES = { ...BOOST_DEFAULTS, rounds: 40, leavesMax: 8 };
const FOLDS = 3;
/** Of a window so many rows are asked at most. */
const WINDOW_MAX = 5000;
/** No weight has more than 1 / 0.05 odds, and none is nothing. */
const CHANCE_LEFT = 0.05;
const WEIGHT_LEAST = 0.001;
/** A row that is surely of the window has hardly a like in the reference. */
const SURELY = 0.95;

/**
 * Weights w = (N / n) h / (1 - h) of reference rows, where h is the chance that a row is of the window, by boosted
 * trees that did not see the row (Bickel, Brueckner, Scheffer 2009). `sample` and `window` are rows of `all`.
 */
export function shiftOf(
  all: Features,
  sample: Int32Array,
  window: Int32Array,
  { seed }: { readonly seed: number },
): Shift {
  const step = Math.ceil(window.length / WINDOW_MAX);
  const asked = window.filter((_, k) => k % step === 0);
  const both = new Int32Array(sample.length + asked.length);
  both.set(sample);
  both.set(asked, sample.length);
  const isWindow = Float64Array.from(both, (_, k) => (k < sample.length ? 0 : 1));
  const folds = foldsByChance(isWindow, { count: FOLDS, seed, cluster: null });
  const [chance] = crossFit({ features: takeFeatures(all, both), target: isWindow, weight: null }, folds, {
    learner: ({ features, target, weight }) => ({
      kind: 'boosted',
      ...fitBoosted({ features, targets: { target, weight }, objective: { kind: 'logistic' } }, { ...RULES, seed }),
    }),
  });
  const h = chance!; // ! one output
  const weight = new Float64Array(sample.length);
  let [total, squares, apart] = [0, 0, 0];
  for (let k = 0; k < weight.length; k++) {
    const odds = h[k]! / Math.max(CHANCE_LEFT, 1 - h[k]!); // ! the sample stands first
    const own = Math.max(WEIGHT_LEAST, (sample.length / asked.length) * odds);
    weight[k] = own;
    total += own;
    squares += own * own;
  }
  for (let k = sample.length; k < h.length; k++) if (h[k]! > SURELY) apart++; // ! k < length
  const effective = (total * total) / squares;
  return { weight, effective, share: effective / sample.length, apart: apart / asked.length };
}
