import { type Gap, isGap, type Task } from '../../catalogue/define.ts';
import { type Features, takeFeatures } from '../../learn/features.ts';
import type { Folds } from '../../learn/folds.ts';
import type { Bounds } from '../../stats/proportion.ts';
import { studentQuantile } from '../../stats/student.ts';
import { type Rows, takeRows } from '../../table/rows.ts';
import { amountEstimator } from './amount-estimator.ts';
import { classEstimator } from './class-estimator.ts';
import type { Estimator, Likened, Opinions, Seen } from './estimator.ts';
import { ALIKE_ENOUGH, type FittedSign, neverWrong, type Sureness, surerThere } from './fitted.ts';
import { type Refusal, refusedByShift, refusedBySupport, WINDOW_ROWS_LEAST } from './refusal.ts';
import { type Shift, shiftOf } from './shift.ts';
import { type Outside, outsideOf, type Support, supportOf } from './support.ts';
import type { Target } from './target.ts';

/** Rows of a reference with labels, above later rows whose labels are never looked at. */
export interface EstimateInput {
  readonly task: Task;
  readonly all: Seen;
  /** How many rows the reference has. */
  readonly reference: number;
  /** Rows of `all`: the windows of the reference in the order of time, and those to estimate. */
  readonly before: readonly Int32Array[];
  readonly windows: readonly Int32Array[];
  readonly targets: readonly Target[];
  readonly seed: number;
  readonly onProgress: (share: number) => void;
}

/** A value with its band, or why there is none. */
export interface Banded {
  readonly value: number;
  readonly interval: Bounds;
  /** Half the width by its reasons: draw of labels, what the reference's own windows were off by, two opinions. */
  readonly parts: { readonly labels: number; readonly reference: number; readonly opinions: number };
}

/** What is said of a window. */
export interface WindowEstimate {
  readonly refusal: Refusal | null;
  readonly outside: Outside | null;
  readonly shift: Omit<Shift, 'weight'> | null;
  /** By target; what a refused window would have had is not told. */
  readonly values: readonly (Banded | Gap)[] | null;
  /** How sure answers are beside the reference; null where the window is not alike enough to say. */
  readonly sureness: Sureness | null;
  /** What weighted the reference, for labels that come; null where it was not asked. */
  readonly likened: Likened | null;
}

/** Estimates window by window. */
export interface Estimated {
  readonly estimator: Estimator;
  /** Set where the model seems to have been fitted on the reference: then every window is refused. */
  readonly fitted: FittedSign | null;
  readonly windows: readonly WindowEstimate[];
  /**
   * By target: the value of the whole reference, and by how much windows of it were off beyond the draw of labels.
   */
  readonly reference: readonly { readonly value: number | null; readonly beyond: number; readonly windows: number }[];
}

/** Stretches of the reference by which what is learned is held out. */
const STRETCHES = { classes: 10, amounts: 5 };
const Z = 1.959963984540054;
/** From here on Student's law is the normal one to the second digit. */
const FREEDOM_NORMAL = 200;
/** Weights are flattened to their root: they move the second opinion half as far, and it is half as noisy (ADR 51). */
const FLATTENED = 0.5;

/**
 * How good the answers of each window are, without labels: the mean of two opinions, in a band made of the draw of
 * labels, of what the same estimates were off by in windows of the reference, and of half the difference of the
 * opinions (STATISTICS 3.3); or a refusal. Cost: one small classifier a window, beside what learns from the reference.
 */
export function estimateWindows(input: EstimateInput): Estimated {
  const { all, reference, targets, seed, task } = input;
  const known = seen(
    all,
    Int32Array.from({ length: reference }, (_, i) => i),
  );
  const isAmount = task === 'regression' || task === 'forecast';
  const folds = stretches(input.before, reference, isAmount ? STRETCHES.amounts : STRETCHES.classes);
  const share = isAmount ? 0.5 : 0.1;
  const estimator = isAmount
    ? amountEstimator(known, targets, { folds, seed, onTarget: (done) => input.onProgress(share * done) })
    : classEstimator(known.rows, targets, folds);
  const beyond = backtest(estimator, input);
  const support = supportOf(known.features);
  const windows = input.windows.map((rows, k) => {
    input.onProgress(share + ((1 - share) * k) / input.windows.length);
    return estimateWindow(rows, { input, estimator, support, beyond });
  });
  const values = estimator.heldOut(Int32Array.from({ length: reference }, (_, i) => i));
  const fitted = neverWrong(known.rows) ?? surerThere(windows.flatMap(({ sureness }) => sureness ?? []));
  return {
    estimator,
    fitted,
    windows: fitted === null ? windows : windows.map(refusedAsFitted),
    reference: values.map((found, k) => ({ value: isGap(found) ? null : found.truth, ...beyond[k]! })), // ! a target
  };
}

