import type { Gap } from '../../catalogue/define.ts';
import { costOfDecided } from '../../table/row-prices.ts';
import { makeRows, type Rows } from '../../table/rows.ts';
import { isPlain } from '../../table/weights.ts';
import { against, minus } from '../combine.ts';
import { type Measured, measure } from '../interval.ts';
import { costQuantity } from '../threshold/cost-quantity.ts';
import { cheapest, limitAt, type Outcomes, outcomes, type Prices } from '../threshold/lines.ts';
import type { ScoreCells } from '../threshold/score-cells.ts';
import { spreadOf, type Told } from './compare.ts';
import type { Grouping } from './groupings.ts';
import { FOLDS, type Kinds, kindsOf } from './kinds.ts';
import { type Rate, RECALL, SELECTION } from './rates.ts';
import { worldsOf } from './simultaneous.ts';
import { sumsByGroup } from './sums.ts';

/** What thresholds of their own would make equal. */
export type Aim = 'now' | 'one-threshold' | 'equal-recall' | 'equal-selection';

/** A threshold for each group, and what comes of them on rows that did not choose them. */
export interface Proposal {
  readonly aim: Aim;
  /** By group, in the order of the grouping: yes from here on. Null: decided as now, or yes to nobody. */
  readonly limits: readonly (number | null)[];
  /** How far groups lie apart in cases found, and in yes answers. */
  readonly recallGap: Told;
  readonly selectionGap: Told;
  /** Cost for each row less what it costs now; null for now. */
  readonly price: Measured | Gap | null;
  /** What being equal costs by itself: cost for each row less that of one threshold; null for those two. */
  readonly overOne: Measured | Gap | null;
}

/** Proposals for the groups of one column. */
export interface Proposals {
  readonly proposals: readonly Proposal[];
  /** Places of groups that are too small for a threshold of their own: they stay as decided now. */
  readonly asNow: readonly number[];
}

/** What a decision costs and how many rows may be answered yes. */
export interface Stakes {
  /** Null where rows have prices of their own. */
  readonly prices: Prices | null;
  readonly shareMax: number;
  readonly seed: number;
}

const FEWEST_OF_A_CLASS = 20;
/** Targets that are tried, from nobody to everybody. */
const TARGETS = 200;

/**
 * Thresholds by group that find equally many of the cases, or say yes equally often, at the least cost, beside the one
 * threshold that costs least and the decisions as they are. They are chosen on four fifths of the rows and judged on
 * the rest, five times. A decision for a person: nothing applies them. Null where fewer than two groups have 20 rows of
 * each class. Source: M. Hardt, E. Price, N. Srebro, Equality of opportunity in supervised learning, 2016, with
 * thresholds that are not drawn by lot. O(n) for each proposal.
 */
export function proposeThresholds(all: Rows, grouping: Grouping, cells: ScoreCells, stakes: Stakes): Proposals | null {
  const kinds = kindsOf(all, grouping, cells);
  const { rows, codes, cellOf, foldOf } = kinds;
  const tallies = talliesOf(kinds, grouping.groups.length, cells.count);
  const groups = grouping.groups.map((_, g) => g).filter((g) => isLarge(outcomesOf(tallies, g, null, stakes.prices)));
  if (groups.length < 2) return null;
  const isFitted = new Uint8Array(grouping.groups.length);
  for (const g of groups) isFitted[g] = 1;
  const prediction = rows.roles.prediction!; // ! the caller has it
  const among = amongOf(codes, groups, stakes.seed);
  let one: Float64Array | null = null;
  // Each aim chooses among the same lines: over all folds but one, and over all of them.
  const [linesOfAll = [], ...linesOfFolds] = [null, ...Array.from({ length: FOLDS }, (_, fold) => fold)].map(
    (without) => groups.map((g) => outcomesOf(tallies, g, without, stakes.prices)),
  );
  const propose = (aim: Aim): Proposal => {
    const choose = (lines: readonly Outcomes[]): Int32Array => {
      const found = new Int32Array(grouping.groups.length);
      if (aim === 'now') return found;
      const chosen = aim === 'one-threshold' ? oneLine(lines, stakes) : equalLines(lines, aim, stakes);
      groups.forEach((g, k) => {
        found[g] = chosen[k]!; // ! as many
      });
      return found;
    };
    const lineOfFold = linesOfFolds.map(choose);
    const decided = aim === 'now' ? prediction : prediction.slice();
    for (let i = 0; i < rows.n && aim !== 'now'; i++) {
      const g = codes[i]!; // ! i < n
      if (g < 0 || isFitted[g] === 0) continue;
      const line = lineOfFold[foldOf[i]!]![g]!; // ! a fold, a group
      decided[i] = cellOf[i]! >= line ? 1 : 0; // ! i < n
    }
    if (aim === 'one-threshold') one = decided;
    const lines = choose(linesOfAll);
    const limitOf = (g: number): number | null => finite(limitAt(cells, lines[g]!)); // ! a group
    const limits = grouping.groups.map((_, g) => (isFitted[g] === 0 ? null : limitOf(g)));
    return {
      aim,
      limits: aim === 'now' ? limits.map(() => null) : limits,
      ...gapsOf(rows, among, decided),
      price: aim === 'now' ? null : priceOf(rows, prediction, decided, stakes),
      overOne: one === null || one === decided ? null : priceOf(rows, one, decided, stakes),
    };
  };
  const aims: readonly Aim[] = ['now', 'one-threshold', 'equal-recall', 'equal-selection'];
  return { proposals: aims.map(propose), asNow: [...isFitted.keys()].filter((g) => isFitted[g] === 0) };
}

