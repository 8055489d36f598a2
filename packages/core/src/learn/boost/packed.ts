import { assert } from '../../std/assert.ts';

/**
 * Gradients and curvatures in one double a row: gradient × 2^shift + curvature, both whole numbers of a unit. Sums of
 * such doubles are exact up to 2^53, so a histogram adds one number where it would add two, the order of rows does not
 * matter, and what one child has is what the parent has less the other's, to the last bit.
 */
export interface Packed {
  /** n whole numbers. */
  readonly values: Float64Array;
  readonly shift: number;
  /** What 1 means in the upper and in the lower field. */
  readonly gradientUnit: number;
  readonly curvatureUnit: number;
}

/** Bits that both fields share. */
const BITS = 52;

/**
 * Packs n gradients and as many curvatures of 0 or more (null: all are 1). Units are as small as the sums allow: of a
 * million rows a gradient keeps about 6 bits at its mean size, of ten thousand 12. It is rounded up or down by chance
 * (`seed`), so that no sum is biased (Shi et al. 2022, "Quantized training of gradient boosting decision trees").
 */
export function packSlopes(
  gradient: Float64Array,
  curvature: Float64Array | null,
  { into, seed }: { readonly into: Float64Array; readonly seed: number },
): Packed {
  const n = gradient.length;
  assert(n < 2 ** 24, 'sums of more rows would leave no bits');
  const bitsOfRows = Math.ceil(Math.log2(n + 1));
  const lower = curvature === null ? bitsOfRows : BITS / 2;
  const shift = 2 ** lower;
  // A sum of n rounded numbers is at most the sum of them and n more.
  const gradientUnit = unitOf(gradient, 2 ** (BITS - lower) - n);
  const curvatureUnit = curvature === null ? 1 : unitOf(curvature, shift - n - 1);
  if (curvature === null) packAlike(gradient, { into, seed, shift, scale: 1 / gradientUnit });
  else packBoth(gradient, curvature, { into, seed, shift, scale: 1 / gradientUnit, curve: 1 / curvatureUnit });
  return { values: into, shift, gradientUnit, curvatureUnit };
}

function unitOf(values: Float64Array, sumMax: number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.abs(values[i]!); // ! i < n
  return total > 0 ? total / sumMax : 1;
}

interface Into {
  readonly into: Float64Array;
  readonly seed: number;
  readonly shift: number;
  readonly scale: number;
}

function packAlike(gradient: Float64Array, { into, seed, shift, scale }: Into): void {
  let state = stateOf(seed);
  for (let i = 0; i < gradient.length; i++) {
    state = stirred(state);
    into[i] = Math.floor(gradient[i]! * scale + (state >>> 0) / 2 ** 32) * shift + 1; // ! i < n
  }
}

function packBoth(
  gradient: Float64Array,
  curvature: Float64Array,
  { into, seed, shift, scale, curve }: Into & { readonly curve: number },
): void {
  let state = stateOf(seed);
  for (let i = 0; i < gradient.length; i++) {
    state = stirred(state);
    const upper = Math.floor(gradient[i]! * scale + (state >>> 16) / 2 ** 16); // ! i < n
    into[i] = upper * shift + Math.floor(curvature[i]! * curve + (state & 0xffff) / 2 ** 16); // ! i < n
  }
}

/** Never 0, where the generator would stay. */
const stateOf = (seed: number): number => (Math.imul(seed + 1, 0x9e3779b1) ^ 0x6d2b79f5) | 1;

/** Marsaglia's xorshift with 32 bits: enough for rounding, and a nanosecond. */
function stirred(state: number): number {
  const a = state ^ (state << 13);
  const b = a ^ (a >>> 17);
  return b ^ (b << 5);
}
