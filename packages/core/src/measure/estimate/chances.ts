import { heightAt, type IsotonicCurve, isotonicCurve } from '../../stats/isotonic-curve.ts';
import type { Rows } from '../../table/rows.ts';

/** What makes chances of scores: a curve for the positive class of two, or one a class. */
export type ChanceRule = readonly IsotonicCurve[];

/** The chance of each class, row by row: one array of n a class, which add up to 1. */
export type Chances = readonly Float64Array[];

/**
 * The rule that says how often each class came true by its score, from labelled rows: isotonic curves, one class
 * against the rest where there are several (Zadrozny and Elkan 2002). `weight`: what each row counts for, null for all
 * alike. Scores need not be chances; only their order counts. O(n classes).
 */
export function fitChances({ n, roles, classes }: Rows, weight: ArrayLike<number> | null = null): ChanceRule {
  const { label = NONE, score, scores } = roles;
  const counts = weight ?? new Float64Array(n).fill(1);
  const curve = (own: Float64Array, isIt: Float64Array): IsotonicCurve =>
    isotonicCurve(own, isIt, counts, { isRising: true, low: 0, high: 1 });
  if (score !== undefined) return [curve(score, label)];
  return classes.map((_, k) =>
    curve(
      scores?.[k] ?? NONE,
      label.map((code) => Number(code === k)),
    ),
  );
}

/** The chances of these rows by the rule. O(n classes log corners). */
export function chancesOf(rule: ChanceRule, { n, roles, classes }: Rows): Chances {
  const { score, scores } = roles;
  if (score !== undefined) {
    const yes = heights(rule[0]!, score); // ! two classes have one curve
    return [yes.map((chance) => 1 - chance), yes];
  }
  const chances = classes.map((_, k) => heights(rule[k]!, scores?.[k] ?? NONE)); // ! a curve a class
  for (let i = 0; i < n; i++) {
    let total = 0;
    for (const own of chances) total += own[i]!; // ! i < n, here and below
    for (const own of chances) own[i] = total > 0 ? own[i]! / total : 1 / chances.length; // ! as above
  }
  return chances;
}

const NONE = new Float64Array(0);

function heights(curve: IsotonicCurve, scores: Float64Array): Float64Array {
  const out = new Float64Array(scores.length);
  for (let i = 0; i < out.length; i++) out[i] = heightAt(curve, scores[i]!) ?? 0.5; // ! i < n
  return out;
}
