import type { Binned } from './binned.ts';
import { boundValue, type Candidate, type Judge, type NodeSums } from './candidate.ts';
import { SLOTS } from './histogram.ts';
import { bestLevels } from './split-levels.ts';
import { bestCut } from './split-numbers.ts';

/** The best way to part a node. */
export interface Split {
  readonly gain: number;
  readonly feature: number;
  /** Bins that go left. */
  readonly goesLeft: Uint8Array;
  /** The last bin of numbers that goes left; null for levels. */
  readonly bin: number | null;
  /** Whether the node has rows in bin 0. */
  readonly hasMissing: boolean;
  readonly left: NodeSums;
  readonly right: NodeSums;
}

/** The split of a node that lowers the loss most; null where none is allowed or helps. O(bins of all features). */
export function bestSplit(binned: Binned, sums: Float64Array, judge: Judge): Split | null {
  const best: Candidate = { gain: 0, feature: -1, bin: -1, isMissingLeft: false, levelBins: null, sum: 0 };
  binned.features.forEach((bins, f) => {
    const count = binned.counts[f]!; // ! a feature
    if (bins.kind === 'level') bestLevels(sums, { feature: f, count }, judge, best);
    else bestCut(sums, { feature: f, count, sign: judge.rules.monotone?.[f] ?? 0 }, judge, best);
  });
  return best.feature < 0 ? null : splitOf(best, sums[best.feature * SLOTS] !== 0, judge);
}

function splitOf(best: Candidate, hasMissing: boolean, judge: Judge): Split {
  const { node, packed, rules } = judge;
  const gradient = Math.floor(best.sum / packed.shift);
  const curvature = best.sum - gradient * packed.shift;
  const isNumber = best.levelBins === null;
  const goesLeft = new Uint8Array(SLOTS);
  if (isNumber) {
    goesLeft.fill(1, 1, best.bin + 1);
    goesLeft[0] = best.isMissingLeft ? 1 : 0;
  } else for (const bin of best.levelBins ?? []) goesLeft[bin] = 1;
  const sign = isNumber ? (rules.monotone?.[best.feature] ?? 0) : 0;
  const at = [
    boundValue(judge, gradient, curvature),
    boundValue(judge, node.gradient - gradient, node.curvature - curvature),
  ] as const;
  const middle = (at[0] + at[1]) / 2;
  const rows = Math.round((node.rows * curvature) / node.curvature);
  return {
    gain: best.gain,
    feature: best.feature,
    goesLeft,
    bin: isNumber ? best.bin : null,
    hasMissing,
    left: {
      rows,
      gradient,
      curvature,
      low: sign < 0 ? middle : node.low,
      high: sign > 0 ? middle : node.high,
    },
    right: {
      rows: node.rows - rows,
      gradient: node.gradient - gradient,
      curvature: node.curvature - curvature,
      low: sign > 0 ? middle : node.low,
      high: sign < 0 ? middle : node.high,
    },
  };
}
