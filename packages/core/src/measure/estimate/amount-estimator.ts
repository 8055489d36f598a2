import { type Gap, isGap } from '../../catalogue/define.ts';
import { BOOST_DEFAULTS, fitBoosted } from '../../learn/boost/fit.ts';
import type { Boosted } from '../../learn/boost/model.ts';
import { answer } from '../../learn/boost/predict.ts';
import { crossFit } from '../../learn/cross-fit.ts';
import { type Features, takeFeatures } from '../../learn/features.ts';
import type { Folds } from '../../learn/folds.ts';
import type { Rows } from '../../table/rows.ts';
import { isPlain } from '../../table/weights.ts';
import { type Estimator, type Opinions, type Outcomes, type Seen, sampleRows } from './estimator.ts';
import type { Target } from './target.ts';

/** Losses are learned from so many rows: more tell a small model nothing. */
const LEARNED_MAX = 10_000;
const RULES = { ...BOOST_DEFAULTS, rounds: 60, leavesMax: 15 };
/**
 * Losses so many times beyond the outermost thousandth are absurd, and one such row would be the model and its band.
 */
const [OUTERMOST, ABSURD] = [0.999, 10];

/** What was learned of one target: the loss of each row, and models of it, each of the rows of other times. */
interface LearnedLoss {
  readonly link: 'mean' | 'root';
  /** Cut where they are absurd. */
  readonly losses: Float64Array;
  readonly absurd: number;
  /** By row of the reference, by a model that did not see it. */
  readonly said: Float64Array;
  readonly models: readonly Boosted[];
  /** Variance of what the models leave of a loss. */
  readonly rest: number;
}

/**
 * Estimates for answers that are amounts: boosted trees learn from features and answer how large the loss of a row will
 * be (direct loss estimation), cross-fitted over stretches of time; the estimate of a window is the mean of what they
 * say. The second opinion adds what they left over in those rows of the reference that are like the window, so that one
 * of models and weights may be wrong. Entries that are no mean over rows, nor the root of one, are gaps.
 */
export function amountEstimator(
  { rows: reference, features }: Seen,
  targets: readonly Target[],
  {
    folds,
    seed,
    onTarget,
  }: { readonly folds: Folds; readonly seed: number; readonly onTarget: (done: number) => void },
): Estimator {
  const asked = withAnswers(features, reference);
  const step = Math.max(1, Math.ceil(reference.n / LEARNED_MAX));
  const learned = targets.map((target, k) => {
    onTarget(k / targets.length);
    const loss = lossOf(target, reference);
    return loss && learnLoss(asked, loss, { folds, step, seed });
  });
  const sample = sampleRows(reference.n);
  const size = learned[targets.findIndex(({ entry }) => entry.id === 'mae')] ?? null;
  const errors = relativeErrors(reference, size?.said ?? null);
  const sorted = errors.slice().sort();
  // ! the reference has rows
  const quantiles = OUTCOME_LEVELS.map((level) => sorted[Math.floor(level * (sorted.length - 1))]!);
  const gap = (n: number): Gap => ({ gap: 'no-variance', n });
  return {
    sample,
    absurd: Math.max(0, ...learned.map((one) => one?.absurd ?? 0)),
    opinionsOf({ rows, features: own }, likened) {
      const window = withAnswers(own, rows);
      return learned.map((one) => {
        if (one === null) return gap(rows.n);
        const said = one.models.map((model) => meanOf(answer(model, window)[0]!)); // ! one output
        const mean = meanOf(said);
        const left = likened === null ? 0 : weightedRest(one, sample, likened.weight);
        return opinions(one, { plain: mean, likened: mean + left, variance: one.rest / rows.n + jackknife(said) });
      });
    },
    heldOut(rows) {
      return learned.map((one) => {
        if (one === null) return gap(rows.length);
        const at = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!); // ! a row
        const [plain, truth] = [meanOf(at(one.said)), meanOf(at(one.losses))];
        const found = opinions(one, { plain, likened: truth, variance: one.rest / rows.length });
        return { value: found.plain, noise: found.noise, truth: found.likened };
      });
    },
    surenessIn: () => null,
    tolerance: TOLERANCE,
    outcomesOf({ rows, features: own }) {
      const sizes = size === null ? null : averaged(size.models, withAnswers(own, rows));
      return outcomesIn(relativeErrors(rows, sizes), quantiles);
    },
    heldOutOutcomes: (rows) =>
      outcomesIn(
        Float64Array.from(rows, (row) => errors[row]!), // ! a row
        quantiles,
      ),
  };
}

/**
 * Where an error lies among those of the reference: below the lowest tenth, above the middle, above the highest tenth.
 */
const OUTCOME_LEVELS = [0.1, 0.5, 0.9] as const;
/** Errors lie a little otherwise in any new rows; a share that is off by less is not wrong. */
const TOLERANCE = 0.05;
/** An error is held against what was expected of its size, no less than this share of the mean. */
const SIZE_LEAST = 0.05;