const finite = (limit: number): number | null => (Number.isFinite(limit) ? limit : null);

const isLarge = ({ positives, negatives }: Outcomes): boolean => Math.min(positives, negatives) >= FEWEST_OF_A_CLASS;

/** Weights by fold, group, cell and label; where rows have prices of their own, also money, by answer. */
interface Tallies {
  readonly weights: Float64Array;
  readonly money: Float64Array | null;
  readonly groups: number;
  readonly count: number;
}

function talliesOf({ rows, codes, cellOf, foldOf }: Kinds, groups: number, count: number): Tallies {
  const weights = new Float64Array(FOLDS * groups * count * 2);
  const { costOfNo, costOfYes } = rows.roles;
  const money = costOfNo && costOfYes ? new Float64Array(weights.length) : null;
  const label = rows.roles.label!; // ! the caller has it
  for (let i = 0; i < rows.n; i++) {
    const g = codes[i]!; // ! i < n, here and below
    if (g < 0) continue;
    const at = ((foldOf[i]! * groups + g) * count + cellOf[i]!) * 2; // ! i < n
    weights[at + label[i]!]! += rows.weight[i]!; // ! i < n
    if (money === null) continue;
    money[at]! += rows.weight[i]! * costOfNo![i]!; // ! there where money is, i < n
    money[at + 1]! += rows.weight[i]! * costOfYes![i]!; // ! as above
  }
  return { weights, money, groups, count };
}

/** What comes of each line through a group, over all folds but one (null: over all). */
function outcomesOf(tallies: Tallies, g: number, without: number | null, prices: Prices | null): Outcomes {
  const { weights, money } = tallies;
  const [no, yes] = summed(weights, tallies, g, without);
  if (money === null) return outcomes({ no, yes, money }, prices);
  const [ifNo, ifYes] = summed(money, tallies, g, without);
  return outcomes({ no, yes, money: { ifNo, ifYes } }, prices);
}

function summed(
  pairs: Float64Array,
  { groups, count }: Tallies,
  g: number,
  without: number | null,
): readonly [Float64Array, Float64Array] {
  const [no, yes] = [new Float64Array(count), new Float64Array(count)];
  for (let fold = 0; fold < FOLDS; fold++) {
    if (fold === without) continue;
    for (let cell = 0; cell < count; cell++) {
      const at = ((fold * groups + g) * count + cell) * 2;
      no[cell]! += pairs[at]!; // ! a cell, here and below
      yes[cell]! += pairs[at + 1]!; // !
    }
  }
  return [no, yes];
}

function oneLine(lines: readonly Outcomes[], { shareMax }: Stakes): number[] {
  const best = cheapest(lines.reduce(plus), shareMax);
  return lines.map(() => best);
}

const plus = (a: Outcomes, b: Outcomes): Outcomes => ({
  found: a.found.map((v, k) => v + b.found[k]!), // ! as many lines, here and below
  falseAlarms: a.falseAlarms.map((v, k) => v + b.falseAlarms[k]!), // !
  cost: a.cost.map((v, k) => v + b.cost[k]!), // !
  positives: a.positives + b.positives,
  negatives: a.negatives + b.negatives,
});

