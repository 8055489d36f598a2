/** A number about training and not about rows of one model: what a check of `release` can ask of seeds or curves. */
export interface RunQuantity {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly formula: string;
  readonly unit: 'share' | 'number';
  readonly of: 'seeds' | 'curves';
  /** None, as entries of the catalogue have them. */
  readonly params: Readonly<Record<string, never>>;
}

const make = (quantity: Omit<RunQuantity, 'params'>): RunQuantity => ({ ...quantity, params: {} });

/** All of them; a spread of a metric over seeds is written around the metric: `seed-spread(accuracy)`. */
export const RUN_QUANTITIES: readonly RunQuantity[] = [
  make({
    id: 'seed-churn',
    title: 'Churn between seeds',
    question: 'Of 100 answers, how many change when only the seed of training changes?',
    formula: 'mean over rows of the share of pairs of seeds that answer differently',
    unit: 'share',
    of: 'seeds',
  }),
  make({
    id: 'excess-churn',
    title: 'Churn beyond that of seeds',
    question: 'How many more answers changed than a new seed of the same recipe would change?',
    formula: 'mean over rows of (1 if this model answers unlike the other) - (share of pairs of seeds that differ)',
    unit: 'share',
    of: 'seeds',
  }),
  make({
    id: 'ambiguity',
    title: 'Ambiguity',
    question: 'Of 100 rows, how many would be answered otherwise by some seed that is as good?',
    formula: 'share of rows that any seed with a loss of at most 1.01 times the least answers unlike this model',
    unit: 'share',
    of: 'seeds',
  }),
  make({
    id: 'discrepancy',
    title: 'Discrepancy',
    question: 'How many answers can one seed that is as good change?',
    formula: 'the largest share of rows that one seed with a loss of at most 1.01 times the least answers otherwise',
    unit: 'share',
    of: 'seeds',
  }),
  make({
    id: 'loss-spikes',
    title: 'Spikes of the training loss',
    question: 'How often did the loss jump while it was trained?',
    formula: 'stretches of steps with loss > median of the 50 before + 6 × 1.4826 × their median absolute deviation',
    unit: 'number',
    of: 'curves',
  }),
  make({
    id: 'loss-divergence',
    title: 'Divergence of training',
    question: 'Did training run away at its end?',
    formula: '1 if a loss is no number, or rises over the last tenth and ends 5 % above its lowest tenth; else 0',
    unit: 'number',
    of: 'curves',
  }),
  make({
    id: 'overfit-gap',
    title: 'Overfitting after the best step',
    question: 'By how much did the validation loss rise after its lowest point?',
    formula: '(mean of the last three validation losses - the least) / the size of the least; at least 0',
    unit: 'share',
    of: 'curves',
  }),
  make({
    id: 'gradient-ratio',
    title: 'Largest gradient beside the usual one',
    question: 'Did gradients explode?',
    formula: 'largest gradient norm / median gradient norm',
    unit: 'number',
    of: 'curves',
  }),
];

/** The quantity of that id; null where it is none. */
export const runQuantity = (id: string): RunQuantity | null => RUN_QUANTITIES.find((one) => one.id === id) ?? null;
