import { orderOf } from '../stats/order.ts';
import type { Graded } from '../stats/score-grid.ts';
import { CALIBRATOR_KINDS, type Calibrator, type CalibratorKind, toChance } from './calibrator.ts';
import { type Choice, type Contender, choose } from './choose.ts';
import { fitCalibrator } from './fit-calibrator.ts';
import type { Folds } from './folds.ts';

/** From this many rows on, calibrators are learned from rows that were gathered; they are judged on all. */
const MANY_ROWS = 20_000;
/** Rows of a fold and a label are gathered into about so many. */
const GATHERED = 1000;
/** A chance of 0 that came true costs 36.04, as log losses are counted everywhere in the house. */
const LEAST = 2 ** -52;

/** The loss of a chance by what came of it, -ln of the chance given to it. */
export const logLoss = (chance: number, label: number): number =>
  -Math.log(Math.min(Math.max(label === 1 ? chance : 1 - chance, LEAST), 1 - LEAST));

/** What calibrators are chosen by. */
export interface CalibratorSample extends Graded {
  readonly cluster: Int32Array | null;
  readonly folds: Folds;
}

/**
 * The calibrator for scores 0 to 1, by the log loss of rows that it was not learned from: the simplest that is nearly
 * the best, with what to expect of it. At a million rows some seconds.
 */
export function chooseCalibrator(
  sample: CalibratorSample,
  kinds: readonly CalibratorKind[] = CALIBRATOR_KINDS,
): Choice<Calibrator> {
  const parts = partsByFold(sample);
  const contenders = kinds.map((kind) => contender(kind, sample, parts));
  return choose(contenders, sample);
}

function contender(kind: CalibratorKind, sample: Graded, parts: readonly Graded[]): Contender<Calibrator> {
  const { label, score } = sample;
  return {
    kind,
    fit: (folds) => fitCalibrator(kind, joined(folds.map((fold) => parts[fold]!))), // ! a fold
    losses(fitted, rows, into) {
      const chanceOf = toChance(fitted);
      for (let k = 0; k < rows.length; k++) {
        const row = rows[k]!; // ! k < length
        into[row] = logLoss(chanceOf(score[row]!), label[row]!); // ! a row
      }
    },
  };
}

/** Held-out scores of the rows that were judged: what the calibrator learned without each makes of its score. */
export function heldOutScores(
  choice: Choice<Calibrator>,
  score: Float64Array,
): { readonly rows: Int32Array; readonly score: Float64Array } {
  const count = choice.heldOut.reduce((sum, { rows }) => sum + rows.length, 0);
  const pairs = { rows: new Int32Array(count), score: new Float64Array(count) };
  let at = 0;
  for (const { rows, fitted } of choice.heldOut) {
    const chanceOf = toChance(fitted);
    for (let k = 0; k < rows.length; k++, at++) {
      pairs.rows[at] = rows[k]!; // ! k < length
      pairs.score[at] = chanceOf(score[rows[k]!]!); // ! a row
    }
  }
  return pairs;
}

function joined(parts: readonly Graded[]): Graded {
  const n = parts.reduce((sum, { score }) => sum + score.length, 0);
  const all = { label: new Float64Array(n), score: new Float64Array(n), weight: new Float64Array(n) };
  let at = 0;
  for (const { label, score, weight } of parts) {
    all.label.set(label, at);
    all.score.set(score, at);
    all.weight.set(weight, at);
    at += score.length;
  }
  return all;
}

/** The rows of each fold; where there are many, neighbours of one label as one with their mean score and all weight. */
function partsByFold({ label, score, weight, folds }: CalibratorSample): readonly Graded[] {
  const n = score.length;
  const size = n < MANY_ROWS ? 1 : Math.ceil(n / folds.count / 2 / GATHERED);
  const cells = Array.from({ length: 2 * folds.count }, () => ({ rows: 0, mass: 0, sum: 0 }));
  const found = Array.from({ length: folds.count }, () => ({
    label: [] as number[], // as: empty lists of numbers, here and below
    score: [] as number[], // as: filled below
    weight: [] as number[], // as: filled below
  }));
  const close = (at: number): void => {
    const { mass, sum } = cells[at]!; // ! two cells for each fold
    const part = found[at >> 1]!; // ! a fold
    part.label.push(at & 1);
    part.score.push(sum / mass);
    part.weight.push(mass);
    cells[at] = { rows: 0, mass: 0, sum: 0 };
  };
  for (const row of orderOf(score)) {
    const w = weight[row]!; // ! a row, here and below
    if (w <= 0) continue;
    const at = 2 * folds.of[row]! + (label[row] === 1 ? 1 : 0); // ! a row
    const cell = cells[at]!; // ! two cells for each fold
    if (size === 1) {
      const part = found[at >> 1]!; // ! a fold
      part.label.push(at & 1);
      part.score.push(score[row]!); // ! a row
      part.weight.push(w);
      continue;
    }
    cell.rows++;
    cell.mass += w;
    cell.sum += w * score[row]!; // ! a row
    if (cell.rows >= size) close(at);
  }
  for (let at = 0; at < cells.length; at++) if (cells[at]!.mass > 0) close(at); // ! a place
  return found.map((part) => ({
    label: Float64Array.from(part.label),
    score: Float64Array.from(part.score),
    weight: Float64Array.from(part.weight),
  }));
}
