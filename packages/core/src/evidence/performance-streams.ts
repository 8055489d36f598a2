import { isGap, type Task } from '../catalogue/define.ts';
import rocAuc from '../catalogue/performance/roc-auc.ts';
import { isDistribution, isProbability, surprise } from '../catalogue/probability.ts';
import type { Rows } from '../table/rows.ts';
import type { Reading, StreamSpec } from './stream.ts';

/** A number by row, or one that needs all rows of a window, watched as one component. */
export interface PerformanceStream {
  readonly spec: StreamSpec;
  /** The metric of the catalogue that it is about. */
  readonly entry: string;
  /** When the model got worse: the value rises, falls, or moves away from zero. */
  readonly worse: 'up' | 'down' | 'away';
  /** What a row adds to the metric turned so that more is worse (of a bias its error with its sign); by row. */
  readonly loss: ByRow;
  /** The metric in these rows as people know it; null where it says nothing. */
  value(rows: Rows, indices: ArrayLike<number>): number | null;
  reading(rows: Rows, indices: ArrayLike<number>): Reading;
}

/** A loss that grew by less than a twentieth is no decay (STATISTICS 2.6). */
const TOLERANCE = 0.05;
/** Each class needs so many rows in a window for a ranking to say something. */
const CLASS_ROWS_MIN = 10;
/** A single absurd loss must not be the window: losses are cut where one in 200 of the reference lies above. */
const CUT_SHARE = 0.995;

/** The performance streams of a task, laid out by the rows of the reference; empty where there are no answers. */
export function performanceStreams(task: Task, reference: Rows): readonly PerformanceStream[] {
  const { label, prediction, score, scores, lower, upper } = reference.roles;
  // What a list is worth is no number by row.
  if (!label || reference.n === 0 || task === 'ranking') return [];
  if (task === 'regression' || task === 'forecast') {
    const isBand = lower !== undefined && upper !== undefined;
    return [...(prediction ? [errorSize(reference), bias(reference)] : []), ...(isBand ? [covered(reference)] : [])];
  }
  const isRanked = task === 'binary' && score !== undefined;
  const isSure = scores ? isDistribution(scores, reference.weight) : score && isProbability(score, reference.weight);
  return [
    ...(prediction ? [right(reference)] : []),
    ...(isSure ? [logLoss(reference)] : []),
    ...(isRanked ? [ranking(reference)] : []),
  ];
}

/** A number of each of some rows. */
type ByRow = (rows: Rows) => (i: number) => number;
interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(rows: Rows, byRow: ByRow): Moments {
  const value = byRow(rows);
  let [n, mean, squares] = [0, 0, 0];
  for (let i = 0; i < rows.n; i++) {
    const gap = value(i) - mean;
    mean += gap / ++n;
    squares += gap * (value(i) - mean);
  }
  return { mean, variance: n > 1 ? squares / (n - 1) : 0 };
}

function meanOf(rows: Rows, indices: ArrayLike<number>, byRow: ByRow): number | null {
  const value = byRow(rows);
  let total = 0;
  for (let k = 0; k < indices.length; k++) total += value(indices[k]!); // ! k < length
  return indices.length === 0 ? null : total / indices.length;
}

type About = Pick<PerformanceStream, 'entry' | 'worse'> & { readonly id: string };

type Watching = Omit<StreamSpec, 'id' | 'group' | 'components'>;

/** A mean over rows, on the scale on which its windows are alike. */
function meanStream(
  about: About,
  watching: Watching,
  byRow: ByRow,
  scaled: (mean: number, n: number) => number,
): PerformanceStream {
  const { id, entry, worse } = about;
  const value = (rows: Rows, indices: ArrayLike<number>): number | null => meanOf(rows, indices, byRow);
  const missed: ByRow = (rows) => {
    const hit = byRow(rows);
    return (i) => 1 - hit(i);
  };
  return {
    spec: { id, group: 'performance', components: 1, ...watching },
    entry,
    worse,
    loss: worse === 'down' ? missed : byRow,
    value,
    reading(rows, indices) {
      const n = indices.length;
      const found = value(rows, indices);
      return found === null
        ? { stream: id, n, y: null, reason: 'no-labels' }
        : { stream: id, n, y: [scaled(found, n)] };
    },
  };
}

/** A share of yes-no answers. */
function share(about: About, reference: Rows, byRow: ByRow): PerformanceStream {
  const { mean } = momentsOf(reference, byRow);
  // The smallest change that matters, of the misses; near 0 and 1 the scale is steep, so half a point is the least.
  const least = Math.max(TOLERANCE * (1 - mean), 0.005);
  const scaled = (p: number): number => Math.asin(Math.sqrt(Math.min(1, Math.max(0, p))));
  const shift = Math.min(scaled(mean) - scaled(mean - least), scaled(mean + least) - scaled(mean)) || least;
  const watching: Watching = { kind: 'metric', materiality: [shift], noise: 0.25, scale: 'asin-root' };
  return meanStream(about, watching, byRow, (p, n) => Math.asin(Math.sqrt((p * n + 3 / 8) / (n + 3 / 4))));
}

/** The logarithm of a mean loss: what is watched is by how much of itself it grows. */
function loss(about: About, reference: Rows, byRow: ByRow): PerformanceStream {
  const cut = cutOf(reference, byRow);
  const capped: ByRow = (rows) => {
    const value = byRow(rows);
    return (i) => Math.min(value(i), cut);
  };
  const { mean, variance } = momentsOf(reference, capped);
  const floor = mean > 0 ? mean / 1000 : 1e-9;
  const noise = mean > 0 ? variance / mean ** 2 : 0;
  const watching: Watching = { kind: 'metric', materiality: [Math.log1p(TOLERANCE)], noise, scale: 'log' };
  return meanStream(about, watching, capped, (found) => Math.log(Math.max(found, floor)));
}

