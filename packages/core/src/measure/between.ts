import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import type { Rows } from '../table/rows.ts';
import { meanOf } from './average.ts';
import { complement, inGroup, minus, over } from './combine.ts';
import { sizeOf } from './compress.ts';
import { quantity } from './entry-quantity.ts';
import { FEWEST_IN_GROUP, type Groups } from './groups.ts';
import type { Estimate, Quantity, Want } from './quantity.ts';

/** How groups are compared. */
export interface Between {
  /** The difference, or the lower by the higher (the four-fifths rule asks for 0.8). */
  readonly how: 'gap' | 'ratio';
  /** The two groups that lie farthest apart, or the group that lies farthest from all rows. */
  readonly to: 'groups' | 'overall';
  /** Groups of fewer rows are left out. */
  readonly fewest?: number;
}

interface Found {
  readonly name: string;
  readonly quantity: Quantity;
  readonly value: number;
}

/**
 * The farthest that a quantity lies apart between groups, or a group from all rows. Groups of fewer than 30 rows, or
 * without a value, are left out. Gaps: `too-few-groups` where fewer than two are left; `no-denominator` for a ratio
 * where all are 0.
 */
export function between(q: Quantity, groups: Groups, { how, to, fewest = FEWEST_IN_GROUP }: Between): Quantity {
  const compared = groups.names.flatMap(
    // ! as many sizes as names
    (name, code) => (groups.sizes[code]! >= fewest ? [{ name, quantity: inGroup(q, code) }] : []),
  );
  const farthest = to === 'groups' ? extremes : how === 'gap' ? farFromAll : farByRatio;
  return {
    strata: null,
    touches: q.touches && [...q.touches, 'group'],
    of(rows, want) {
      const found = compared.flatMap(({ name, quantity: of }) => {
        const estimate = of.of(rows, 'value');
        return isGap(estimate) ? [] : [{ name, quantity: of, value: estimate.value }];
      });
      if (found.length < 2) return { gap: 'too-few-groups', n: sizeOf(rows) };
      const all = to === 'groups' ? null : q.of(rows, 'value');
      if (all && isGap(all)) return all;
      const [high, low] = farthest(found, { name: '', quantity: q, value: all?.value ?? 0 });
      const estimate = (how === 'gap' ? minus(high.quantity, low.quantity) : over(low.quantity, high.quantity)).of(
        rows,
        want,
      );
      if (isGap(estimate)) return estimate;
      const parts = found.map(({ name, value }) => ({ of: name, value }));
      return { ...smoothOnly(estimate, high.value - low.value, rows, want), n: sizeOf(rows), parts };
    },
  };
}

type Pair = readonly [high: Found, low: Found];

const extremes = (found: readonly Found[]): Pair => [
  found.reduce((best, group) => (group.value > best.value ? group : best)),
  found.reduce((best, group) => (group.value < best.value ? group : best)),
];

const ordered = (a: Found, b: Found): Pair => (a.value > b.value ? [a, b] : [b, a]);

const farFromAll = (found: readonly Found[], all: Found): Pair => {
  const distance = ({ value }: Found): number => Math.abs(value - all.value);
  return ordered(
    found.reduce((best, group) => (distance(group) > distance(best) ? group : best)),
    all,
  );
};

const farByRatio = (found: readonly Found[], all: Found): Pair => {
  const ratio = ({ value }: Found): number => {
    const [high, low] = [Math.max(value, all.value), Math.min(value, all.value)];
    return high === 0 ? 1 : low / high;
  };
  return ordered(
    found.reduce((best, group) => (ratio(group) < ratio(best) ? group : best)),
    all,
  );
};

/**
 * Which group is highest may differ in the next sample. Only where the extremes lie three deviations apart is the
 * difference smooth enough for its influence; else resampling answers.
 */
function smoothOnly(estimate: Estimate, apart: number, rows: Rows, want: Want): Estimate {
  if (want === 'value' || estimate.influence === null || rows.cluster) return estimate;
  let squares = 0;
  for (let i = 0; i < rows.n; i++) {
    squares += (rows.isCounted ? rows.weight[i]! : 1) * estimate.influence[i]! ** 2; // ! n rows
  }
  const deviation = Math.sqrt(squares) / sizeOf(rows);
  return apart > 3 * deviation && estimate.scale === 'identity' ? estimate : { ...estimate, influence: null };
}

/** The share of the cases that are fine and are called all the same. */
export const falsePositiveRate = (): Quantity => complement(quantity(entryById('specificity')!)); // ! in the catalogue

/**
 * Equalised odds: the two gaps (or ratios) between groups of recall and of the false positive rate, the worse of them
 * or their mean. A rate that is 0 in all groups has no ratio and differs nowhere: the other one is the answer.
 */
export function oddsBetween(groups: Groups, of: Between & { readonly odds: 'worst' | 'mean' }): Quantity {
  const legs = [quantity(entryById('recall')!), falsePositiveRate()].map((q) => between(q, groups, of)); // ! as above
  return {
    strata: null,
    touches: ['label', 'prediction', 'group'],
    of(rows, want) {
      const found = legs.flatMap((leg) => {
        const estimate = leg.of(rows, 'value');
        return isGap(estimate) && estimate.gap === 'no-denominator' ? [] : [{ leg, estimate }];
      });
      const gap = found.map(({ estimate }) => estimate).find(isGap);
      if (gap !== undefined) return gap;
      if (found.length === 0) return { gap: 'no-denominator', n: sizeOf(rows) };
      if (of.odds === 'mean') return meanOf(found.map(({ leg }) => leg)).of(rows, want);
      const values = found.map(({ estimate }) => (isGap(estimate) ? 0 : estimate.value));
      const worst = values.indexOf(of.how === 'gap' ? Math.max(...values) : Math.min(...values));
      const estimate = found[worst]!.leg.of(rows, want); // ! the place of one of them
      // Which of the two is worse may differ in the next sample: resampling answers.
      return isGap(estimate) || found.length === 1 ? estimate : { ...estimate, influence: null };
    },
  };
}

/**
 * The part of an inequality of benefit that lies between groups: every row is given the mean benefit of its group.
 * Source: T. Speicher et al., 2018, the decomposition of the generalised entropy.
 */
export const betweenGroupsPart = (q: Quantity): Quantity => ({
  strata: null,
  touches: null,
  of: (rows, _want) => {
    const { label, prediction } = rows.roles;
    const { group, weight } = rows;
    if (!label || !prediction || !group) return { gap: 'too-few-groups', n: sizeOf(rows) };
    const sums = new Map<number, { weight: number; error: number }>();
    for (let i = 0; i < rows.n; i++) {
      const sum = sums.get(group[i]!) ?? { weight: 0, error: 0 }; // ! i < n, here and below
      sum.weight += weight[i]!; // !
      sum.error += weight[i]! * (prediction[i]! - label[i]!); // !
      sums.set(group[i]!, sum); // !
    }
    const shared = label.map((y, i) => {
      const { weight: total = 1, error = 0 } = sums.get(group[i]!) ?? {}; // ! i < n
      return y + (total === 0 ? 0 : error / total);
    });
    const found = q.of({ ...rows, roles: { ...rows.roles, prediction: shared } }, 'value');
    return isGap(found) ? found : { ...found, influence: null, exact: null, ratio: null };
  },
});
