import { boundValue, type Candidate, gainOf, type Judge } from './candidate.ts';
import { SLOTS } from './histogram.ts';

interface OneFeature {
  readonly feature: number;
  readonly count: number;
  readonly sign: number;
}

/**
 * Tries every cut of one feature, with what is missing on the right and, where something is, on the left. The hot loop
 * of a small table: no allocation, sums unpacked by one floor.
 */
export function bestCut(sums: Float64Array, { feature, count, sign }: OneFeature, judge: Judge, best: Candidate): void {
  const { node, ridge, curvatureMin } = judge;
  const { shift } = judge.packed;
  const perShift = 1 / shift;
  const base = feature * SLOTS;
  const missing = sums[base]!; // ! a bin, here and below
  const isBound = sign !== 0 || node.low > -Infinity || node.high < Infinity;
  const { gradient: allGradient, curvature: allCurvature } = node;
  const own = gainOf(allGradient, allCurvature + ridge);
  let most = best.gain;
  const last = missing === 0 ? count - 2 : count - 1;
  for (let sides = missing === 0 ? 1 : 2; sides > 0; sides--) {
    let left = sides === 2 ? missing : 0;
    for (let bin = 1; bin <= last; bin++) {
      const here = sums[base + bin]!; // ! in range, as above
      if (here === 0) continue;
      left += here;
      // A power of two: the product is exact.
      const gradient = Math.floor(left * perShift);
      const curvature = left - gradient * shift;
      if (curvature < curvatureMin) continue;
      const other = allCurvature - curvature;
      if (other < curvatureMin) break;
      const rest = allGradient - gradient;
      const gain = isBound
        ? boundGain(judge, { gradient, curvature, sign })
        : (gradient * gradient) / (curvature + ridge) + (rest * rest) / (other + ridge) - own;
      if (gain > most) {
        most = gain;
        best.gain = gain;
        best.feature = feature;
        best.bin = bin;
        best.isMissingLeft = sides === 2;
        best.levelBins = null;
        best.sum = left;
      }
    }
  }
}

interface Part {
  readonly gradient: number;
  readonly curvature: number;
  readonly sign: number;
}

/** The gain where values are held between bounds; none where the children stand in the wrong order. */
function boundGain(judge: Judge, { gradient, curvature, sign }: Part): number {
  const { node } = judge;
  const left = boundValue(judge, gradient, curvature);
  const right = boundValue(judge, node.gradient - gradient, node.curvature - curvature);
  if (sign * (right - left) < 0) return 0;
  const whole = boundValue(judge, node.gradient, node.curvature);
  return (
    takenBy(judge, { gradient, curvature, value: left }) +
    takenBy(judge, { gradient: node.gradient - gradient, curvature: node.curvature - curvature, value: right }) -
    takenBy(judge, { gradient: node.gradient, curvature: node.curvature, value: whole })
  );
}

/** What a value takes off twice the loss of a part, in the unit of `gainOf`. */
function takenBy(
  { packed, ridge }: Judge,
  { gradient, curvature, value }: { readonly gradient: number; readonly curvature: number; readonly value: number },
): number {
  const scaled = (value * packed.curvatureUnit) / packed.gradientUnit;
  return -(2 * gradient + (curvature + ridge) * scaled) * scaled;
}
