import { normalQuantile } from '../../stats/normal.ts';
import type { Bounds } from '../../stats/proportion.ts';
import { apartByChance } from './chance.ts';
import type { RateId } from './rates.ts';
import { boundsOf, type Critical, correlation, criticalOf } from './simultaneous.ts';
import type { GroupSums } from './sums.ts';

/** A value with bounds that hold together with those of its kind, 19 times of 20. */
export interface Told {
  readonly value: number;
  readonly bounds: Bounds | null;
}
/** Fewer rows that count than this leave a share anywhere: they are shown, and compared with nobody. */
const FEWEST_COUNTED = 10;

/** A rate in one group; value null where no row of it counts, bounds null where too few do. */
export interface InGroup {
  readonly group: number;
  readonly rows: number;
  readonly value: number | null;
  readonly bounds: Bounds | null;
  /** The group less all rows. */
  readonly toOverall: Told | null;
}
/** One group less another. */
export interface Pair extends Told {
  readonly high: number;
  readonly low: number;
}
/** What can be said of differences between groups. */
export type Finding = 'sure-difference' | 'no-sure-difference' | 'cannot-be-told';

/** How far the two groups that lie farthest apart do. */
export interface Apart extends Pair {
  /** The widest difference that is sure; null where none is. */
  readonly sure: Pair | null;
  /** The lower value by the higher; null where there is none. */
  readonly ratio: Told | null;
  /** What the difference is on average where only chance decides who is in which group. */
  readonly byChance: number;
  /** How far two groups may lie apart for all that these rows say. */
  readonly most: number;
  readonly finding: Finding;
  /** Rows like these that would settle it, where they cannot tell. */
  readonly needsRows: number | null;
}

/** One rate over groups. */
export interface Compared {
  readonly rate: RateId;
  readonly overall: number | null;
  readonly groups: readonly InGroup[];
  /** Pairs of groups, the surest first. */
  readonly pairs: readonly Pair[];
  /** Null where fewer than two groups have a value. */
  readonly apart: Apart | null;
  /** How far the two groups that lie farthest apart do, with bounds that hold together with those of another rate. */
  readonly range: Told | null;
}

const POWER = 0.8;

/** Compares the groups of a rate. `n` is how many rows there are in all; `worlds` are normal draws, see worldsOf. */
export function compareGroups(
  rate: RateId,
  sums: GroupSums,
  { n, worlds, seed }: { readonly n: number; readonly worlds: Float64Array; readonly seed: number },
): Compared {
  const [top, bottom] = [sums.top, sums.bottom].map((of) => of.reduce((a, b) => a + b, 0));
  const overall = bottom === 0 ? null : top! / bottom!; // ! two of them
  const all = Array.from({ length: sums.size - 1 }, (_, g) => g);
  const compared = comparedIn(sums);
  const critical = criticalOf(sums, compared, worlds);
  const groups = all.map((group) => inGroup(sums, group, compared.includes(group) ? critical : null));
  if (compared.length < 2) return { rate, overall, groups, pairs: [], apart: null, range: null };
  const pairs = pairsOf(sums, compared, critical.pairs);
  const range = rangeOf(pairsOf(sums, compared, critical.pairsOfTwo));
  return { rate, overall, groups, pairs, range, apart: apartOf(sums, pairs, { critical, compared, n, worlds, seed }) };
}

/** How far the two groups that lie farthest apart do; null where fewer than two have a value. */
export function spreadOf(sums: GroupSums, worlds: Float64Array): Told | null {
  const compared = comparedIn(sums);
  if (compared.length < 2) return null;
  return rangeOf(pairsOf(sums, compared, criticalOf(sums, compared, worlds).pairs));
}

/** Where all pairs are where their bounds say, the farthest is between the surest of them and the widest possible. */
function rangeOf(pairs: readonly Pair[]): Told {
  const value = Math.max(...pairs.map((pair) => pair.value));
  const ends = pairs.flatMap(({ bounds }) => (bounds ? [bounds] : []));
  if (ends.length < pairs.length) return { value, bounds: null };
  return { value, bounds: [Math.max(0, ...ends.map(([low]) => low)), widestOf(ends)] };
}

