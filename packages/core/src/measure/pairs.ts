import { isGap } from '../catalogue/define.ts';
import { type Rows, takeRows } from '../table/rows.ts';
import { meanOf, weightedMeanOf } from './average.ts';
import { sizeOf } from './compress.ts';
import type { Quantity } from './quantity.ts';
import { shareOfLabels } from './shares.ts';

/** More classes than this have hundreds of pairs: they are read when asked for. */
export const MOST_PAIRED = 8;

/**
 * Averages of a quantity on scores over pairs of classes, each class once as the positive one, on the rows of the two:
 * plain, or weighted by the share of rows in the pair. Unlike one class against the rest, no mix of other classes
 * decides. A gap in one pair is a gap in all. Cost: classes times that of the quantity. Source: D. J. Hand, R. J. Till
 * 2001.
 */
export function overPairs(q: Quantity, classes: number): { readonly plain: Quantity; readonly weighted: Quantity } {
  const codes = Array.from({ length: classes }, (_, code) => code);
  const pairs = codes.flatMap((a) => codes.filter((b) => b !== a).map((b) => [a, b] as const));
  const all = pairs.map(([a, b]) => oneAgainstOne(q, a, b));
  return {
    plain: meanOf(all),
    weighted: weightedMeanOf(
      all,
      pairs.map((pair) => shareOfLabels(pair)),
    ),
  };
}

/** The quantity on the rows of two classes, by the score of the first. Its influence is 0 on the others. */
function oneAgainstOne(q: Quantity, first: number, second: number): Quantity {
  return {
    strata: null,
    ofClass: 'each',
    isOptimised: q.isOptimised === true,
    touches: null,
    ...(q.lift && {
      lift(rows, seed) {
        const taken = rowsOfTwo(rows, first, second);
        return taken && (q.lift?.(taken.part, seed) ?? null);
      },
    }),
    of(rows, want) {
      const taken = rowsOfTwo(rows, first, second);
      if (taken === null) return { gap: rows.roles.label ? 'no-scores' : 'no-label', n: sizeOf(rows) };
      const { inside, part } = taken;
      const found = q.of(part, want);
      if (isGap(found)) return { ...found, n: sizeOf(rows) };
      const influence = found.influence && new Float64Array(rows.n);
      const scale = sizeOf(rows) / sizeOf(part);
      inside.forEach((row, k) => {
        if (influence) influence[row] = found.influence![k]! * scale; // ! as long as there is one
      });
      const fewestRows = (found.fewestRows ?? 0) * scale;
      return { ...found, n: sizeOf(rows), influence, exact: null, ratio: null, fewestRows };
    },
  };
}

/** The rows of two classes, and where they stand; null without labels or scores. */
function rowsOfTwo(
  rows: Rows,
  first: number,
  second: number,
): { readonly inside: readonly number[]; readonly part: Rows } | null {
  const { label, scores } = rows.roles;
  const score = scores?.[first];
  if (!label || !score) return null;
  const inside: number[] = [];
  for (let i = 0; i < rows.n; i++) if (label[i] === first || label[i] === second) inside.push(i);
  const part = takeRows(bare(rows, label, score), inside);
  return { inside, part: { ...part, roles: { ...part.roles, label: isFirst(part.roles.label, first) } } };
}

/** What the quantity looks at, and nothing that costs to be taken along. */
const bare = (rows: Rows, label: Float64Array, score: Float64Array): Rows => ({
  ...rows,
  roles: { label, score },
  against: {},
  classes: ['other', 'class'],
  features: [],
});

const isFirst = (label: Float64Array | undefined, first: number): Float64Array =>
  (label ?? new Float64Array(0)).map((code) => Number(code === first));
