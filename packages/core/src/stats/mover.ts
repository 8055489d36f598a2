import type { Bounds } from './proportion.ts';

/** A value with bounds, at any one level. */
export interface Bounded {
  readonly value: number;
  readonly bounds: Bounds;
}

/**
 * Bounds of a - b at the level of the bounds of each, for two independent values: the squares of the distances that
 * matter are added, so that bounds that are not symmetric stay so. Source: G. Y. Zou, A. Donner, Construction of
 * confidence limits about effect measures, 2008.
 */
export function moverDifference(a: Bounded, b: Bounded): Bounds {
  const difference = a.value - b.value;
  return [
    difference - Math.hypot(a.value - a.bounds[0], b.bounds[1] - b.value),
    difference + Math.hypot(a.bounds[1] - a.value, b.value - b.bounds[0]),
  ];
}
