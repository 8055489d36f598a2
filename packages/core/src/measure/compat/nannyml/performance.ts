import { isBeyond, type NannyThreshold, nannyThreshold, type ValueRange } from './threshold.ts';

/** A window as NannyML estimates it: the value, what it strays by, its bounds, and what labels said. */
export interface NannyEstimate {
  readonly value: number | null;
  readonly stray: number;
  readonly lower: number;
  readonly upper: number;
  /** Null without labels. */
  readonly realised: number | null;
  readonly isAlert: boolean;
}

/** A metric in all windows, those of the reference first. */
export interface NannyEstimates {
  readonly windows: readonly NannyEstimate[];
  readonly threshold: NannyThreshold;
}

/** What a metric is in one window. */
export interface NannyReading {
  readonly rows: number;
  readonly estimated: number;
  readonly realised: number | null;
}

const STRAYS = 3;

/** Bounds of three strays within the range, and limits from what labels said in the windows of the reference. */
export function nannyEstimates(
  { reference, analysis }: { readonly reference: readonly NannyReading[]; readonly analysis: readonly NannyReading[] },
  { range, strayOf }: { readonly range: ValueRange; readonly strayOf: (rows: number) => number },
): NannyEstimates {
  const threshold = nannyThreshold(
    reference.map(({ realised }) => realised ?? Number.NaN),
    range,
  );
  const { low = -Infinity, high = Infinity } = range;
  const windows = [...reference, ...analysis].map(({ rows, estimated, realised }): NannyEstimate => {
    const stray = strayOf(rows);
    return {
      value: Number.isNaN(estimated) ? null : estimated,
      stray,
      lower: Math.max(low, estimated - STRAYS * stray),
      upper: Math.min(high, estimated + STRAYS * stray),
      realised: realised === null || Number.isNaN(realised) ? null : realised,
      isAlert: isBeyond(estimated, threshold),
    };
  });
  return { windows, threshold };
}
