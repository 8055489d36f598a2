import type { Packed } from './packed.ts';

/** What stops a tree from growing, and what holds its values. */
export interface GrowthRules {
  readonly leavesMax: number;
  /** A leaf has at least so many rows; where rows weigh differently, so many of mean curvature. */
  readonly rowsMin: number;
  /** A leaf has at least this sum of curvatures. */
  readonly curvatureMin: number;
  /** Added to the sum of curvatures of a leaf: draws its value to 0. */
  readonly ridge: number;
  /** For each feature 1 where answers may only rise with it, -1 where only fall, 0 where both. */
  readonly monotone: Int8Array | null;
}

/** Sums of a node, in units of the packed slopes, and the values that its leaves may take. */
export interface NodeSums {
  readonly rows: number;
  readonly gradient: number;
  readonly curvature: number;
  readonly low: number;
  readonly high: number;
}

/** What every candidate of a node is judged by. */
export interface Judge {
  readonly node: NodeSums;
  readonly rules: GrowthRules;
  readonly packed: Packed;
  /** The least sum of curvatures of a child, in its unit. */
  readonly curvatureMin: number;
  /** The ridge, in the unit of curvature. */
  readonly ridge: number;
}

/** A candidate: how much better it is than its rival so far, and the packed sum that goes left. */
export interface Candidate {
  gain: number;
  feature: number;
  bin: number;
  isMissingLeft: boolean;
  levelBins: readonly number[] | null;
  sum: number;
}

/** The gain of a part with these sums: what its best value takes off twice the loss. */
export const gainOf = (gradient: number, curvature: number): number => (gradient * gradient) / curvature;

/** The value of a part with these sums, within the node's bounds. */
export function boundValue({ node, packed, ridge }: Judge, gradient: number, curvature: number): number {
  const free = (-gradient * packed.gradientUnit) / ((curvature + ridge) * packed.curvatureUnit);
  return Math.min(Math.max(free, node.low), node.high);
}
