/** Why a column was not learned from. */
export type LeftOut = 'answers' | 'constant' | 'empty' | 'time' | 'names-each-row' | 'tells-the-label';

/** What a model was learned from, how, and what it looks at. */
export interface TrainedResult {
  readonly learner: 'boosted' | 'linear';
  /** Rows of the final model, and of them those whose answers were judged: by a model that had not seen them. */
  readonly rows: number;
  readonly judged: number;
  readonly folds: { readonly count: number; readonly by: 'chance' | 'time' | 'cluster' };
  /** Rounds of the final boosted model; coefficients that are not 0 of a linear one. */
  readonly size: number;
  readonly features: readonly string[];
  readonly left_out: readonly { readonly name: string; readonly why: LeftOut }[];
  /** By how much the loss rises when features are dealt out anew, on rows that were not learned from; most first. */
  readonly importance: readonly {
    readonly names: readonly string[];
    readonly value: number;
    readonly interval: readonly [number, number] | null;
    readonly n: number;
  }[];
  /** In nats; or squared error as a share of the label's variance, which R² falls by. */
  readonly loss: 'log-loss' | 'unexplained-variance';
}