const refusedAsFitted = (window: WindowEstimate): WindowEstimate =>
  window.refusal !== null ? window : { ...window, values: null, refusal: { why: 'reference-fitted' } };

/** Variance beyond the draw of labels in windows of the reference, by target. */
interface Beyond {
  readonly beyond: number;
  readonly windows: number;
  /** The mean of squared errors, draw of labels and all. */
  readonly error: number;
}

interface Ready {
  readonly input: EstimateInput;
  readonly estimator: Estimator;
  readonly support: Support;
  readonly beyond: readonly Beyond[];
}

function estimateWindow(rows: Int32Array, { input, estimator, support, beyond }: Ready): WindowEstimate {
  const { all, reference, targets, seed } = input;
  const nothing = { outside: null, shift: null, values: null, sureness: null, likened: null };
  if (rows.length < WINDOW_ROWS_LEAST) {
    return { ...nothing, refusal: { why: 'too-few-rows', rows: rows.length, needed: WINDOW_ROWS_LEAST } };
  }
  const window = seen(all, rows);
  const outside = outsideOf(support, window.features);
  const numbers = window.features.columns.filter(({ kind }) => kind === 'number').length;
  const isOutside = refusedBySupport(outside, (2 * numbers) / (reference + 1));
  if (isOutside !== null) return { ...nothing, outside, refusal: isOutside };
  const { weight, ...shift } = shiftOf(all.features, estimator.sample, rows, { seed });
  const isAlike = shift.share >= ALIKE_ENOUGH;
  const sureness = isAlike ? estimator.surenessIn(window, { weight, effective: shift.effective }) : null;
  const refusal = refusedByShift({ weight, ...shift });
  if (refusal !== null) return { ...nothing, outside, shift, refusal, sureness };
  const likened = { weight: weight.map((own) => own ** FLATTENED), effective: shift.effective };
  const found = estimator.opinionsOf(window, likened);
  const values = found.map((one, k) => (isGap(one) ? one : banded(one, beyond[k]!, targets[k]!))); // ! a target
  return { outside, shift, refusal: null, sureness, likened, values };
}

function banded({ plain, likened, noise }: Opinions, { beyond, error, windows }: Beyond, { entry }: Target): Banded {
  const value = (plain + likened) / 2;
  // The second opinion went half the way, so that this is half of what lies between them.
  const opinions = Math.abs(plain - likened);
  const variance = noise * noise + beyond;
  // A variance that few windows tell is itself uncertain (Satterthwaite 1946).
  const freedom = error > 0 ? Math.max(1, windows * (variance / error) ** 2) : Number.POSITIVE_INFINITY;
  const t = freedom < FREEDOM_NORMAL ? studentQuantile(0.975, freedom) : Z;
  const half = t * Math.sqrt(variance) + opinions;
  const [least, most] = entry.range;
  const interval: Bounds = [Math.max(least, value - half), Math.min(most, value + half)];
  return { value, interval, parts: { labels: t * noise, reference: t * Math.sqrt(beyond), opinions } };
}

/** The same estimate for each window of the reference by what was learned from other times, against its labels. */
function backtest(estimator: Estimator, { before, targets }: EstimateInput): readonly Beyond[] {
  const squares = targets.map(() => ({ sum: 0, noise: 0, windows: 0 }));
  for (const rows of before) {
    if (rows.length < WINDOW_ROWS_LEAST) continue;
    estimator.heldOut(rows).forEach((found, k) => {
      if (isGap(found)) return;
      const own = squares[k]!; // ! a target
      own.sum += (found.value - found.truth) ** 2;
      own.noise += found.noise ** 2;
      own.windows++;
    });
  }
  return squares.map(({ sum, noise, windows }) => {
    const error = windows > 0 ? sum / windows : 0;
    return { beyond: windows > 0 ? Math.max(0, error - noise / windows) : 0, windows, error };
  });
}

/** Whole windows in the order of time, dealt into stretches of about as many rows. */
function stretches(before: readonly Int32Array[], reference: number, most: number): Folds {
  const of = new Uint8Array(reference);
  const count = Math.min(most, before.length);
  let done = 0;
  for (const rows of before) {
    const fold = Math.min(count - 1, Math.floor((done * count) / reference));
    for (const row of rows) of[row] = fold;
    done += rows.length;
  }
  return { count, of, isForward: false };
}

const seen = ({ rows, features }: { readonly rows: Rows; readonly features: Features }, at: Int32Array): Seen => ({
  rows: takeRows({ ...rows, features: [], cluster: null }, at),
  features: takeFeatures(features, at),
});
