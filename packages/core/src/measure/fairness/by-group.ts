import type { Task } from '../../catalogue/define.ts';
import type { Rows } from '../../table/rows.ts';
import type { Groups } from '../groups.ts';
import { type Compared, compareGroups } from './compare.ts';
import { type Grouping, groupingsOf } from './groupings.ts';
import { ratesOf } from './rates.ts';
import { worldsOf } from './simultaneous.ts';
import { sumsByGroup } from './sums.ts';

/** What is found of the groups of one column, or of several together. */
export interface ByGroup {
  readonly grouping: Grouping;
  readonly rates: readonly Compared[];
  /** The gaps of recall and of false positives, the worse of them and their mean; null where one has none. */
  readonly odds: { readonly worst: number; readonly mean: number } | null;
}

/**
 * Every rate by every column of groups and by what they say together, with bounds that hold for all groups of a rate
 * at once. One pass through the rows for each grouping and for each rate of scores; the rest is counts.
 */
export function compareByGroup(rows: Rows, task: Task, columns: readonly Groups[], seed: number): readonly ByGroup[] {
  const groupings = groupingsOf(columns);
  const rates = ratesOf(rows, task);
  const worlds = new Map<number, Float64Array>();
  return groupings.flatMap((grouping): ByGroup[] => {
    const size = grouping.groups.length;
    if (size === 0 && grouping.columns.length > 1) return [];
    const drawn = worlds.get(size) ?? worldsOf(size + 1, seed);
    worlds.set(size, drawn);
    const grouped = { ...rows, group: grouping.codes };
    const compared = rates.map((rate) =>
      compareGroups(rate.id, sumsByGroup(rate, grouped, size), { n: rows.n, worlds: drawn, seed }),
    );
    return [{ grouping, rates: compared, odds: oddsOf(compared) }];
  });
}

function oddsOf(rates: readonly Compared[]): ByGroup['odds'] {
  const gapOf = (id: string): number | null => rates.find(({ rate }) => rate === id)?.apart?.value ?? null;
  const [found, alarms] = [gapOf('recall'), gapOf('false-positive-rate')];
  return found === null || alarms === null ? null : { worst: Math.max(found, alarms), mean: (found + alarms) / 2 };
}
