import type { NannyThreshold } from './threshold.ts';

/** Levels and how often each stands. */
export type LevelCounts = ReadonlyMap<string | number, number>;

/** A univariate method of NannyML: fitted on the whole reference, then asked of each window. */
export interface NannyMethod<V extends Float64Array | LevelCounts> {
  readonly id: string;
  readonly name: string;
  /** The value of a window, NaN for an empty one; `p` where the verdict hangs on a chance. */
  readonly fit: (reference: V) => (window: V) => { readonly value: number; readonly p?: number };
  /** By the values of the reference's windows. */
  readonly threshold: (values: readonly number[]) => NannyThreshold;
}

/** What NannyML says of a column: window by window, those of the reference first. */
export interface NannySeries {
  readonly id: string;
  readonly name: string;
  readonly reference: readonly NannyValue[];
  readonly analysis: readonly NannyValue[];
  readonly threshold: NannyThreshold;
}

/** One window; null where it has no value. */
export interface NannyValue {
  readonly value: number | null;
  readonly isAlert: boolean;
}
