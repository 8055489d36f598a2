import { type Gap, isGap } from '../catalogue/define.ts';
import type { ByGroup } from '../measure/fairness/by-group.ts';
import type { Compared, Finding, Pair } from '../measure/fairness/compare.ts';
import type { Consistency } from '../measure/fairness/consistency.ts';
import type { Grouping } from '../measure/fairness/groupings.ts';
import type { RateId } from '../measure/fairness/rates.ts';
import type { Aim, Proposals } from '../measure/fairness/thresholds.ts';
import { FEWEST_IN_GROUP } from '../measure/groups.ts';
import { type Measured, TWO_SIDED } from '../measure/interval.ts';
import type { Bounds } from '../stats/proportion.ts';

type Ends = readonly [number, number] | null;

/** How groups of people fare: by each column of groups, and by what columns say together. Nothing here is a verdict. */
export interface FairnessResult {
  /** Intervals hold for all groups of a rate at once, at this level. */
  readonly level: number;
  /** Smaller groups are listed and never compared. */
  readonly fewest: number;
  readonly by: readonly GroupedResult[];
  /** How often the rows that are most alike get the same answer; null where there is nothing to tell rows apart by. */
  readonly consistency: {
    readonly value: number;
    readonly interval: Ends;
    readonly byChance: number;
    readonly neighbours: number;
    readonly asked: number;
    readonly among: number;
  } | null;
}

/** One column of groups, or several together. */
export interface GroupedResult {
  readonly columns: readonly string[];
  readonly groups: readonly { readonly name: string; readonly n: number }[];
  readonly suppressed: readonly { readonly name: string; readonly n: number }[];
  /** Groups beyond those that are listed: too many to compare, or too small. */
  readonly leftOut: number;
  readonly rates: readonly RateResult[];
  /** The gaps of recall and of false positives: the worse and the mean; intervals hold for all groups of both. */
  readonly equalisedOdds: {
    readonly worst: number;
    readonly worstInterval: Ends;
    readonly mean: number;
    readonly meanInterval: Ends;
  } | null;
  readonly thresholds: ThresholdsByGroup | null;
}

/** One rate over the groups of a column. */
export interface RateResult {
  readonly rate: RateId;
  readonly overall: number | null;
  readonly groups: readonly {
    readonly group: string;
    /** Rows that the rate counts. */
    readonly n: number;
    readonly value: number | null;
    readonly interval: Ends;
    readonly toOverall: { readonly value: number; readonly interval: Ends } | null;
  }[];
  readonly apart: ApartResult | null;
  /** Two groups each, the surest difference first. */
  readonly pairs: readonly PairResult[];
}

/** One group less another. */
export interface PairResult {
  readonly high: string;
  readonly low: string;
  readonly difference: number;
  readonly interval: Ends;
}

/** The two groups that lie farthest apart, and what can be said of it. */
export interface ApartResult extends PairResult {
  /** The widest difference that is sure. */
  readonly sure: PairResult | null;
  readonly ratio: { readonly value: number; readonly interval: Ends } | null;
  readonly byChance: number;
  readonly most: number | null;
  readonly finding: Finding;
  readonly needs_n: number | null;
}

/** Thresholds by group that would make something equal: a proposal for a person, applied by nothing. */
export interface ThresholdsByGroup {
  readonly decision: 'for-a-person';
  /** What the price is in; null: rows that are answered wrongly. */
  readonly currency: string | null;
  readonly proposals: readonly {
    readonly aim: Aim;
    readonly thresholds: readonly { readonly group: string; readonly threshold: number | null }[];
    readonly recallGap: number;
    readonly recallGapInterval: Ends;
    readonly selectionGap: number;
    readonly selectionGapInterval: Ends;
    /** More (or, below 0, less) money or wrong answers than now, for 1,000 rows. */
    readonly price: PriceResult | null;
    /** What being equal costs by itself: beside the one threshold for all that costs least. */
    readonly overOne: PriceResult | null;
  }[];
  /** Groups too small for a threshold of their own. */
  readonly asNow: readonly string[];
}

/** Money or wrong answers for 1,000 rows. */
export interface PriceResult {
  readonly value: number | null;
  readonly interval: Ends;
}

const MOST_PAIRS = 45;
const MOST_SUPPRESSED = 50;
const LEVEL = 0.95;

