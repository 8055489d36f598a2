import type { Gap } from '../../catalogue/define.ts';
import { kendall } from '../../stats/kendall.ts';
import type { Rows } from '../../table/rows.ts';
import { sizeOf } from '../compress.ts';
import { type Measured, measure } from '../interval.ts';
import type { Quantity } from '../quantity.ts';

/**
 * Kendall's tau-b between what both models say of the rows (scores of two classes, else numbers), with an interval on
 * the logit of the share of pairs that both order alike. 1 less it is the churn of ranks. O(n log n).
 */
export function rankAgreement(rows: Rows, seed: number): Measured | Gap {
  const found = measure(orderedAlike, rows, { seed });
  if ('gap' in found) return found;
  const tauOf = (share: number): number => 2 * share - 1;
  const boundsAt: Measured['boundsAt'] = (tails) => {
    const bounds = found.boundsAt(tails);
    return bounds && [tauOf(bounds[0]), tauOf(bounds[1])];
  };
  return { ...found, value: tauOf(found.value), boundsAt };
}

/** (tau + 1) / 2: of pairs of rows the share that both models order alike, where there are no ties. */
const orderedAlike: Quantity = {
  strata: null,
  touches: null,
  of(rows, want) {
    const n = sizeOf(rows);
    const lists = listsOf(rows);
    if (lists === null) return { gap: rows.classes.length > 0 ? 'no-score' : 'no-prediction', n };
    const ranked = kendall(lists[0], lists[1], rows.weight);
    if (n < 2) return { gap: 'too-few-rows', n };
    if (ranked === null) return { gap: 'no-variance', n };
    const factor = Math.sqrt(n / (n - 1)) / 2;
    const influence = want === 'value' ? null : ranked.influence.map((value) => factor * value);
    const value = (ranked.tau + 1) / 2;
    return { value, n, influence, exact: null, ratio: null, quantile: null, scale: 'logit' };
  },
};

function listsOf({ classes, roles, against }: Rows): readonly [Float64Array, Float64Array] | null {
  if (classes.length > 2) return null;
  const [own, other] = classes.length > 0 ? [roles.score, against.score] : [roles.prediction, against.prediction];
  return own && other ? [own, other] : null;
}
