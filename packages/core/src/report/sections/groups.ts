import { type Cards, unitOf } from '../cards.ts';
import type { MeasurementResult, Result } from '../result.ts';
import { pairText } from '../words/numbers.ts';
import { groupHeading } from '../words/sections.ts';
import { shorten } from '../words/slices.ts';

/** What is asked of groups, the gravest first; each speaks of a value that is lower, or for errors higher. */
const ASKED = ['recall', 'accuracy', 'selection-rate', 'mae'];

interface Group {
  readonly value: string;
  readonly found: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The finding about the groups that the contract names (other slices are no matter of fairness): the two of one column
 * that lie farthest apart, in the first metric in which the intervals of any two do not overlap. null when no two can
 * be told apart.
 */
export function groupFinding(result: Result, cards: Cards): string | null {
  const { groups } = result.roles;
  const columns = Array.isArray(groups) ? groups : typeof groups === 'string' ? [groups] : [];
  for (const entry of ASKED) {
    const apart = columns.flatMap((column) => farthest(column, groupsOf(column, entry, result)) ?? []);
    const [first] = apart.sort((a, b) => b.distance - a.distance);
    if (first === undefined) continue;
    const isError = cards.get(entry)?.better === 'lower';
    const [worse, better] = isError ? [first.most, first.least] : [first.least, first.most];
    const name = shorten(first.column, 40).replaceAll('_', ' ');
    const figures = figuresOf(worse.found, better.found, { entry, result, cards });
    return groupHeading(entry, {
      low: `where ${name} is ${shorten(worse.value, 40)}`,
      high: `where it is ${shorten(better.value, 40)}`,
      figures,
    });
  }
  return null;
}

function groupsOf(column: string, entry: string, { slices, measurements }: Result): Group[] {
  return slices.flatMap((slice): Group[] => {
    if (slice.group !== column) return [];
    const isIts = (m: MeasurementResult): boolean => m.entry === entry && m.slice === slice.name && m.of === null;
    const { value, interval } = measurements.find(isIts) ?? {};
    const [low, high] = interval ?? [];
    if (value == null || low == null || high == null) return [];
    return [{ value: groupValue(slice.name, column), found: value, low, high }];
  });
}

/** "Female" of the slice "sex = Female". */
const groupValue = (name: string, column: string): string =>
  name.startsWith(`${column} = `) ? name.slice(column.length + 3).replace(/^'(.*)'$/, '$1') : name;

function farthest(column: string, groups: readonly Group[]) {
  const pairs = groups.flatMap((least) =>
    groups
      .filter((most) => least.high < most.low)
      .map((most) => ({ column, least, most, distance: most.found - least.found })),
  );
  return pairs.sort((a, b) => b.distance - a.distance)[0];
}

/** Whole hundredths where they differ, because a heading is read aloud; numbers of the label with their unit once. */
function figuresOf(
  worse: number,
  better: number,
  { entry, result, cards }: { entry: string; result: Result; cards: Cards },
): readonly [string, string] {
  const unit = unitOf(entry, result, cards);
  if (unit.unit !== 'share') return pairText(worse, better, unit);
  const whole = [worse, better].map((share) => Math.round(share * 100));
  return whole[0] === whole[1]
    ? [(worse * 100).toFixed(1), (better * 100).toFixed(1)]
    : [String(whole[0]), String(whole[1])];
}
