import { normalCdf } from './normal.ts';
import type { Graded } from './score-grid.ts';

/**
 * Spiegelhalter's test that scores are the chances of their labels, without bins: z is normal where they are, p is of
 * both sides. Null where every score is 0, 1/2 or 1, which leaves nothing to vary. O(n). Source: Spiegelhalter 1986.
 */
export function spiegelhalter({ label, score, weight }: Graded): { readonly z: number; readonly p: number } | null {
  let above = 0;
  let variance = 0;
  for (let i = 0; i < score.length; i++) {
    const p = score[i]!; // ! i < n, here and below
    const tilt = 1 - 2 * p;
    above += weight[i]! * (label[i]! - p) * tilt; // ! as above
    variance += weight[i]! * tilt * tilt * p * (1 - p); // ! as above
  }
  if (!(variance > 0)) return null;
  const z = above / Math.sqrt(variance);
  return { z, p: 2 * normalCdf(-Math.abs(z)) };
}
