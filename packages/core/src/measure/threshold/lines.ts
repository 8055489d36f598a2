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
    let at = group * count * 2;
    for (let cell = 0; cell < count; cell++) {
      no[cell]! += t * pairs[at++]!; // ! cell < count, here and below
      yes[cell]! += t * pairs[at++]!; // !
    }
  }
  return [no, yes];
}

/** What comes of each line, in columns, for hundreds of samples are looked at: see `outcomeAt`. */
export interface Outcomes {
  readonly found: Float64Array;
  readonly falseAlarms: Float64Array;
  readonly cost: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

/** What comes of each line: at k the cells from the k-th on are answered yes; at `count` none is. */
export function outcomes({ no, yes, money }: Tally, prices: Prices | null): Outcomes {
  const count = no.length;
  const [found, falseAlarms, cost] = [0, 1, 2].map(() => new Float64Array(count + 1)) as Three; // as: three of them
  const positives = yes.reduce((a, b) => a + b, 0);
  const negatives = no.reduce((a, b) => a + b, 0);
  let [hits, alarms, own] = [0, 0, money?.ifNo.reduce((a, b) => a + b, 0) ?? 0];
  for (let k = count; k >= 0; k--) {
    if (k < count) {
      hits += yes[k]!; // ! k < count, here and below
      alarms += no[k]!; // !
      if (money) own += money.ifYes[k]! - money.ifNo[k]!; // !
    }
    found[k] = hits;
    falseAlarms[k] = alarms;
    if (money !== null || prices === null) cost[k] = own;
    else
      cost[k] = costOf(
        { found: hits, missed: positives - hits, falseAlarms: alarms, leftAlone: negatives - alarms },
        prices,
      );
  }
  return { found, falseAlarms, cost, positives, negatives };
}
type Three = [Float64Array, Float64Array, Float64Array];

/** What comes of the k-th line. */
export function outcomeAt({ found, falseAlarms, cost, positives, negatives }: Outcomes, k: number): Outcome {
  const [hits, alarms] = [found[k]!, falseAlarms[k]!]; // ! a line
  // ! a line
  return { cost: cost[k]!, found: hits, missed: positives - hits, falseAlarms: alarms, leftAlone: negatives - alarms };
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
export function cheapest({ found, falseAlarms, cost, positives, negatives }: Outcomes, shareMax: number): number {
  const most = shareMax * (positives + negatives);
  let best = cost.length - 1;
  let least = Number.POSITIVE_INFINITY;
  for (let k = cost.length - 1; k >= 0; k--) {
    if (found[k]! + falseAlarms[k]! > most) break; // ! a line, here and below
    if (cost[k]! < least) [best, least] = [k, cost[k]!]; // !
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
