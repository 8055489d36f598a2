/** A number that has a name elsewhere and is a function of one number here, so that it is no entry. */
export interface OtherName {
  readonly name: string;
  /** The entry that is asked for. */
  readonly entry: string;
  readonly params?: Readonly<Record<string, number>>;
  /** How the entry is read: an average, a class, `skill`. */
  readonly reading?: string;
  /** In terms of what the entry says, v; K classes, n rows. */
  readonly formula: string;
  /** The number from what the entry says. */
  of(value: number, facts: Facts): number;
}

/** What a formula may need besides the value. */
export interface Facts {
  readonly n: number;
  readonly classes: number;
}

const same = (value: number): number => value;
const rest = (value: number): number => 1 - value;
const square = (value: number): number => value * value;
const twiceLessOne = (value: number): number => 2 * value - 1;

/**
 * Names that people look for. Each is a rising or falling function of one entry, so that a limit on it is a limit on
 * the entry, and the ends of its interval are those of the entry put through the formula.
 */
export const OTHER_NAMES: readonly OtherName[] = [
  { name: 'gini', entry: 'roc-auc', formula: '2 v - 1', of: twiceLessOne },
  { name: 'somers-d', entry: 'roc-auc', formula: '2 v - 1', of: twiceLessOne },
  { name: 'error-rate', entry: 'accuracy', formula: '1 - v', of: rest },
  { name: 'hamming-loss', entry: 'accuracy', formula: '1 - v', of: rest },
  { name: 'errors', entry: 'accuracy', formula: 'n (1 - v)', of: (value, { n }) => n * (1 - value) },
  { name: 'false-positive-rate', entry: 'specificity', formula: '1 - v', of: rest },
  { name: 'false-negative-rate', entry: 'recall', formula: '1 - v', of: rest },
  { name: 'negative-predictive-value', entry: 'precision', reading: 'the negative class', formula: 'v', of: same },
  { name: 'f2', entry: 'f1', params: { beta: 2 }, formula: 'v', of: same },
  { name: 'f0.5', entry: 'f1', params: { beta: 0.5 }, formula: 'v', of: same },
  { name: 'informedness', entry: 'balanced-accuracy', formula: '2 v - 1, two classes', of: twiceLessOne },
  {
    name: 'balanced-accuracy-adjusted',
    entry: 'balanced-accuracy',
    formula: '(v - 1/K) / (1 - 1/K)',
    of: (value, { classes }) => (value - 1 / classes) / (1 - 1 / classes),
  },
  { name: 'kappa-linear', entry: 'kappa', params: { power: 1 }, formula: 'v', of: same },
  { name: 'kappa-quadratic', entry: 'kappa', params: { power: 2 }, formula: 'v', of: same },
  { name: 'lift-at-10', entry: 'gain-at-top', params: { share: 0.1 }, formula: 'v / .1', of: (v) => v / 0.1 },
  { name: 'brier-two-class-sum', entry: 'brier', formula: '2 v', of: (value) => 2 * value },
  { name: 'brier-half', entry: 'multiclass-brier', formula: 'v / 2', of: (value) => value / 2 },
  { name: 'brier-skill', entry: 'brier', reading: 'skill', formula: 'v', of: same },
  { name: 'd2-log-loss', entry: 'log-loss', reading: 'skill', formula: 'v', of: same },
  { name: 'log-loss-sum', entry: 'log-loss', formula: 'n v', of: (value, { n }) => n * value },
  { name: 'mse', entry: 'rmse', formula: 'v²', of: square },
  { name: 'msle', entry: 'rmsle', formula: 'v²', of: square },
  { name: 'poisson-deviance', entry: 'tweedie-deviance', params: { power: 1 }, formula: 'v', of: same },
  { name: 'gamma-deviance', entry: 'tweedie-deviance', params: { power: 2 }, formula: 'v', of: same },
  { name: 'd2-absolute-error', entry: 'mae', reading: 'skill', formula: 'v', of: same },
  { name: 'd2-pinball', entry: 'pinball', reading: 'skill', formula: 'v', of: same },
  { name: 'd2-tweedie', entry: 'tweedie-deviance', reading: 'skill', formula: 'v', of: same },
  { name: 'weighted-interval-score', entry: 'crps', formula: 'v, levels in pairs around the median', of: same },
];

/** A number of other programs that is neither an entry nor a function of one, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

/** What was looked at and left out. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    name: 'ROC, precision-recall and DET curves',
    why: 'curves are figures of the report, not numbers that a check can hold',
  },
  { name: 'confusion matrix, counts at thresholds', why: 'tables of the report; their shares are entries' },
  {
    name: 'area under the precision-recall curve by trapezoids',
    why: 'it joins points that no threshold reaches and gives .75 to a score that says nothing; average-precision takes steps',
  },
  {
    name: 'likelihood ratios',
    why: 'recall / (1 - specificity) and (1 - recall) / specificity: ratios of two entries',
  },
  {
    name: 'subset accuracy, sample averages of several labels',
    why: 'one row for each item and label, the item as columns.query (task ranking): exact-match, and other entries read by query; micro is all rows, macro and per label are slices',
  },
  {
    name: 'several outputs',
    why: 'one row for each output, its name in a column: a slice is an output, raw values and their mean follow',
  },
  { name: 'MAPE without zero labels', why: 'mape where label != 0: a condition of the check' },
  {
    name: 'share below and above an interval',
    why: 'interval-coverage with one end; calibration has entries by level',
  },
  {
    name: 'CRPS of an ensemble or of a normal forecast',
    why: 'a contract has columns for quantiles; members or mean and deviation give those',
  },
];