const widestOf = (bounds: readonly Bounds[]): number => Math.max(...bounds.map(([low, high]) => Math.max(high, -low)));

/** Groups with enough rows that count. */
const comparedIn = (sums: GroupSums): readonly number[] =>
  Array.from({ length: sums.size - 1 }, (_, g) => g).filter(
    (g) => sums.rows[g]! >= FEWEST_COUNTED && sums.bottom[g]! > 0, // ! a group
  );

const valueIn = ({ top, bottom }: GroupSums, g: number): number => top[g]! / bottom[g]!; // ! a group

function inGroup(sums: GroupSums, group: number, critical: Critical | null): InGroup {
  const rows = sums.rows[group]!; // ! a group
  if (sums.bottom[group] === 0) return { group, rows, value: null, bounds: null, toOverall: null };
  return {
    group,
    rows,
    value: valueIn(sums, group),
    bounds: critical && boundsOf(sums, group, critical.own),
    toOverall: critical && toOverall(sums, group, critical.overall),
  };
}

/** A group less all rows is its share of the others' weight times the group less the others, of which it is no part. */
function toOverall(sums: GroupSums, g: number, z: number): Told | null {
  const { size } = sums;
  const others = Array.from({ length: size }, (_, h) => h).filter((h) => h !== g && sums.bottom[h]! > 0); // ! a slot
  if (others.length === 0) return null;
  const two = pooled(sums, g, others);
  const { value, bounds } = difference(
    two,
    [0, 1],
    [0, 1].map((k) => boundsOf(two, k, z)),
  );
  const share = two.bottom[1]! / (two.bottom[0]! + two.bottom[1]!); // ! two of them
  return { value: share * value, bounds: bounds && [share * bounds[0], share * bounds[1]] };
}

/** The sums of one group beside those of others as one. */
function pooled(sums: GroupSums, g: number, others: readonly number[]): GroupSums {
  const total = (of: Float64Array): number => others.reduce((sum, h) => sum + of[h]!, 0); // ! a slot
  const bottom = total(sums.bottom);
  const share = (h: number): number => sums.bottom[h]! / bottom; // ! a slot
  const at = (h: number, k: number): number => sums.covariance[h * sums.size + k]!; // ! slots
  let variance = 0;
  let tie = 0;
  for (const h of others) {
    tie += share(h) * at(g, h);
    if (sums.isPlain) variance += share(h) ** 2 * at(h, h);
    else for (const k of others) variance += share(h) * share(k) * at(h, k);
  }
  const value = total(sums.top) / bottom;
  const most = Math.max(...others.map((h) => sums.degrees[h]!)); // ! a slot
  const effective = total(sums.effective);
  const isVaried = variance > 0 && sums.isShare && value > 0 && value < 1;
  const two = (own: Float64Array, rest: number): Float64Array => Float64Array.of(own[g]!, rest); // ! a slot
  return {
    ...sums,
    size: 2,
    top: two(sums.top, total(sums.top)),
    bottom: two(sums.bottom, bottom),
    rows: two(sums.rows, total(sums.rows)),
    effective: two(sums.effective, isVaried ? Math.min(total(sums.rows), (value * (1 - value)) / variance) : effective),
    // Clusters that reach over groups are no more of them for that.
    degrees: two(sums.degrees, sums.isPlain ? total(sums.degrees) : most),
    covariance: Float64Array.of(at(g, g), tie, tie, variance),
  };
}

/**
 * g - h with bounds from those of each, by how they vary together.
 * Source: G. Y. Zou, A. Donner 2008; with a correlation R. G. Newcombe 1998, method 10.
 */
