import type { ScoreCells } from './score-cells.ts';

/** What each of the four outcomes costs in every row; a gain is below 0. */
export interface Prices {
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly truePositive: number;
  readonly trueNegative: number;
}

/** What comes of a line: weights of rows, and their money; 0 where nothing has a price. */
export interface Outcome {
  readonly cost: number;
  readonly found: number;
  readonly missed: number;
  readonly falseAlarms: number;
  readonly leftAlone: number;
}

/** The weight of each label in each cell, over the groups by how often each counts. */
export interface Tally {
  readonly no: Float64Array;
  readonly yes: Float64Array;
  /** What either answer to a cell would cost, where rows have prices of their own. */
  readonly money: { readonly ifNo: Float64Array; readonly ifYes: Float64Array } | null;
}

/** The cells summed over groups; `times` says how often each group counts (a resample, all but a fold). */
export function tally({ count, weights, money }: ScoreCells, times: ArrayLike<number>): Tally {
  const [no, yes] = summed(weights, count, times);
  if (money === null) return { no, yes, money };
  const [ifNo, ifYes] = summed(money, count, times);
  return { no, yes, money: { ifNo, ifYes } };
}

/** Pairs of numbers by group and cell, summed over groups. */
function summed(pairs: Float64Array, count: number, times: ArrayLike<number>): readonly [Float64Array, Float64Array] {
  const [no, yes] = [new Float64Array(count), new Float64Array(count)];
  for (let group = 0; group < times.length; group++) {
    const t = times[group]!; // ! group < length
    if (t === 0) continue;
    for (let cell = 0; cell < count; cell++) {
      const at = (group * count + cell) * 2;
      no[cell]! += t * pairs[at]!; // ! cell < count, here and below
      yes[cell]! += t * pairs[at + 1]!; // !
    }
  }
  return [no, yes];
}

/** What comes of each line: at k the cells from the k-th on are answered yes; at `count` none is. */
export function outcomes({ no, yes, money }: Tally, prices: Prices | null): readonly Outcome[] {
  const positives = yes.reduce((a, b) => a + b, 0);
  const negatives = no.reduce((a, b) => a + b, 0);
  let [hits, alarms, own] = [0, 0, money?.ifNo.reduce((a, b) => a + b, 0) ?? 0];
  const outcome = (): Outcome => {
    const [missed, leftAlone] = [positives - hits, negatives - alarms];
    const counts = { found: hits, missed, falseAlarms: alarms, leftAlone, cost: own };
    if (money === null && prices !== null) counts.cost = costOf(counts, prices);
    return counts;
  };
  const found: Outcome[] = [outcome()];
  for (let cell = no.length - 1; cell >= 0; cell--) {
    hits += yes[cell]!; // ! cell < length
    alarms += no[cell]!; // ! cell < length
    if (money) own += money.ifYes[cell]! - money.ifNo[cell]!; // ! cell < length
    found.push(outcome());
  }
  return found.reverse();
}

/** The money that an outcome costs at the same prices for every row. */
export const costOf = ({ found, missed, falseAlarms, leftAlone }: Omit<Outcome, 'cost'>, prices: Prices): number =>
  found * prices.truePositive +
  missed * prices.falseNegative +
  falseAlarms * prices.falsePositive +
  leftAlone * prices.trueNegative;

/**
 * The cheapest line with at most this share of rows answered yes; of equal ones the one with the fewest. Its place
 * among `outcomes`.
 */
export function cheapest(lines: readonly Outcome[], shareMax: number): number {
  let best = lines.length - 1;
  let least = Number.POSITIVE_INFINITY;
  for (let k = lines.length - 1; k >= 0; k--) {
    const line = lines[k]!; // ! k < length
    const rows = line.found + line.missed + line.falseAlarms + line.leftAlone;
    if (line.found + line.falseAlarms > shareMax * rows) break;
    if (line.cost < least) [best, least] = [k, line.cost];
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