function outcomesIn(errors: Float64Array, quantiles: readonly number[]): readonly Outcomes[] {
  return OUTCOME_LEVELS.map((level, k) => {
    const [edge, isBelow] = [quantiles[k]!, level < 0.5]; // ! as many
    const chance = new Float64Array(errors.length).fill(isBelow ? level : 1 - level);
    return { low: chance, high: chance, came: errors.map((error) => Number(isBelow ? error <= edge : error > edge)) };
  });
}

/** Answer minus label, relative to how large the error was expected to be. */
function relativeErrors({ n, roles }: Rows, sizes: Float64Array | null): Float64Array {
  const { label = new Float64Array(n), prediction = new Float64Array(n) } = roles;
  const least = sizes === null ? 1 : SIZE_LEAST * meanOf(sizes);
  return label.map((y, i) => (prediction[i]! - y) / (sizes === null ? 1 : Math.max(least, sizes[i]!))); // ! i < n
}

/** The mean of what several models say, row by row. */
function averaged(models: readonly Boosted[], features: Features): Float64Array {
  const said = models.map((model) => answer(model, features)[0]!); // ! one output
  return new Float64Array(features.n).map((_, i) => meanOf(said.map((own) => own[i]!))); // ! i < n
}

interface Means {
  readonly plain: number;
  readonly likened: number;
  readonly variance: number;
}

function opinions({ link }: LearnedLoss, { plain, likened, variance }: Means): Opinions {
  const noise = Math.sqrt(variance);
  if (link === 'mean') return { plain, likened, noise };
  const root = (square: number): number => Math.sqrt(Math.max(0, square));
  const first = root(plain);
  return { plain: first, likened: root(likened), noise: first > 0 ? noise / (2 * first) : 0 };
}

/** The variance of a mean of models that each left one stretch of the reference out. */
function jackknife(said: readonly number[]): number {
  const mean = meanOf(said);
  return ((said.length - 1) / said.length) * said.reduce((sum, one) => sum + (one - mean) ** 2, 0);
}

/** What answers the model gave belongs to what its loss is learned from. */
function withAnswers(features: Features, { roles }: Rows): Features {
  const named = [
    ['prediction\n', roles.prediction],
    ['lower\n', roles.lower],
    ['upper\n', roles.upper],
  ] as const;
  const answers = named.flatMap(([name, values]) => (values ? [{ kind: 'number' as const, name, values }] : []));
  return { n: features.n, columns: [...features.columns, ...answers] };
}

/** The loss of each row, through the entry: the top of a mean, or the square that a root is taken of. */
function lossOf({ entry, quantity }: Target, rows: Rows): Pick<LearnedLoss, 'link' | 'losses'> | null {
  const found = quantity.of(rows, 'influence');
  if (isGap(found)) return null;
  if (found.ratio !== null) return isPlain(found.ratio.bottom) ? { link: 'mean', losses: found.ratio.top } : null;
  // A mean over rows says so by `each`; what is a mean and has none is the root of one.
  if (entry.isMean !== true || entry.each !== undefined || found.influence === null) return null;
  // The influence of a root of a mean is (square - mean) / (2 root).
  const { value, influence } = found;
  return { link: 'root', losses: influence.map((part) => Math.max(0, value * value + 2 * value * part)) };
}

function learnLoss(
  features: Features,
  { link, losses: whole }: Pick<LearnedLoss, 'link' | 'losses'>,
  { folds, step, seed }: { readonly folds: Folds; readonly step: number; readonly seed: number },
): LearnedLoss {
  const sorted = whole.slice().sort();
  const [low, high] = [1 - OUTERMOST, OUTERMOST].map((share) => {
    return ABSURD * sorted[Math.floor(share * (sorted.length - 1))]!; // ! the reference has rows
  }) as [number, number]; // as: two
  const losses = whole.map((loss) => Math.min(Math.max(loss, Math.min(0, low)), high));
  let absurd = 0;
  whole.forEach((loss, i) => {
    if (loss !== losses[i]) absurd++;
  });
  const models: Boosted[] = [];
  const [said] = crossFit({ features, target: losses, weight: null }, folds, {
    learner: (sample) => {
      const rows = Uint32Array.from({ length: Math.floor(sample.features.n / step) }, (_, k) => k * step);
      const model = fitBoosted(
        {
          features: takeFeatures(sample.features, rows),
          targets: { target: Float64Array.from(rows, (row) => sample.target[row]!), weight: null }, // ! a row
          objective: { kind: 'squared' },
        },
        { ...RULES, seed },
      );
      models.push(model);
      return { kind: 'boosted', ...model };
    },
  });
  const own = said!; // ! one output
  let squares = 0;
  for (let i = 0; i < losses.length; i++) squares += (losses[i]! - own[i]!) ** 2; // ! i < n
  return { link, losses, absurd, said: own, models, rest: squares / losses.length };
}

/** What the models left of the losses in the rows that are like the window. */
function weightedRest({ losses, said }: LearnedLoss, sample: Int32Array, weight: Float64Array): number {
  let [sum, total] = [0, 0];
  sample.forEach((row, k) => {
    sum += weight[k]! * (losses[row]! - said[row]!); // ! a row; as many weights
    total += weight[k]!; // ! as above
  });
  return total > 0 ? sum / total : 0;
}

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!; // ! i < n
  return sum / values.length;
};