function difference(sums: GroupSums, [g, h]: readonly [number, number], bounds: readonly (Bounds | null)[]): Told {
  const [a, b] = [valueIn(sums, g), valueIn(sums, h)];
  const [first, second] = [bounds[g] ?? null, bounds[h] ?? null];
  if (first === null || second === null) return { value: a - b, bounds: null };
  const tie = correlation(sums, g, h);
  const half = (x: number, y: number): number => Math.sqrt(Math.max(0, x * x + y * y - 2 * tie * x * y));
  const low = a - b - half(a - first[0], second[1] - b);
  return { value: a - b, bounds: [low, a - b + half(first[1] - a, b - second[0])] };
}

/** Each two groups, higher less lower, the surest difference first. */
function pairsOf(sums: GroupSums, compared: readonly number[], z: number): Pair[] {
  const bounds = Array.from({ length: sums.size }, (_, g) => (compared.includes(g) ? boundsOf(sums, g, z) : null));
  const pairs = compared.flatMap((g, k) =>
    compared.slice(0, k).map((h): Pair => {
      const [high, low] = valueIn(sums, g) > valueIn(sums, h) ? [g, h] : [h, g];
      return { high, low, ...difference(sums, [high, low], bounds) };
    }),
  );
  const sureness = ({ bounds }: Pair): number => bounds?.[0] ?? Number.NEGATIVE_INFINITY;
  return pairs.sort((a, b) => sureness(b) - sureness(a));
}

interface Around {
  readonly critical: Critical;
  readonly compared: readonly number[];
  readonly n: number;
  readonly worlds: Float64Array;
  readonly seed: number;
}

function apartOf(sums: GroupSums, pairs: readonly Pair[], around: Around): Apart {
  const { critical, compared, n, worlds, seed } = around;
  const far = pairs.reduce((best, pair) => (pair.value > best.value ? pair : best));
  const byChance = apartByChance(sums, compared, worlds, seed);
  const sures = pairs.filter(({ bounds }) => bounds !== null && bounds[0] > 0);
  // No farther apart than chance alone puts them: more rows like these would be asked about nothing.
  const finding = sures.length > 0 ? 'sure-difference' : far.value > byChance ? 'cannot-be-told' : 'no-sure-difference';
  const ends = pairs.flatMap(({ bounds }) => (bounds ? [bounds] : []));
  return {
    ...far,
    sure: sures.reduce<Pair | null>((best, pair) => (best === null || pair.value > best.value ? pair : best), null),
    ratio: sums.isShare ? ratioOf(sums, far, critical.pairs) : null,
    byChance,
    most: ends.length === 0 ? Number.POSITIVE_INFINITY : widestOf(ends),
    finding,
    needsRows: finding === 'cannot-be-told' ? rowsNeeded(far, n, critical.pairs) : null,
  };
}

/** Rows at which the farthest pair, as far apart as it is, is sure with a chance of 80 %. */
function rowsNeeded({ value, bounds }: Pair, n: number, z: number): number | null {
  if (bounds === null || value === 0) return null;
  const deviation = (value - bounds[0]) / z;
  const rows = n * ((deviation * (z + normalQuantile(POWER))) / value) ** 2;
  return rows < 1e9 ? Math.ceil(Math.max(rows, n + 1)) : null;
}

/** The lower by the higher, with bounds from those of the logarithms of each. */
function ratioOf(sums: GroupSums, { high, low }: Pair, z: number): Told | null {
  const [a, b] = [valueIn(sums, low), valueIn(sums, high)];
  if (b === 0) return null;
  const [first, second] = [boundsOf(sums, low, z), boundsOf(sums, high, z)];
  if (first === null || second === null) return { value: a / b, bounds: null };
  if (a === 0) return { value: 0, bounds: [0, first[1] / second[0]] };
  const down = Math.hypot(Math.log(a / first[0]), Math.log(second[1] / b));
  const up = Math.hypot(Math.log(first[1] / a), Math.log(b / second[0]));
  return { value: a / b, bounds: [(a / b) * Math.exp(-down), (a / b) * Math.exp(up)] };
}
