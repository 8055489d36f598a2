import type { CompatProgram, Refusal } from '../../measure/compat/answer.ts';
import { count, fixed, plural } from './numbers.ts';

const BINS = 'ours has bins of equal mass that are frozen on the reference, and says what chance alone gives';
const CHANCE = 'ours is the size of the shift beside what chance alone gives, as a chance falls with every row added';
const LEVELS = 'ours is the corrected V of Cramér, which does not grow with the rows';
const UNIT = "ours is by the reference's standard deviation, so that columns compare";
const PART = 'ours judges the whole file, or windows under one budget of false alarms (`holdfast backtest`)';

const OWN = 'ours has a second opinion, a band that came true, and refuses rows the reference says nothing of';
const RANKED = ['roc_auc', 'average_precision', 'f1', 'precision', 'recall', 'specificity', 'accuracy'];
const ESTIMATED = [
  ...RANKED,
  ...['business_value', 'true_positive', 'true_negative', 'false_positive', 'false_negative'],
];
const LOSSES = ['mae', 'mape', 'mse', 'rmse', 'msle', 'rmsle'];

/** One line for each method of another program: why our number or verdict differs. */
export const COMPAT_WHY: Readonly<Record<string, string>> = {
  'evidently/anderson': `Its chance ends at 0.001 and 0.25; ${CHANCE}.`,
  'evidently/chisquare': `Takes the reference's shares as known, and a level it lacks as certain drift; ${LEVELS}.`,
  'evidently/cramer_von_mises': `Ties make its statistic too great, so that equal columns drift; ${CHANCE}.`,
  'evidently/ed': `In the root of the column's unit against a fixed 0.1, so that large units always drift; ${UNIT}.`,
  'evidently/es': `Compares waves at two places and tells nothing where half the rows are equal; ${CHANCE}.`,
  'evidently/fisher_exact': `Only for sides of equally many rows; ${CHANCE}.`,
  'evidently/g_test': `Takes counts of the reference as expected, so sides need equally many rows; ${LEVELS}.`,
  'evidently/hellinger': `Bins are laid over distinct values and move with the current rows; ${BINS}.`,
  'evidently/jensenshannon': `In nats on bins that move with the current rows; ours is in bits: ${BINS}.`,
  'evidently/kl_div': `An empty bin is filled with 0.0001 or less, which then decides; ${BINS}.`,
  'evidently/ks': `Used up to 1,000 rows; ${CHANCE}.`,
  'evidently/mannw': `One-sided: drift to smaller values is never told; ${CHANCE}.`,
  'evidently/empirical_mmd': `Random parts without a seed, and a chance that can be 0; ${CHANCE}.`,
  'evidently/psi': `Bins move with the current rows, an empty one is filled with 0.0001 or less; ${BINS}.`,
  'evidently/t_test': `Takes one variance for both sides and sees means alone; ${CHANCE}.`,
  'evidently/TVD': `A chance from 1,000 random parts, at least 0.001 apart; ${CHANCE}.`,
  'evidently/wasserstein': `Scaled alike, but of all rows; ours is from bins, with what chance alone gives.`,
  'evidently/z': `Looks at the first level in order alone; ${LEVELS}.`,
  'nannyml/jensen_shannon': `Bins of equal width on the reference, limits from ten of its windows; ${PART}.`,
  'nannyml/hellinger': `Bins of equal width on the reference, limits from ten of its windows; ${PART}.`,
  'nannyml/kolmogorov_smirnov': `From 10,000 rows on at 10,000 equal widths, where heavy tails hide shifts; ${PART}.`,
  'nannyml/wasserstein': `In the column's unit, and a row too many on each side past the reference; ${PART}.`,
  'nannyml/chi2': `Alerts below a chance of 0.05 whatever the rows, so at each window that is large; ${LEVELS}.`,
  'nannyml/l_infinity': `The one level that moved most; ours weighs all levels, with what chance alone gives.`,
  'nannyml/avg': `Limits from ten windows of the reference, whatever the season; ${PART}.`,
  'nannyml/sum': `Grows with the rows of a window; ${PART}.`,
  'nannyml/median': `Limits from ten windows of the reference, whatever the season; ${PART}.`,
  'nannyml/std': `Limits from ten windows of the reference, whatever the season; ${PART}.`,
  'nannyml/missing_values': `Limits from ten windows of the reference, whatever their rows; ${PART}.`,
  'nannyml/unseen_values': `One unseen value alerts, missing counts as one; ours asks for more than chance.`,
  'nannyml/values_out_of_range': `One value beyond the reference alerts; ours asks for more than chance.`,
  'nannyml/data_reconstruction': `Blind to what moves within the kept components; ours learns to tell the files apart.`,
  'nannyml/domain_classifier': `One band for any number of rows, here with trees of our own; ours has an interval.`,
  ...Object.fromEntries(
    ESTIMATED.map((id) => [
      `nannyml/${id}`,
      `Takes scores as chances, and the reference's ten windows as limits; ${OWN}.`,
    ]),
  ),
  ...Object.fromEntries(
    LOSSES.map((id) => [`nannyml/${id}`, `One learner of the loss, fitted on the rows it is read on; ${OWN}.`]),
  ),
  'frouros/PSI': `An empty bin adds hundreds; ${BINS}.`,
  'frouros/JS': `Nine masses, each side read from bins of its own; ${BINS}.`,
  'frouros/KL': `Nine masses that do not sum to 1, infinite where one is empty; ${BINS}.`,
  'frouros/HellingerDistance': `Ten bins of equal width that move with the current rows; ${BINS}.`,
  'frouros/BhattacharyyaDistance': `One less the coefficient, without its logarithm; ${BINS}.`,
  'frouros/HINormalizedComplement': `The total variation of ten bins that move with the current rows; ${BINS}.`,
  'frouros/EMD': `In the column's unit, and no limit is given; ${UNIT}.`,
  'frouros/EnergyDistance': `In the root of the column's unit, and no limit is given; ${UNIT}.`,
  'frouros/MMD': `A kernel of width 1 in the column's own unit, whatever that is; ours takes the median distance.`,
  'frouros/KSTest': `No limit is given; ${CHANCE}.`,
  'frouros/CVMTest': `Ties make its statistic too great; ${CHANCE}.`,
  'frouros/AndersonDarlingTest': `Its chance ends at 0.001 and 0.25; ${CHANCE}.`,
  'frouros/MannWhitneyUTest': `No limit is given; ${CHANCE}.`,
  'frouros/WelchTTest': `Sees means alone; ${CHANCE}.`,
  'frouros/KuiperTest': `Takes the distance of Kolmogorov for Kuiper's, so its chance is too great; ${CHANCE}.`,
  'frouros/BWSTest': `Random orders without a seed; ${CHANCE}.`,
  'frouros/ChiSquareTest': `No limit is given, and any shift is found with rows enough; ${LEVELS}.`,
};

