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
export function fitChances(rows: Rows, weight: ArrayLike<number> | null = null): ChanceRule {
  const { n, roles, classes } = rows;
  const { label = NONE } = roles;
  const counts = weight ?? new Float64Array(n).fill(1);
  return scoresOf(rows).map((own, k) => {
    const code = classes.length === 2 ? 1 : k;
    const isIt = label.map((found) => Number(found === code));
    return isotonicCurve(own, isIt, counts, { isRising: true, low: 0, high: 1 });
  });
}

/** The chances of these rows by the rule. O(n classes log corners). */
export function chancesOf(rule: ChanceRule, rows: Rows): Chances {
  const found = scoresOf(rows).map((own, k) => heights(rule[k]!, own)); // ! a curve a score
  const [yes] = found;
  if (rows.classes.length === 2 && yes !== undefined) return [yes.map((chance) => 1 - chance), yes];
  for (let i = 0; i < rows.n; i++) {
    let total = 0;
    for (const own of found) total += own[i]!; // ! i < n, here and below
    for (const own of found) own[i] = total > 0 ? own[i]! / total : 1 / found.length; // ! as above
  }
  return found;
}

/** The score of the positive class of two, or one a class. A model without scores has its answers in their place. */
function scoresOf({ roles, classes }: Rows): readonly Float64Array[] {
  const { score, scores, prediction = NONE } = roles;
  if (classes.length === 2) return [score ?? prediction];
  return scores ?? classes.map((_, k) => prediction.map((code) => Number(code === k)));
}

const NONE = new Float64Array(0);

function heights(curve: IsotonicCurve, scores: Float64Array): Float64Array {
  const out = new Float64Array(scores.length);
  for (let i = 0; i < out.length; i++) out[i] = heightAt(curve, scores[i]!) ?? 0.5; // ! i < n
  return out;
}
