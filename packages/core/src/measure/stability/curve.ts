import { medianOf } from '../../stats/median.ts';

/** Losses by step, in the order of the steps. Values may be no numbers: that is what a rule looks for. */
export interface Losses {
  readonly step: Float64Array;
  readonly value: Float64Array;
}

/** What a training run wrote down. */
export interface Curve {
  readonly train: Losses;
  readonly validation: Losses | null;
  /** Norms of gradients. */
  readonly gradient: Losses | null;
}

/** A stretch of steps in which the loss stood far above what it was before. */
export interface Spike {
  readonly step: number;
  readonly steps: number;
  /** Whether the loss came back before the end. */
  readonly isOver: boolean;
}

/** What the rules say of a curve. */
export interface CurveFindings {
  readonly steps: number;
  readonly spikes: readonly Spike[];
  /** Steps within spikes. */
  readonly inSpike: number;
  readonly divergence: 'no-number' | 'rising' | null;
  /** Null without a validation loss. */
  readonly overfitting: {
    readonly onset: number;
    readonly least: number;
    readonly last: number;
    /** (last - least) / |least|, at least 0. */
    readonly gap: number;
  } | null;
  /** Largest gradient norm beside the median; null without gradients. */
  readonly gradientRatio: number | null;
}

const BEFORE = 50;
/** Fewer steps before it do not say what is usual. */
const FEWEST_BEFORE = 10;
const MAD_TO_DEVIATION = 1.4826;
const DEVIATIONS = 6;
const RISE = 1.05;
/** Two levels of ten differ by chance by so many errors of one in less than one run of a thousand. */
const NOISE = 5;

/**
 * The rules of STATISTICS 7 on a learning curve: spikes, divergence, the onset of overfitting, exploding gradients.
 * Cost: steps × 50 log 50.
 */
export function judgeCurve({ train, validation, gradient }: Curve): CurveFindings {
  const spikes = spikesOf(train);
  return {
    steps: train.value.length,
    spikes,
    inSpike: spikes.reduce((sum, { steps }) => sum + steps, 0),
    divergence: divergenceOf(train.value),
    overfitting: validation && overfittingOf(validation),
    gradientRatio: gradient && ratioOf(gradient.value),
  };
}

/** The losses before a spike, and not those in it, say what is usual: else a long spike would become the usual. */
function spikesOf({ step, value }: Losses): Spike[] {
  const spikes: Spike[] = [];
  const before: number[] = [];
  let start = -1;
  for (let t = 0; t < value.length; t++) {
    const loss = value[t]!; // ! t < length
    const isHigh = before.length >= FEWEST_BEFORE && !(loss <= limitOf(before));
    if (isHigh) {
      if (start < 0) start = t;
      continue;
    }
    if (start >= 0) spikes.push({ step: step[start]!, steps: t - start, isOver: true }); // ! start < length
    start = -1;
    if (!Number.isFinite(loss)) continue;
    before.push(loss);
    if (before.length > BEFORE) before.shift();
  }
  if (start >= 0) spikes.push({ step: step[start]!, steps: value.length - start, isOver: false }); // ! start < length
  return spikes;
}

function limitOf(before: readonly number[]): number {
  const middle = median(Float64Array.from(before));
  const spread = median(Float64Array.from(before, (loss) => Math.abs(loss - middle)));
  // Losses that are all alike have no spread: a change in the sixth digit is not a spike.
  return middle + DEVIATIONS * MAD_TO_DEVIATION * Math.max(spread, 1e-6 * Math.abs(middle));
}

/**
 * A loss that is no number; or one that rises over the last tenth and ends 5 % above where it was lowest, and by more
 * than noise. Levels are medians of tenths: the least single loss of a noisy run lies below its level by chance, and
 * every plateau would seem to rise from it.
 */
function divergenceOf(value: Float64Array): CurveFindings['divergence'] {
  if (!value.every(Number.isFinite)) return 'no-number';
  const n = value.length;
  if (n < 2 * FEWEST_BEFORE) return null;
  const tenth = Math.max(2, Math.floor(n / 10));
  const levels: number[] = [];
  for (let end = n; end >= tenth; end -= tenth) levels.push(median(value.slice(end - tenth, end)));
  const [last = 0] = levels;
  const least = Math.min(...levels);
  const end = value.slice(n - tenth);
  const rise = Math.max((RISE - 1) * Math.abs(least), NOISE * errorOfMedian(end));
  const isAbove = last > least && last - least >= rise;
  return isAbove && slopeOf(smoothed(value, tenth).slice(n - tenth)) > 0 ? 'rising' : null;
}

/** The standard error of the median of normal losses, from how they jump from step to step: a trend is not noise. */
function errorOfMedian(value: Float64Array): number {
  const jumps = value.subarray(1).map((loss, i) => Math.abs(loss - value[i]!)); // ! i < length
  return (1.2533 * MAD_TO_DEVIATION * median(jumps)) / Math.SQRT2 / Math.sqrt(value.length);
}

/** The exponential mean over about `span` steps. */
function smoothed(value: Float64Array, span: number): Float64Array {
  const weight = 2 / (span + 1);
  let mean = value[0] ?? 0;
  return value.map((loss) => (mean += weight * (loss - mean)));
}

const median = (values: Float64Array): number => medianOf(Float64Array.from(values)) ?? 0;

function slopeOf(value: Float64Array): number {
  const middle = (value.length - 1) / 2;
  let slope = 0;
  for (let i = 0; i < value.length; i++) slope += (i - middle) * value[i]!; // ! i < length
  return slope;
}

function overfittingOf({ step, value }: Losses): CurveFindings['overfitting'] {
  let at = -1;
  for (let t = 0; t < value.length; t++) {
    if (Number.isFinite(value[t]) && (at < 0 || value[t]! < value[at]!)) at = t; // ! t, at < length
  }
  if (at < 0) return null;
  const tail = value.slice(-3).filter(Number.isFinite);
  const least = value[at]!; // ! at < length
  const last = tail.length === 0 ? least : tail.reduce((sum, loss) => sum + loss, 0) / tail.length;
  const gap = Math.max(0, last - least) / Math.max(Math.abs(least), Number.MIN_VALUE);
  return { onset: step[at]!, least, last, gap: at >= value.length - 3 ? 0 : gap }; // ! at < length
}

function ratioOf(value: Float64Array): number | null {
  const known = value.filter(Number.isFinite);
  const middle = known.length === 0 ? 0 : median(known);
  return middle > 0 ? known.reduce((most, norm) => Math.max(most, norm), 0) / middle : null;
}
