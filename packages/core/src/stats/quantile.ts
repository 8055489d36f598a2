/** How a quantile between two rows is chosen, by numpy's names: the nine of Hyndman and Fan 1996, and four more. */
export type QuantileRule = keyof typeof PLACES;

/**
 * The p-quantile of values in ascending order, p 0 to 1; null for none. `linear` (the default) goes straight between
 * the rows at p (n - 1). Sources: Hyndman and Fan 1996; the discontinuous rules as numpy 2 defines them. O(1).
 */
export function quantileOf(sorted: ArrayLike<number>, p: number, rule: QuantileRule = 'linear'): number | null {
  const n = sorted.length;
  if (n === 0) return null;
  const place = Math.min(Math.max(PLACES[rule](p, n), 0), n - 1);
  const lower = Math.floor(place);
  const low = sorted[lower]!; // ! 0 <= lower < n
  const high = sorted[Math.min(lower + 1, n - 1)]!; // ! as above
  const part = place - lower;
  // From the nearer end, so that equal neighbours and whole places come out exactly.
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

/** The place among rows 0 to n-1, fractional between two rows. */
const PLACES = {
  linear: (p: number, n: number) => p * (n - 1),
  lower: (p: number, n: number) => Math.floor(p * (n - 1)),
  higher: (p: number, n: number) => Math.ceil(p * (n - 1)),
  midpoint: (p: number, n: number) => (Math.floor(p * (n - 1)) + Math.ceil(p * (n - 1))) / 2,
  nearest: (p: number, n: number) => roundHalfEven(p * (n - 1)),
  hazen: (p: number, n: number) => n * p - 0.5,
  weibull: (p: number, n: number) => (n + 1) * p - 1,
  medianUnbiased: (p: number, n: number) => (n + 1 / 3) * p - 2 / 3,
  normalUnbiased: (p: number, n: number) => (n + 1 / 4) * p - 5 / 8,
  interpolatedInvertedCdf: (p: number, n: number) => n * p - 1,
  invertedCdf: (p: number, n: number) => Math.ceil(n * p) - 1,
  averagedInvertedCdf: (p: number, n: number) => (Math.ceil(n * p) + Math.floor(n * p) + 1) / 2 - 1,
  closestObservation: (p: number, n: number) => roundHalfEven(n * p) - 1,
};

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const part = x - floor;
  if (part !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
