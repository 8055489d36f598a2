import type { Objective } from './objective.ts';
import type { Tree } from './tree.ts';

/** A boosted model as plain data. */
export interface Boosted {
  readonly objective: Objective;
  /** The margin before the first tree, one an output. */
  readonly start: readonly number[];
  /** What the trees ask, by their number. */
  readonly features: readonly BoostedFeature[];
  /** Trees by round, one an output. */
  readonly rounds: readonly (readonly Tree[])[];
}

/** A feature that trees ask: numbers, or levels by code. */
export type BoostedFeature =
  | { readonly kind: 'number'; readonly name: string }
  | { readonly kind: 'level'; readonly name: string; readonly levels: readonly string[] };
