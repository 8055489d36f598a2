import { newSlot, otherSlot } from '../profile/bins.ts';
import type { Accumulators } from './define.ts';

/** Shares of the window, and of the reference. */
interface Unseen {
  /** What of the unseen texts of the window chance alone explains. */
  readonly share: number;
  /** The part of it that stands for texts too rare for a bin, and the share of these in the reference. */
  readonly fromOther: number;
  readonly other: number;
}

type Given = Readonly<Record<'window' | 'reference', Pick<Accumulators, 'histogram'>>>;

/**
 * The unseen texts of a window that chance alone explains: a frozen reference has none by construction, but one that
 * has seen some texts once has left about as many rows of others unseen (Good 1953), and they come later though nothing
 * moved. Of texts too rare for a bin it is known how many they are and in how many rows; their counts are taken for
 * geometric, of which one in the mean is 1. None for numbers. `rows`: of both sides.
 */
export function unseenByChance(
  { window, reference }: Given,
  rows: { readonly reference: number; readonly window: number },
): Unseen {
  const { bins, counts } = reference.histogram;
  if (bins.kind !== 'levels') return { share: 0, fromOther: 0, other: 0 };
  let once = 0;
  for (let level = 0; level < bins.levels.length; level++) if (counts[level] === 1) once++;
  const rareRows = counts[otherSlot(bins)]!; // ! a slot, here and below
  const rareOnce = rareRows === 0 ? 0 : bins.rare.length ** 2 / rareRows;
  const expected = (once + rareOnce) / rows.reference;
  const share = Math.min(expected, window.histogram.counts[newSlot(bins)]! / rows.window); // ! as above
  const fromOther = expected === 0 ? 0 : (share * rareOnce) / (once + rareOnce);
  return { share, fromOther, other: rareRows / rows.reference };
}
