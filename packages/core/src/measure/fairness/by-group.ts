import type { Task } from '../../catalogue/define.ts';
import type { Rows } from '../../table/rows.ts';
import type { Groups } from '../groups.ts';
import { type Compared, compareGroups, type Told } from './compare.ts';
import { type Cells, cellsOf, type Grouping } from './groupings.ts';
import { type Rate, ratesOf } from './rates.ts';
import { worldsOf } from './simultaneous.ts';
import { addedUp, type GroupSums, partsByGroup, sumsByGroup } from './sums.ts';

/** What is found of the groups of one column, or of several together. */
export interface ByGroup {
  readonly grouping: Grouping;
  readonly rates: readonly Compared[];
  /** The gaps of recall and of false positives, the worse of them and their mean; null where one has none. */
  readonly odds: { readonly worst: Told; readonly mean: Told } | null;
}

/**
 * Every rate by every column of groups and by what they say together, with bounds that hold for all groups of a rate
 * at once. One pass through the rows for the columns and for each rate of scores; the rest is counts.
 */
export function compareByGroup(rows: Rows, task: Task, columns: readonly Groups[], seed: number): readonly ByGroup[] {
  const rates = ratesOf(rows, task);
  const worlds = new Map<number, Float64Array>();
  return cellsOf(columns).flatMap((cells) => {
    const sumsOf = summing(rows, rates, cells);
    return cells.groupings.flatMap((grouping): ByGroup[] => {
      const size = grouping.groups.length;
      if (size === 0 && grouping.columns.length > 1) return [];
      const drawn = worlds.get(size) ?? worldsOf(size + 1, seed);
      worlds.set(size, drawn);
      const sums = sumsOf(grouping);
      const compared = rates.map(
        (rate, k) => compareGroups(rate.id, sums[k]!, { n: rows.n, worlds: drawn, seed }), // ! as many as rates
      );
      return [{ grouping, rates: compared, odds: oddsOf(compared) }];
    });
  });
}

/** Sums of all rates by the groups of a grouping: added up from cells, or from the rows where clusters tie them. */
function summing(rows: Rows, rates: readonly Rate[], cells: Cells): (grouping: Grouping) => readonly GroupSums[] {
  if (rows.cluster !== null) {
    return ({ codes, groups }) => {
      const grouped = { ...rows, group: cells.codes.map((cell) => codes[cell]!) }; // ! a cell
      return rates.map((rate) => sumsByGroup(rate, grouped, groups.length));
    };
  }
  const grouped = { ...rows, group: cells.codes };
  const parts = rates.map((rate) => partsByGroup(rate, grouped, cells.count));
  return ({ codes, groups }) => parts.map((part) => addedUp(part, codes, groups.length));
}

/** The bounds of both gaps hold at once, so that those of the worse and of the mean follow from them. */
function oddsOf(rates: readonly Compared[]): ByGroup['odds'] {
  const rangeOf = (id: string): Told | null => rates.find(({ rate }) => rate === id)?.range ?? null;
  const [found, alarms] = [rangeOf('recall'), rangeOf('false-positive-rate')];
  if (found === null || alarms === null) return null;
  const both = (of: (a: number, b: number) => number): Told => {
    const [a, b] = [found.bounds, alarms.bounds];
    return { value: of(found.value, alarms.value), bounds: a && b && [of(a[0], b[0]), of(a[1], b[1])] };
  };
  return { worst: both(Math.max), mean: both((a, b) => (a + b) / 2) };
}
