import { type Candidate, gainOf, type Judge } from './candidate.ts';
import { SLOTS } from './histogram.ts';

/** Up to so many levels each is tried alone against the rest. */
const ALONE = 4;
/** A level with fewer rows than this, and so with a mean gradient that is chance, does not lead a split. */
const LEVEL_ROWS = 10;
/** Rows that a step along the order adds at least before the next split is tried. */
const STEP_ROWS = 100;
/** Levels on the smaller side of a split, at most: more are learned by heart. */
const LEVELS_MAX = 32;
/** Added to the curvature of a part that was chosen among many sets of levels. */
const RIDGE = 10;

/**
 * Tries sets of levels of one feature. A few levels one at a time; many in the order of gradient by curvature, from
 * both ends: the best of all sets lies along it (Fisher 1958). Values chosen so flatter themselves, which the limits
 * above are for (as LightGBM has them).
 */
export function bestLevels(
  sums: Float64Array,
  { feature, count }: { readonly feature: number; readonly count: number },
  judge: Judge,
  best: Candidate,
): void {
  const { node } = judge;
  const { shift } = judge.packed;
  const base = feature * SLOTS;
  const rowsPer = node.rows / node.curvature;
  const used: { readonly bin: number; readonly sum: number; readonly rank: number; readonly rows: number }[] = [];
  let present = 0;
  for (let bin = 0; bin < count; bin++) {
    const sum = sums[base + bin]!; // ! a bin
    if (sum === 0) continue;
    present++;
    const gradient = Math.floor(sum / shift);
    const curvature = sum - gradient * shift;
    const rows = curvature * rowsPer;
    if (rows < LEVEL_ROWS && count > ALONE + 1) continue;
    used.push({ bin, sum, rows, rank: gradient / (curvature + LEVEL_ROWS / rowsPer) });
  }
  if (present < 2) return;
  if (present <= ALONE) {
    for (const { bin, sum } of used) offer(judge, { feature, sum, bins: () => [bin], ridge: judge.ridge }, best);
    return;
  }
  used.sort((a, b) => a.rank - b.rank || a.bin - b.bin);
  const most = Math.min(LEVELS_MAX, Math.ceil(used.length / 2));
  const ridge = judge.ridge + RIDGE / judge.packed.curvatureUnit;
  for (const order of [used, used.toReversed()]) {
    let sum = 0;
    let fresh = 0;
    for (let k = 0; k < most && k < order.length; k++) {
      sum += order[k]!.sum; // ! k < length
      fresh += order[k]!.rows; // ! k < length
      if (fresh < Math.min(STEP_ROWS, judge.rules.rowsMin)) continue;
      if (offer(judge, { feature, sum, bins: () => order.slice(0, k + 1).map(({ bin }) => bin), ridge }, best))
        fresh = 0;
    }
  }
}

interface Offer {
  readonly feature: number;
  readonly sum: number;
  readonly bins: () => readonly number[];
  readonly ridge: number;
}

/** Takes the set where it is allowed and better; whether it was allowed. */
function offer(judge: Judge, { feature, sum, bins, ridge }: Offer, best: Candidate): boolean {
  const { node, curvatureMin } = judge;
  const gradient = Math.floor(sum / judge.packed.shift);
  const curvature = sum - gradient * judge.packed.shift;
  const other = node.curvature - curvature;
  if (curvature < curvatureMin || other < curvatureMin) return false;
  const gain =
    gainOf(gradient, curvature + ridge) +
    gainOf(node.gradient - gradient, other + ridge) -
    gainOf(node.gradient, node.curvature + judge.ridge);
  if (gain > best.gain) {
    best.gain = gain;
    best.feature = feature;
    best.levelBins = bins();
    best.sum = sum;
  }
  return true;
}