const endsOf = (bounds: Bounds | null): Ends => (bounds?.every(Number.isFinite) ? [bounds[0], bounds[1]] : null);

/** What was found as JSON holds it. `proposals` are by column. */
export function fairnessResult(
  by: readonly ByGroup[],
  consistency: Consistency | null,
  { proposals, currency }: { proposals: ReadonlyMap<string, Proposals>; currency: string | null },
): FairnessResult {
  return {
    level: LEVEL,
    fewest: FEWEST_IN_GROUP,
    by: by.map((one) => {
      const { columns } = one.grouping;
      const found = columns.length === 1 ? proposals.get(columns[0] ?? '') : undefined;
      return groupedResult(one, found ? thresholdsOf(found, one.grouping, currency) : null);
    }),
    consistency: consistency && {
      value: consistency.value,
      interval: endsOf(consistency.bounds),
      byChance: consistency.byChance,
      neighbours: consistency.neighbours,
      asked: consistency.asked,
      among: consistency.among,
    },
  };
}

const nameOf = (values: readonly string[]): string => values.join(' / ');

function groupedResult({ grouping, rates, odds }: ByGroup, thresholds: ThresholdsByGroup | null): GroupedResult {
  const named = (list: Grouping['groups']) => list.map(({ values, n }) => ({ name: nameOf(values), n }));
  const names = grouping.groups.map(({ values }) => nameOf(values));
  return {
    columns: grouping.columns,
    groups: named(grouping.groups),
    suppressed: named(grouping.suppressed.slice(0, MOST_SUPPRESSED)),
    leftOut: grouping.leftOut + Math.max(0, grouping.suppressed.length - MOST_SUPPRESSED),
    rates: rates.map((rate) => rateResult(rate, names)),
    equalisedOdds: odds && {
      worst: odds.worst.value,
      worstInterval: endsOf(odds.worst.bounds),
      mean: odds.mean.value,
      meanInterval: endsOf(odds.mean.bounds),
    },
    thresholds,
  };
}

function rateResult({ rate, overall, groups, pairs, apart }: Compared, names: readonly string[]): RateResult {
  const told = (of: { value: number; bounds: Bounds | null } | null) =>
    of && { value: of.value, interval: endsOf(of.bounds) };
  const pairOf = ({ high, low, value, bounds }: Pair): PairResult => ({
    high: names[high] ?? '',
    low: names[low] ?? '',
    difference: value,
    interval: endsOf(bounds),
  });
  return {
    rate,
    overall,
    groups: groups.map(({ group, rows, value, bounds, toOverall }) => ({
      group: names[group] ?? '',
      n: rows,
      value,
      interval: endsOf(bounds),
      toOverall: told(toOverall),
    })),
    apart: apart && {
      ...pairOf(apart),
      sure: apart.sure && pairOf(apart.sure),
      ratio: told(apart.ratio),
      byChance: apart.byChance,
      most: Number.isFinite(apart.most) ? apart.most : null,
      finding: apart.finding,
      needs_n: apart.needsRows,
    },
    pairs: pairs.slice(0, MOST_PAIRS).map(pairOf),
  };
}

function thresholdsOf({ proposals, asNow }: Proposals, grouping: Grouping, currency: string | null): ThresholdsByGroup {
  const names = grouping.groups.map(({ values }) => nameOf(values));
  return {
    decision: 'for-a-person',
    currency,
    proposals: proposals.map(({ aim, limits, recallGap, selectionGap, price, overOne }) => {
      return {
        aim,
        thresholds: limits.map((threshold, g) => ({ group: names[g] ?? '', threshold })),
        recallGap: recallGap.value,
        recallGapInterval: endsOf(recallGap.bounds),
        selectionGap: selectionGap.value,
        selectionGapInterval: endsOf(selectionGap.bounds),
        price: priceResult(price),
        overOne: priceResult(overOne),
      };
    }),
    asNow: asNow.map((g) => names[g] ?? ''),
  };
}

function priceResult(price: Measured | Gap | null): PriceResult | null {
  if (price === null) return null;
  if (isGap(price)) return { value: null, interval: null };
  const bounds = price.boundsAt(TWO_SIDED);
  return { value: 1000 * price.value, interval: bounds && [1000 * bounds[0], 1000 * bounds[1]] };
}
