/** Where to look for a root: the ends, at which the function differs in sign or is 0. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
}

/**
 * The place between `low` and `high` where the continuous function crosses 0, to the last digit that the function
 * gives. Both ends of the same sign: the end whose value is nearer to 0. At most 200 calls; no derivative.
 * Source: Brent 1973, chapter 4 (inverse quadratic steps, secants, halving where these are slow).
 */
export function rootOf(value: (x: number) => number, { low, high }: Bracket): number {
  let [a, b] = [low, high];
  let [fa, fb] = [value(a), value(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
  let [c, fc] = [a, fa];
  let step = b - a;
  let before = step;
  for (let call = 0; call < 200; call++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const smallest = 2 * Number.EPSILON * Math.abs(b) + Number.MIN_VALUE;
    const half = (c - b) / 2;
    if (Math.abs(half) <= smallest || fb === 0) return b;
    const guess = interpolated({ a, b, c, fa, fb, fc });
    const isGood = Math.abs(before) >= smallest && 2 * Math.abs(guess) < Math.abs(before) && guess * half > 0;
    if (isGood && Math.abs(guess) < 1.5 * Math.abs(half)) [before, step] = [step, guess];
    else [before, step] = [half, half];
    [a, fa] = [b, fb];
    b += Math.abs(step) > smallest ? step : Math.sign(half) * smallest;
    fb = value(b);
    if (fb > 0 === fc > 0) {
      [c, fc] = [a, fa];
      before = step = b - a;
    }
  }
  return b;
}

/** The step from b towards the root by the parabola in the other variable, or the secant while two points agree. */
function interpolated(at: { a: number; b: number; c: number; fa: number; fb: number; fc: number }): number {
  const { a, b, c, fa, fb, fc } = at;
  if (fa === fb) return 0;
  const s = fb / fa;
  if (a === c) return ((c - b) * s) / (s - 1);
  const q = fa / fc;
  const r = fb / fc;
  const top = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return -top / ((q - 1) * (r - 1) * (s - 1));
}
