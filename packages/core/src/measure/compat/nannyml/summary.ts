import { medianOf } from '../../../stats/median.ts';
import { type Moments, moments, sum } from '../../../stats/sum.ts';
import { isNotWithin, type NannyThreshold, nannyThreshold, type ValueRange } from './threshold.ts';

/** A summary of a window with what NannyML takes for its sampling error, by the whole reference. */
export interface NannySummary {
  readonly id: 'avg' | 'sum' | 'median' | 'std';
  readonly of: (values: Float64Array) => number;
  /** By the whole reference and the rows of a window, those without a value included. */
  readonly error: (reference: Float64Array) => (rows: number) => number;
  readonly range: ValueRange;
}

/** One window's summary; bounds are three sampling errors away; null where the rows are too few to say. */
export interface NannySummarized {
  readonly value: number | null;
  readonly samplingError: number | null;
  readonly upper: number | null;
  readonly lower: number | null;
  readonly isAlert: boolean;
}

const someMoments = (values: Float64Array): Moments =>
  moments(values) ?? { n: 0, mean: Number.NaN, m2: Number.NaN, m3: Number.NaN, m4: Number.NaN, variance: null };
const deviationOf = (values: Float64Array): number => Math.sqrt(someMoments(values).variance ?? Number.NaN);

/** The four summaries of numbers. */
export const NANNY_SUMMARIES: readonly NannySummary[] = [
  {
    id: 'avg',
    of: (values) => someMoments(values).mean,
    error: (reference) => {
      const deviation = deviationOf(reference);
      return (rows) => deviation / Math.sqrt(rows);
    },
    range: {},
  },
  {
    id: 'sum',
    of: (values) => sum(values),
    error: (reference) => {
      const deviation = deviationOf(reference);
      return (rows) => deviation * Math.sqrt(rows);
    },
    range: {},
  },
  {
    id: 'median',
    of: (values) => medianOf(values.slice()) ?? Number.NaN,
    error: (reference) => {
      const density = densityAtMedian(reference);
      return (rows) => 1 / (2 * density * Math.sqrt(rows));
    },
    range: {},
  },
  {
    id: 'std',
    of: deviationOf,
    error: (reference) => {
      const { n, m4 } = someMoments(reference);
      const deviation = deviationOf(reference);
      return (rows) => {
        const inside = m4 / n - ((rows - 3) * deviation ** 4) / (rows - 1);
        return inside >= 0 ? Math.sqrt(inside / rows) / (2 * deviation) : Number.NaN;
      };
    },
    range: { low: 0 },
  },
];

/** A Gaussian kernel estimate at the median, as wide as Scott's rule says. */
function densityAtMedian(reference: Float64Array): number {
  const n = reference.length;
  const width = deviationOf(reference) * n ** -0.2;
  const median = medianOf(reference.slice()) ?? Number.NaN;
  const terms = reference.map((value) => Math.exp(-((value - median) ** 2) / (2 * width * width)));
  return sum(terms) / (n * width * Math.sqrt(2 * Math.PI));
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** The values of a window, and how many rows it has. */
export interface NannyRows {
  readonly values: Float64Array;
  readonly rows: number;
}

/** Summaries of all windows, those of the reference first, and the limits that these set. */
export function summarizeNanny(
  { of, error, range }: NannySummary,
  whole: Float64Array,
  { reference, analysis }: { readonly reference: readonly NannyRows[]; readonly analysis: readonly NannyRows[] },
): { readonly windows: readonly NannySummarized[]; readonly threshold: NannyThreshold } {
  const errorOf = error(whole);
  const threshold = nannyThreshold(
    reference.map(({ values }) => of(values)),
    range,
  );
  const windows = [...reference, ...analysis].map(({ values, rows }) => {
    const [value, samplingError] = [of(values), errorOf(rows)];
    const lower = value - 3 * samplingError;
    return {
      value: known(value),
      samplingError: known(samplingError),
      upper: known(value + 3 * samplingError),
      lower: known(range.low === undefined ? lower : Math.max(range.low, lower)),
      isAlert: isNotWithin(value, threshold),
    };
  });
  return { windows, threshold };
}
