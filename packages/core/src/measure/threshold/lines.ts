import type { ScoreCells } from './score-cells.ts';

/** What each of the four outcomes costs; a gain is below 0. */
export interface Prices {
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly truePositive: number;
  readonly trueNegative: number;
}

/** What comes of a line: weights of rows. */
export interface Outcome {
  readonly found: number;
  readonly missed: number;
  readonly falseAlarms: number;
  readonly leftAlone: number;
}

/** The weight of each label in each cell, over the groups by how often each counts. */
export interface Tally {
  readonly no: Float64Array;
  readonly yes: Float64Array;
}

/** The cells summed over groups; `times` says how often each group counts (a resample, all but a fold). */
export function tally({ count, weights }: ScoreCells, times: ArrayLike<number>): Tally {
  const [no, yes] = [new Float64Array(count), new Float64Array(count)];
  for (let group = 0; group < times.length; group++) {
    const t = times[group]!; // ! group < length
    if (t === 0) continue;
    for (let cell = 0; cell < count; cell++) {
      const at = (group * count + cell) * 2;
      no[cell]! += t * weights[at]!; // ! cell < count, here and below
      yes[cell]! += t * weights[at + 1]!; // !
    }
  }
  return { no, yes };
}

/** What comes of each line: at k the cells from the k-th on are answered yes; at `count` none is. */
export function outcomes({ no, yes }: Tally): readonly Outcome[] {
  const positives = yes.reduce((a, b) => a + b, 0);
  const negatives = no.reduce((a, b) => a + b, 0);
  const found: Outcome[] = [{ found: 0, missed: positives, falseAlarms: 0, leftAlone: negatives }];
  let [hits, alarms] = [0, 0];
  for (let cell = no.length - 1; cell >= 0; cell--) {
    hits += yes[cell]!; // ! cell < length
    alarms += no[cell]!; // ! cell < length
    found.push({ found: hits, missed: positives - hits, falseAlarms: alarms, leftAlone: negatives - alarms });
  }
  return found.reverse();
}

/** The money that an outcome costs. */
export const costOf = ({ found, missed, falseAlarms, leftAlone }: Outcome, prices: Prices): number =>
  found * prices.truePositive +
  missed * prices.falseNegative +
  falseAlarms * prices.falsePositive +
  leftAlone * prices.trueNegative;

/**
 * The cheapest line with at most this share of rows answered yes; of equal ones the one with the fewest. Its place
 * among `outcomes`.
 */
export function cheapest(lines: readonly Outcome[], prices: Prices, shareMax: number): number {
  let best = lines.length - 1;
  let least = Number.POSITIVE_INFINITY;
  for (let k = lines.length - 1; k >= 0; k--) {
    const line = lines[k]!; // ! k < length
    const rows = line.found + line.missed + line.falseAlarms + line.leftAlone;
    if (line.found + line.falseAlarms > shareMax * rows) break;
    const cost = costOf(line, prices);
    if (cost < least) [best, least] = [k, cost];
  }
  return best;
}

/**
 * The number to write down for the line at k ("score >= it"): the shortest decimal that parts the cells, so that a
 * person can read it. Infinite above all scores.
 */
export function limitAt({ count, low, below }: ScoreCells, k: number): number {
  if (k >= count) return Number.POSITIVE_INFINITY;
  const [under, upper] = [below[k]!, low[k]!]; // ! k < count
  if (under === Number.NEGATIVE_INFINITY) return upper;
  const middle = under + (upper - under) / 2;
  for (let digits = 1; digits <= 15; digits++) {
    const rounded = Number(middle.toPrecision(digits));
    if (rounded > under && rounded <= upper) return rounded;
  }
  return upper;
}
