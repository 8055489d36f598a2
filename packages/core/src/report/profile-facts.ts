import { isGap } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { quantity } from '../measure/entry-quantity.ts';
import { measure, TWO_SIDED } from '../measure/interval.ts';
import { delayQuantile } from '../profile/delays.ts';
import type { Profile } from '../profile/profile.ts';
import { countedRows } from '../profile/score-counts.ts';
import type { Bounds } from '../stats/proportion.ts';

/** How often the answers that a profile counts were right. */
export interface Right {
  readonly n: number;
  readonly value: number;
  readonly interval: Bounds | null;
}

/** Null where a profile counts no answers, or has none. */
export function rightOf({ scores }: Profile): Right | null {
  if (scores === null) return null;
  const accuracy = quantity(entryById('accuracy')!); // ! it is in the catalogue
  const measured = measure(accuracy, countedRows(scores), { seed: 1 });
  return isGap(measured) ? null : { n: measured.n, value: measured.value, interval: measured.boundsAt(TWO_SIDED) };
}

/** How long labels took: half of those that came, and 95 of 100, had come after so many milliseconds. */
export interface Delay {
  readonly n: number;
  readonly median: number;
  readonly most: number;
  readonly without: number;
}

/** Null where a profile counts no delays, or no label has come. */
export function delayOf({ delays }: Profile): Delay | null {
  const [median, most] = delays === null ? [null, null] : [delayQuantile(delays, 0.5), delayQuantile(delays, 0.95)];
  if (delays === null || median === null || most === null) return null;
  const without = delays[delays.length - 1] ?? 0;
  return { n: delays.reduce((sum, count) => sum + count, 0) - without, median, most, without };
}
