import { isProbability } from '../catalogue/probability.ts';
import { classWeights } from '../catalogue/ranks.ts';
import { partOf } from '../measure/part.ts';
import { binomialDraw } from '../stats/binomial-draw.ts';
import { isotonic } from '../stats/isotonic.ts';
import { makeRandom } from '../std/random.ts';
import type { Threshold } from '../table/assign.ts';
import type { Rows } from '../table/rows.ts';
import { isPlain, onesOf } from '../table/weights.ts';
import type { Curve, Figures, Reliability } from './result.ts';

const CURVE_POINTS = 240;
const SCORE_BINS = 20;
const RESIDUAL_BINS = 40;
/** Scores are gathered in this many equal bins before the isotonic line: finer than a chart can show. */
const RELIABILITY_BINS = 400;
const BAND_DRAWS = 200;

/** What charts need besides rows. */
export interface FigureOptions {
  readonly names: { readonly candidate: string; readonly other: string };
  readonly threshold: Threshold | null;
  readonly unit: string | null;
  readonly seed: number;
}

/** What the charts of a report draw, from rows that were judged; absent where the task has no such chart. */
export function figuresOf(all: Rows, { names, threshold, unit, seed }: FigureOptions): Figures {
  // In the order in which they were measured, so that nothing is sorted again.
  const rows = partOf(all, null);
  const { label, prediction, score } = rows.roles;
  if (rows.n === 0 || label === undefined) return {};
  if (rows.classes.length === 0) return prediction ? { residuals: residualsOf(label, prediction, unit) } : {};
  const confusion = prediction && rows.classes.length <= 12 ? { confusion: confusionOf(rows) } : {};
  if (rows.classes.length !== 2 || score === undefined) return confusion;
  const models = [
    { name: names.candidate, score },
    ...(rows.against.score ? [{ name: names.other, score: rows.against.score }] : []),
  ];
  const once = isPlain(rows.weight) ? rows.weight : onesOf(rows.n);
  const graded = models.filter((model) => isProbability(model.score, once));
  const ranked = models.map((model) => ({ name: model.name, ...countsBelow(label, model.score, threshold, once) }));
  const isTwoSided = ranked[0]!.positives > 0 && ranked[0]!.negatives > 0; // ! the candidate is there
  return {
    ...confusion,
    ...(isProbability(score, once) && { scores: histogramOf(label, score) }),
    ...(isTwoSided && { roc: ranked.map(rocOf), precisionRecall: ranked.map(precisionRecallOf) }),
    ...(graded.length > 0 && {
      reliability: graded.map((model, k) => reliabilityOf(model.name, label, model.score, k === 0 ? seed : null)),
    }),
  };
}

interface Ranked {
  readonly name: string;
  readonly positives: number;
  readonly negatives: number;
  /** Before any row, and at each distinct score from the highest down: positives and negatives at or above it. */
  readonly hits: Float64Array;
  readonly alarms: Float64Array;
  readonly at: { readonly hits: number; readonly alarms: number } | null;
}

/** `once` are weights of 1: charts count rows. */
function countsBelow(
  label: Float64Array,
  score: Float64Array,
  threshold: Threshold | null,
  once: Float64Array,
): Omit<Ranked, 'name'> {
  const n = score.length;
  const { count, positive, negative, positives, negatives } = classWeights({ n, label, score, weight: once });
  const [hits, alarms] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  for (let k = 0; k < count; k++) {
    hits[k + 1] = hits[k]! + positive[count - 1 - k]!; // ! k < count
    alarms[k + 1] = alarms[k]! + negative[count - 1 - k]!; // ! k < count
  }
  return { positives, negatives, hits, alarms, at: threshold && countsAt(label, score, threshold) };
}

function countsAt(label: Float64Array, score: Float64Array, { operator, limit }: Threshold): Ranked['at'] {
  let [yes, hits] = [0, 0];
  for (let i = 0; i < score.length; i++) {
    const s = score[i]!; // ! i < n
    if (s < limit || (s === limit && operator === '>')) continue;
    yes++;
    if (label[i] === 1) hits++;
  }
  return { hits, alarms: yes - hits };
}

/** At most 240 of the places `from` on: those where the curve turns most are near even steps along it. */
function thinned(from: number, end: number): readonly number[] {
  const length = end - from;
  const each = (length - 1) / (CURVE_POINTS - 1);
  return Array.from({ length: Math.min(length, CURVE_POINTS) }, (_, k) =>
    length <= CURVE_POINTS ? from + k : from + Math.round(k * each),
  );
}

function rocOf({ name, positives, negatives, hits, alarms, at }: Ranked): Curve {
  const places = thinned(0, hits.length);
  return {
    name,
    x: places.map((k) => alarms[k]! / negatives), // ! a place
    y: places.map((k) => hits[k]! / positives), // ! a place
    at: at && { x: at.alarms / negatives, y: at.hits / positives },
  };
}

