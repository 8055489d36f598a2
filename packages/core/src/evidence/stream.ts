/** What a stream measures. Streams of one kind share their pooled null and, within a group, their fleet stream. */
export type StreamKind = 'shares' | 'mean' | 'metric' | 'slice' | 'count';

/** How to come back from the scale on which a stream is watched to the numbers that people know. */
export type StreamScale = 'asin-root' | 'logit' | 'log' | 'identity';

/**
 * What a column can be all at once: mostly missing, or nearly all new, below or above the range, or one value. Where
 * its rows are independent also `moved`: a share is not what the reference says.
 */
export type FailureKind = 'missing' | 'new' | 'under' | 'over' | 'stuck' | 'moved';

/** A failure with the component that it is told by, and for `moved` the direction. */
export interface Failing {
  readonly kind: FailureKind;
  readonly component: number;
  readonly isUp?: boolean;
}

/** One stream: a fixed number of statistics (components) per window. */
export interface StreamSpec {
  readonly id: string;
  /** Streams of one group raise one incident together. */
  readonly group: string;
  readonly kind: StreamKind;
  readonly components: number;
  /** By component, a shift of at most this size is no shift; on the transformed scale. Empty: any shift counts. */
  readonly materiality: readonly number[];
  /** The scale of the components; by kind when left out: shares and metrics asin-root, counts log, means identity. */
  readonly scale?: StreamScale;
  /**
   * The variance that sampling alone gives a component in a window of n rows, times n: the least variance that a
   * stream is scored with. By kind when left out: 1/4 for shares (of the asin root of any share), 1 for counts (of
   * the logarithm of a Poisson number), 0 for the others.
   */
  readonly noise?: number;
  /** Failures that are told in the first window that shows them, each with the component that it is told by. */
  readonly failures?: readonly Failing[];
  /** A stream of scale `identity` watches (value - centre) / size. Default 0 and 1. */
  readonly unit?: { readonly centre: number; readonly size: number };
  /** How much of its group's income it gets beside the others; 1 when left out. Decided before anything is seen. */
  readonly weight?: number;
  /** What a reference without time says about each component: its level, its spread and from how many pieces. */
  readonly start?: { readonly levels: readonly number[]; readonly deviations: readonly number[]; readonly n: number };
}

/** One stream's statistics in one window. */
export interface Reading {
  readonly stream: string;
  /** Rows in the window that the statistics are made of. */
  readonly n: number;
  /** The transformed statistics, one for each component; null where there is nothing to say. */
  readonly y: ArrayLike<number> | null;
  readonly reason?: string;
  /** For each failure of the stream the logarithm of an e-value; above 0 the window has it. */
  readonly failures?: ArrayLike<number>;
  /** Whether the window is known to lack rows: it is skipped, as a small one is. */
  readonly isIncomplete?: boolean;
}

/** The stretch of time that is judged, in milliseconds since the epoch (or in windows, where there is no time). */
export interface Tick {
  readonly start: number;
  readonly end: number;
  /** When it is judged: the end of the window, or the label watermark. */
  readonly at: number;
  /** How far local time is ahead of UTC at the start, for the hour and the day of the week. */
  readonly zoneOffsetMs?: number;
  readonly isHoliday?: boolean;
}

/** What may be spent: so many false alarms in so much time, over all streams together. */
export interface Budget {
  readonly falseAlarms: number;
  readonly perMs: number;
}

/** The least variance times n that sampling gives a stream. */
export const noiseOf = ({ kind, noise }: StreamSpec): number =>
  noise ?? (kind === 'shares' ? 0.25 : kind === 'count' ? 1 : 0);

/** The scale on which a stream is watched. */
export const scaleOf = ({ kind, scale }: StreamSpec): StreamScale =>
  scale ?? (kind === 'count' ? 'log' : kind === 'mean' ? 'identity' : 'asin-root');

/** The number that people know at y on the stream's scale: a share, a mean, a count. */
export function originalOf(spec: StreamSpec, y: number): number {
  const scale = scaleOf(spec);
  if (scale === 'asin-root') return Math.sin(Math.min(Math.PI / 2, Math.max(0, y))) ** 2;
  if (scale === 'logit') return 1 / (1 + Math.exp(-y));
  if (scale === 'log') return Math.exp(y);
  return (spec.unit?.centre ?? 0) + y * (spec.unit?.size ?? 1);
}
