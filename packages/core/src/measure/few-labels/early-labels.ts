import type { Bounds } from '../../stats/proportion.ts';
import { stratifiedDifference } from '../../stats/stratified-difference.ts';
import type { Outcomes } from '../estimate/estimator.ts';

/** Labelled rows of windows whose labels have come, with how late each came. */
export interface Settled {
  /** What was said of the rows and what came: see `Estimator.outcomesOf`. */
  readonly streams: readonly Outcomes[];
  readonly delays: Float64Array;
  /** By row, from 0. */
  readonly window: Int32Array;
}

/** How early labels end beside late ones. */
export interface EarlyLabels {
  readonly difference: number;
  readonly interval: Bounds;
  /** Early labels end otherwise, surely and by so much that it matters: then those of a young window speak for none. */
  readonly isOther: boolean;
  readonly n: readonly [early: number, late: number];
}

const ROWS_LEAST = 100;
const Z = 3.290526731491926;
const DIFFERENCE_LEAST = 0.02;

/**
 * Whether the earlier half of the labels ends otherwise than the later half, beyond what their chances say, in windows
 * whose labels have come: who cannot pay is known sooner than who paid to the end. The stream that differs most is
 * told; null with fewer than 100 labels, or where all came equally late. Source: STATISTICS 3.6. O(n log n).
 */
export function earlyLabels({ streams, delays, window }: Settled): EarlyLabels | null {
  if (delays.length < ROWS_LEAST) return null;
  const middle = delays.slice().sort()[delays.length >> 1]!; // ! there are rows
  const side = Uint8Array.from(delays, (delay) => Number(delay < middle));
  const found = streams.flatMap(({ low, high, came }): EarlyLabels[] => {
    const values = came.map((own, i) => own - (low[i]! + high[i]!) / 2); // ! i < n
    const beside = stratifiedDifference({ values, side, stratum: window }, Z);
    if (beside === null) return [];
    const { value, interval, n } = beside;
    const isOther = Math.abs(value) >= DIFFERENCE_LEAST && !(interval[0] <= 0 && interval[1] >= 0);
    return [{ difference: value, interval, isOther, n }];
  });
  return found.reduce<EarlyLabels | null>(
    (most, one) => (most === null || Math.abs(one.difference) > Math.abs(most.difference) ? one : most),
    null,
  );
}