/** Programs by their own name, with the version whose numbers these are. */
export const COMPAT_PROGRAMS: Readonly<Record<CompatProgram, string>> = {
  evidently: 'Evidently 0.7.23',
  nannyml: 'NannyML 0.13.1',
  frouros: 'Frouros 0.9.0',
};

const REFUSED: Readonly<Record<Refusal, string>> = {
  'rows-differ': 'needs equally many rows',
  'more-than-two-levels': 'more than two levels',
  'middle-half-flat': 'half the rows are equal',
  'too-few-rows': 'too few rows',
  'one-value': 'all values are equal',
  'too-many-rows': 'too many rows for it here',
};

/** What is said around the numbers of another program. */
export const COMPAT_SAYS = {
  head: (program: CompatProgram): string => `What ${COMPAT_PROGRAMS[program]} says of these files`,
  sides: (reference: number, current: number): string =>
    `reference ${plural(reference, 'row')}, current ${plural(current, 'row')}`,
  drifted: (drifted: number, of: number): string => `${drifted} of ${plural(of, 'column')} drift`,
  driftedWhole: (drifted: number, of: number): string =>
    `${drifted} of ${plural(of, 'test')} of the whole table ${drifted === 1 ? 'tells' : 'tell'} drift`,
  share: (share: number, from: number, isDrift: boolean): string =>
    `${isDrift ? 'The table drifts' : 'The table does not drift'}: a share of ${fixed(share, 2)}, the limit is ${from}.`,
  noVerdict: 'It has no limits of its own: the verdict is left to whoever calls it.',
  windows: 'The value is that of the window farthest from the reference; alerts are counted over windows.',
  heads: {
    column: 'column',
    method: 'method',
    value: 'value',
    p: 'p',
    limit: 'limit',
    verdict: 'drift',
    alerts: 'alerts',
  },
  drift: (isDrift: boolean | null): string => (isDrift === null ? '' : isDrift ? 'yes' : 'no'),
  alerts: (alerts: number, of: number): string => `${count(alerts)} of ${count(of)}`,
  refused: (reason: Refusal): string => REFUSED[reason],
  table: 'all columns',
  performance: 'answers',
  estimates: (alerting: number, of: number): string =>
    `${count(alerting)} of ${plural(of, 'metric')} alert in some window; the value is that of the window farthest from the reference.`,
  leftOut: (names: readonly string[]): string => `Left out, as there: ${names.join(', ')}.`,
  why: 'Why ours differs',
} as const;