/** Above this lie one in 200 of the reference. */
function cutOf(rows: Rows, byRow: ByRow): number {
  const value = byRow(rows);
  const sorted = Float64Array.from({ length: rows.n }, (_, i) => value(i)).sort();
  return sorted[Math.min(rows.n - 1, Math.floor(CUT_SHARE * rows.n))]!; // ! the reference has rows
}

const right = (reference: Rows): PerformanceStream =>
  share({ id: 'performance:accuracy', entry: 'accuracy', worse: 'down' }, reference, ({ roles }) => {
    const { label, prediction } = roles;
    return (i) => Number(label?.[i] === prediction?.[i]);
  });

const covered = (reference: Rows): PerformanceStream =>
  share({ id: 'performance:interval-coverage', entry: 'interval-coverage', worse: 'down' }, reference, ({ roles }) => {
    const { label = new Float64Array(), lower, upper } = roles;
    // ! a band was found in the reference, and both tables have the same roles
    return (i) => Number(label[i]! >= lower![i]! && label[i]! <= upper![i]!); // ! as above
  });

const logLoss = (reference: Rows): PerformanceStream =>
  loss(
    { id: 'performance:log-loss', entry: reference.roles.scores ? 'multiclass-log-loss' : 'log-loss', worse: 'up' },
    reference,
    ({ roles }) => {
      const { label = new Float64Array(), score, scores } = roles;
      if (scores) return (i) => surprise(scores[label[i]!]?.[i] ?? 0); // ! i < n
      return (i) => surprise(label[i] === 1 ? score![i]! : 1 - score![i]!); // ! scores were found in the reference
    },
  );

const errorSize = (reference: Rows): PerformanceStream =>
  loss({ id: 'performance:mae', entry: 'mae', worse: 'up' }, reference, ({ roles }) => {
    const { label = new Float64Array(), prediction = new Float64Array() } = roles;
    return (i) => Math.abs(prediction[i]! - label[i]!); // ! i < n
  });

/** The mean of prediction minus label, on the scale of the mean error size of the reference. */
function bias(reference: Rows): PerformanceStream {
  const byRow: ByRow = ({ roles }) => {
    const { label = new Float64Array(), prediction = new Float64Array() } = roles;
    return (i) => prediction[i]! - label[i]!; // ! i < n
  };
  const cut = cutOf(reference, ({ roles }) => {
    const error = byRow({ ...reference, roles });
    return (i) => Math.abs(error(i));
  });
  const capped: ByRow = (rows) => {
    const error = byRow(rows);
    return (i) => Math.max(-cut, Math.min(cut, error(i)));
  };
  const size = momentsOf(reference, (rows) => {
    const error = capped(rows);
    return (i) => Math.abs(error(i));
  }).mean;
  const { variance } = momentsOf(reference, capped);
  const about: About = { id: 'performance:bias', entry: 'bias', worse: 'away' };
  const watching: Watching = { kind: 'mean', materiality: [TOLERANCE * size], noise: variance, scale: 'identity' };
  return meanStream(about, watching, capped, (found) => found);
}

/** The logit of the area under the ROC curve. */
function ranking(reference: Rows): PerformanceStream {
  const id = 'performance:roc-auc';
  const value = (rows: Rows, indices: ArrayLike<number>): number | null => areaIn(rows, indices)?.area ?? null;
  return {
    spec: { id, group: 'performance', kind: 'metric', components: 1, materiality: [TOLERANCE], scale: 'logit' },
    entry: 'roc-auc',
    worse: 'down',
    loss: misplaced(reference),
    value,
    reading(rows, indices) {
      const found = areaIn(rows, indices);
      const n = indices.length;
      if (found === null || found.least < CLASS_ROWS_MIN) return { stream: id, n, y: null, reason: 'few-of-a-class' };
      // Half a pair more on each side keeps a perfect window finite.
      const area = (found.area * found.pairs + 0.5) / (found.pairs + 1);
      return { stream: id, n, y: [Math.log(area / (1 - area))] };
    },
  };
}

/** The share of rows of the other class in the reference that a row is on the wrong side of. */
function misplaced({ roles: { label: known = new Float64Array(), score: scored = new Float64Array() } }: Rows): ByRow {
  const scoresOf = (own: number): Float64Array => scored.filter((_, i) => known[i] === own).sort();
  const [no, yes] = [scoresOf(0), scoresOf(1)];
  return ({ roles: { label, score } }) =>
    (i) => {
      const own = score?.[i] ?? 0;
      return label?.[i] === 1 ? 1 - shareBelow(no, own) : shareBelow(yes, own);
    };
}

function shareBelow(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBelow = sorted[middle]! < x; // ! middle < length
    if (isBelow) low = middle + 1;
    else high = middle;
  }
  return low / Math.max(1, sorted.length);
}

function areaIn(
  { roles, weight }: Rows,
  indices: ArrayLike<number>,
): { readonly area: number; readonly pairs: number; readonly least: number } | null {
  const { label = new Float64Array(), score = new Float64Array() } = roles;
  const take = (values: Float64Array): Float64Array => Float64Array.from(indices, (i) => values[i]!); // ! rows
  const given = { n: indices.length, classes: 2, label: take(label), score: take(score), weight: take(weight) };
  const found = rocAuc.measure(given, {});
  const positives = given.label.reduce((sum, y) => sum + y, 0);
  const negatives = given.n - positives;
  if (isGap(found)) return null;
  return { area: found.value, pairs: positives * negatives, least: Math.min(positives, negatives) };
}
