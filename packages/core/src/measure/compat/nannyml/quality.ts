import { isBeyond, isNotWithin, type NannyThreshold, nannyThreshold } from './threshold.ts';

/** Rows of a window that lack a value, and all rows. */
export interface NannyCount {
  readonly count: number;
  readonly rows: number;
}

/** Windows of both sides. */
export interface NannySides {
  readonly reference: readonly NannyCount[];
  readonly analysis: readonly NannyCount[];
}

/** What NannyML says of missing rows of a window. */
export interface NannyMissing {
  readonly value: number;
  readonly samplingError: number;
  readonly upper: number;
  readonly lower: number;
  readonly isAlert: boolean;
}

/** Shares of missing rows (counts, if not `isShare`), bounds three sampling errors away by the reference's share. */
export function nannyMissing({ reference, analysis }: NannySides, { isShare }: { readonly isShare: boolean }) {
  const total = (side: readonly NannyCount[], key: keyof NannyCount) => side.reduce((sum, one) => sum + one[key], 0);
  const share = total(reference, 'count') / total(reference, 'rows');
  const deviation = Math.sqrt(share * (1 - share));
  const measured = ({ count, rows }: NannyCount): number => (isShare ? count / rows : count);
  const range = isShare ? { low: 0, high: 1 } : { low: 0 };
  const threshold = nannyThreshold(reference.map(measured), range);
  const windows = [...reference, ...analysis].map((one): NannyMissing => {
    const value = measured(one);
    const samplingError = isShare ? deviation / Math.sqrt(one.rows) : deviation * Math.sqrt(one.rows);
    const upper = value + 3 * samplingError;
    return {
      value,
      samplingError,
      upper: isShare ? Math.min(1, upper) : upper,
      lower: Math.max(0, value - 3 * samplingError),
      isAlert: isBeyond(value, threshold),
    };
  });
  return { windows, threshold };
}

/** Levels that the reference lacks, or numbers beyond it: any at all is an alert. */
export function nannyBeyond({ reference, analysis }: NannySides, { isShare }: { readonly isShare: boolean }) {
  const threshold: NannyThreshold = { lower: null, upper: 0 };
  const windows = [...reference, ...analysis].map(({ count, rows }) => {
    const value = isShare ? count / rows : count;
    return { value, isAlert: isBeyond(value, threshold) };
  });
  return { windows, threshold };
}

/** Rows of windows against limits by those of the reference. */
export function nannyRowCount(reference: readonly number[], analysis: readonly number[]) {
  const threshold = nannyThreshold(reference, { low: 0 });
  const windows = [...reference, ...analysis].map((value) => ({ value, isAlert: isNotWithin(value, threshold) }));
  return { windows, threshold };
}
