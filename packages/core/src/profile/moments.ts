/** Centred moments of numbers, mergeable, with both ends. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Sums (not means) of the second, third and fourth powers of the deviations from the mean. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** Infinity and -Infinity where there is no number. */
  readonly least: number;
  readonly greatest: number;
}

/** The moments of no number. */
export const NO_MOMENTS: Moments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0, least: Infinity, greatest: -Infinity };

/**
 * The moments of both together (Pébay 2008, equations 1.5 to 2.2). Exact for n and the ends; the rest agrees with one
 * pass over all to about 1e-12 of the scale of the data. What would be too great for a double is the greatest one.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const delta = b.mean - a.mean;
  const part = delta / n;
  const cross = delta * part * a.n * b.n;
  const m3 = a.m3 + b.m3 + cross * part * (a.n - b.n) + 3 * part * (a.n * b.m2 - b.n * a.m2);
  const m4 =
    a.m4 +
    b.m4 +
    cross * part * part * (a.n * a.n - a.n * b.n + b.n * b.n) +
    6 * part * part * (a.n * a.n * b.m2 + b.n * b.n * a.m2) +
    4 * part * (a.n * b.m3 - b.n * a.m3);
  return {
    n,
    // The difference of two means near the ends of the range of doubles is infinite; shares of them are not.
    mean: Number.isFinite(delta) ? a.mean + part * b.n : a.mean * (a.n / n) + b.mean * (b.n / n),
    m2: clip(a.m2 + b.m2 + cross),
    m3: clip(m3),
    m4: clip(m4),
    least: Math.min(a.least, b.least),
    greatest: Math.max(a.greatest, b.greatest),
  };
}

/**
 * The moments of the first n values: two passes, so that numbers far from 0 keep their digits. A block of a few
 * thousand values stays in the cache of the processor between the passes.
 */
export function momentsOfBlock(values: Float64Array, n: number): Moments {
  if (n === 0) return NO_MOMENTS;
  let total = 0;
  let [least, greatest] = [Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const value = values[i]!; // ! i < n
    total += value;
    least = value < least ? value : least;
    greatest = value > greatest ? value : greatest;
  }
  const mean = clip(total / n);
  let m1 = 0;
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  for (let i = 0; i < n; i++) {
    const d = values[i]! - mean; // ! i < n
    const square = d * d;
    m1 += d;
    m2 += square;
    m3 += square * d;
    m4 += square * square;
  }
  // What rounding left in the mean is taken out of the sums again.
  const shift = m1 / n;
  return {
    n,
    mean: clip(mean + shift),
    m2: clip(m2 - shift * m1),
    m3: clip(m3 - 3 * shift * m2 + 2 * shift * shift * m1),
    m4: clip(m4 - 4 * shift * m3 + 6 * shift * shift * m2),
    least,
    greatest,
  };
}

const clip = (x: number): number =>
  Number.isNaN(x) ? Number.MAX_VALUE : Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x));

/** The standard deviation by n - 1, or null for fewer than two numbers. */
export const deviationOf = ({ n, m2 }: Moments): number | null => (n < 2 ? null : Math.sqrt(m2 / (n - 1)));