function rateAt({ found, falseAlarms, positives, negatives }: Outcomes, k: number, aim: Aim): number {
  if (aim === 'equal-recall') return found[k]! / positives; // ! a line, here and below
  return (found[k]! + falseAlarms[k]!) / (positives + negatives); // !
}

/** The cheapest of 200 targets, each met as nearly as every group can. */
function equalLines(lines: readonly Outcomes[], aim: Aim, { shareMax }: Stakes): number[] {
  let best: number[] = lines.map(({ cost }) => cost.length - 1);
  let least = Number.POSITIVE_INFINITY;
  const most = shareMax * lines.reduce((sum, { positives, negatives }) => sum + positives + negatives, 0);
  for (let t = 0; t <= TARGETS; t++) {
    const chosen = lines.map((of) => nearestLine(of, aim, t / TARGETS));
    let [yes, cost] = [0, 0];
    for (const [i, of] of lines.entries()) {
      const k = chosen[i]!; // ! a line of each group
      yes += of.found[k]! + of.falseAlarms[k]!; // ! a line
      cost += of.cost[k]!; // ! a line
    }
    if (yes > most) break;
    if (cost < least) [best, least] = [chosen, cost];
  }
  return best;
}

/** Rates fall from line to line: the nearest is found by halving. */
function nearestLine(lines: Outcomes, aim: Aim, target: number): number {
  let [low, high] = [0, lines.cost.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rateAt(lines, middle, aim) >= target) low = middle;
    else high = middle;
  }
  const off = (k: number): number => Math.abs(rateAt(lines, k, aim) - target);
  return off(low) <= off(high) ? low : high;
}

/** How far the groups that have a threshold lie apart by these decisions, with bounds that hold for all of them. */
function gapsOf(rows: Rows, among: Among, prediction: Float64Array): Pick<Proposal, 'recallGap' | 'selectionGap'> {
  const label = rows.roles.label!; // ! the caller has it
  const decided: Rows = { ...rows, roles: { label, prediction }, against: {}, group: among.codes, features: [] };
  const spread = (rate: Rate): Told => {
    const found = spreadOf(sumsByGroup(rate, decided, among.size), among.worlds);
    return found ?? { value: 0, bounds: null };
  };
  return { recallGap: spread(RECALL), selectionGap: spread(SELECTION) };
}

/** The groups that have a threshold: codes of the rows, others below 0. */
interface Among {
  readonly codes: Int32Array;
  readonly size: number;
  readonly worlds: Float64Array;
}

function amongOf(codes: Int32Array, groups: readonly number[], seed: number): Among {
  const placeOf = new Map(groups.map((g, place) => [g, place]));
  return {
    codes: codes.map((g) => placeOf.get(g) ?? -1),
    size: groups.length,
    worlds: worldsOf(groups.length + 1, seed),
  };
}

/** The cost for each row of one way to decide less that of another. */
function priceOf(rows: Rows, before: Float64Array, decided: Float64Array, { prices, seed }: Stakes): Measured | Gap {
  const cost = costQuantity(prices);
  return measure(minus(against(cost), cost), beside(rows, before, decided), { seed });
}

/** Both ways to decide on the same rows; plain rows are counted, as there are eight kinds of them. */
function beside(rows: Rows, before: Float64Array, decided: Float64Array): Rows {
  const label = rows.roles.label!; // ! the caller has it
  const own = (prediction: Float64Array) => ({ prediction, ...costOfDecided(rows.roles, prediction) });
  if (rows.cluster !== null || !(rows.isCounted || isPlain(rows.weight)) || rows.roles.costOfNo) {
    return { ...rows, roles: { label, ...own(before) }, against: own(decided), group: null };
  }
  const counts = new Float64Array(8);
  for (let i = 0; i < rows.n; i++) {
    counts[4 * label[i]! + 2 * before[i]! + decided[i]!]! += rows.weight[i]!; // ! i < n, here and below; 0 or 1
  }
  const kinds = Float64Array.from(counts.keys()).filter((kind) => counts[kind]! > 0); // ! of eight
  const roles = { label: kinds.map((kind) => kind >> 2), prediction: kinds.map((kind) => (kind >> 1) & 1) };
  return makeRows(kinds.length, {
    roles,
    against: { prediction: kinds.map((kind) => kind & 1) },
    classes: rows.classes,
    weight: kinds.map((kind) => counts[kind]!), // ! of eight
    isCounted: true,
  });
}
