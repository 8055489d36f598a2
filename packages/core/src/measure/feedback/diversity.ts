import type { Bounds } from '../../stats/proportion.ts';
import { studentQuantile } from '../../stats/student.ts';

/** How much answers differ from row to row, over windows. */
export interface DiversityChange {
  /** Where a window lies in 95 of 100 cases, by windows of the reference; null with fewer than five of them. */
  readonly usual: Bounds | null;
  /** `narrower`: the newest three windows all lie below it. Null where nobody can say. */
  readonly kind: 'narrower' | 'wider' | 'level' | null;
}

/** Fewer windows tell no spread; and so many windows in a row are no chance. */
const WINDOWS_LEAST = 5;
const RUN = 3;

/**
 * Whether answers became more alike than they were: where what a model says is done and comes back as what the next
 * learns from, all come to get the same. `reference` and `windows`: a number by window that falls as answers become
 * alike, null where there are too few rows. One window lies below its usual range by chance in 1 of 40, three in a row
 * in 1 of 60,000. Source: STATISTICS 10 (c).
 */
export function diversityChange(
  reference: readonly (number | null)[],
  windows: readonly (number | null)[],
): DiversityChange {
  const before = reference.filter((own) => own !== null);
  const n = before.length;
  if (n < WINDOWS_LEAST) return { usual: null, kind: null };
  const mean = before.reduce((sum, own) => sum + own, 0) / n;
  const variance = before.reduce((sum, own) => sum + (own - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(0.975, n - 1) * Math.sqrt(variance * (1 + 1 / n));
  const usual: Bounds = [mean - half, mean + half];
  const newest = windows.filter((own) => own !== null).slice(-RUN);
  if (newest.length < RUN) return { usual, kind: null };
  if (newest.every((own) => own < usual[0])) return { usual, kind: 'narrower' };
  return { usual, kind: newest.every((own) => own > usual[1]) ? 'wider' : 'level' };
}
