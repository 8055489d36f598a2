import { type Gap, isGap } from '../../catalogue/define.ts';
import { offPolicy } from '../../stats/off-policy.ts';
import { poweredMean } from '../../stats/powered-mean.ts';
import type { Bounds } from '../../stats/proportion.ts';
import { type FewLabels, intervalOf, valuesOf } from '../few-labels/few-labels.ts';
import type { Quantity } from '../quantity.ts';

/** A number over all rows, one way. */
export interface ValueOf {
  readonly value: number;
  readonly interval: Bounds | null;
}

/** A number over all rows from those whose outcome was seen, each with the chance that was logged of it. */
export interface PolicyValue {
  /** As the labels came, every row once: right only where all were as likely. */
  readonly asCame: ValueOf;
  /** By weights alone, over all rows and over their own sum, and with the model's chances of all rows. */
  readonly ips: ValueOf;
  readonly snips: ValueOf;
  readonly doublyRobust: ValueOf;
  readonly n: number;
  readonly rows: number;
  /** Rows whose weight was cut at 20. */
  readonly cut: number;
}

/**
 * What a number would be if every row had been done, by logged chances (`given.weight`: one over them). Gaps: those of
 * the number. O(rows).
 */
export function policyValue(
  q: Quantity,
  given: FewLabels & { readonly weight: Float64Array },
  level: number,
): PolicyValue | Gap {
  const { weight, ...even } = given;
  const [known, plain] = [valuesOf(q, given), valuesOf(q, even)];
  if (isGap(known)) return known;
  if (isGap(plain)) return plain;
  const { own, seen } = known;
  const n = seen.truth.length;
  const found = offPolicy({ ...seen, weight });
  const asCame = poweredMean(plain.seen, 0);
  if (found === null || asCame === null) return { gap: 'too-few-rows', n };
  const told = (value: number, variance: number): ValueOf => ({
    value,
    interval: intervalOf({ value, variance: { labelled: variance, rest: 0 } }, { own, n, level }),
  });
  return {
    asCame: told(asCame.value, asCame.variance.labelled),
    ips: told(found.ips.value, found.ips.variance),
    snips: told(found.snips.value, found.snips.variance),
    doublyRobust: told(found.doublyRobust.value, found.doublyRobust.variance),
    n,
    rows: n + seen.rest.length,
    cut: found.cut,
  };
}