function precisionRecallOf({ name, positives, hits, alarms, at }: Ranked): Curve {
  const places = thinned(1, hits.length);
  return {
    name,
    x: places.map((k) => hits[k]! / positives), // ! a place
    y: places.map((k) => hits[k]! / (hits[k]! + alarms[k]!)), // ! a place
    at: at && at.hits + at.alarms > 0 ? { x: at.hits / positives, y: at.hits / (at.hits + at.alarms) } : null,
  };
}

function histogramOf(label: Float64Array, score: Float64Array): NonNullable<Figures['scores']> {
  const [negatives, positives] = [new Array<number>(SCORE_BINS).fill(0), new Array<number>(SCORE_BINS).fill(0)];
  for (let i = 0; i < score.length; i++) {
    const bin = Math.min(SCORE_BINS - 1, Math.floor(score[i]! * SCORE_BINS)); // ! i < n
    (label[i] === 1 ? positives : negatives)[bin]!++; // ! below the number of bins
  }
  return { edges: Array.from({ length: SCORE_BINS + 1 }, (_, k) => k / SCORE_BINS), negatives, positives };
}

/** The isotonic line, and the band in which an honest model would lie (90 %, labels drawn from its own scores). */
function reliabilityOf(name: string, label: Float64Array, score: Float64Array, seed: number | null): Reliability {
  const cells = gather(label, score);
  const n = cells.map((cell) => cell.n);
  const line = isotonic(
    cells.map((cell) => cell.hits / cell.n),
    n,
  );
  const x = cells.map((cell) => cell.score);
  if (seed === null) return { name, x, y: [...line], band: null };
  const random = makeRandom(seed);
  // The draws of each cell stand side by side.
  const drawn = new Float64Array(cells.length * BAND_DRAWS);
  const shares = new Float64Array(cells.length);
  for (let draw = 0; draw < BAND_DRAWS; draw++) {
    for (let k = 0; k < shares.length; k++) shares[k] = binomialDraw(n[k]!, x[k]!, random) / n[k]!; // ! a cell
    const fit = isotonic(shares, n);
    for (let k = 0; k < fit.length; k++) drawn[k * BAND_DRAWS + draw] = fit[k]!; // ! a cell
  }
  for (let k = 0; k < cells.length; k++) drawn.subarray(k * BAND_DRAWS, (k + 1) * BAND_DRAWS).sort();
  const ends = (share: number): number[] =>
    x.map((_, k) => drawn[k * BAND_DRAWS + Math.round(share * (BAND_DRAWS - 1))]!); // ! 200 draws
  return { name, x, y: [...line], band: { x, low: ends(0.05), high: ends(0.95) } };
}

function gather(
  label: Float64Array,
  score: Float64Array,
): readonly { readonly score: number; readonly hits: number; readonly n: number }[] {
  const [n, hits, sums] = [
    new Float64Array(RELIABILITY_BINS),
    new Float64Array(RELIABILITY_BINS),
    new Float64Array(RELIABILITY_BINS),
  ];
  for (let i = 0; i < score.length; i++) {
    const bin = Math.min(RELIABILITY_BINS - 1, Math.floor(score[i]! * RELIABILITY_BINS)); // ! i < n
    n[bin]!++; // ! below the number of bins
    hits[bin]! += label[i]!; // ! i < n
    sums[bin]! += score[i]!; // ! i < n
  }
  const bins = Array.from(n.keys()).filter((bin) => n[bin]! > 0); // ! a key
  return bins.map((bin) => ({ score: sums[bin]! / n[bin]!, hits: hits[bin]!, n: n[bin]! })); // ! bins are keys
}

function residualsOf(
  label: Float64Array,
  prediction: Float64Array,
  unit: string | null,
): NonNullable<Figures['residuals']> {
  const errors = Float64Array.from(label, (y, i) => prediction[i]! - y).sort(); // ! n rows
  // One absurd value must not squeeze all others into a single bar: the middle 99 % are drawn, the ends hold the rest.
  const low = errors[Math.floor(0.005 * (errors.length - 1))]!; // ! n > 0
  const high = errors[Math.ceil(0.995 * (errors.length - 1))]!; // ! n > 0
  const width = (high - low || 1) / RESIDUAL_BINS;
  const counts = new Array<number>(RESIDUAL_BINS).fill(0);
  for (const error of errors) {
    const bin = Math.max(0, Math.min(RESIDUAL_BINS - 1, Math.floor((error - low) / width)));
    counts[bin]!++; // ! below the number of bins
  }
  return { edges: Array.from({ length: RESIDUAL_BINS + 1 }, (_, k) => low + k * width), counts, unit };
}

function confusionOf(rows: Rows): NonNullable<Figures['confusion']> {
  const counts = rows.classes.map(() => rows.classes.map(() => 0));
  const { label, prediction } = rows.roles;
  for (let i = 0; i < rows.n; i++) counts[label![i]!]![prediction![i]!]!++; // ! the caller has both; codes of classes
  return { classes: rows.classes, counts };
}
