import type { Random } from '../std/random.ts';

/**
 * A random number of hits in n trials, each with chance p: by inversion of one uniform where few are expected, else the
 * rounded normal, which is enough for a band.
 */
export function binomialDraw(n: number, p: number, random: Random): number {
  if (n * p * (1 - p) > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.min(n, Math.max(0, Math.round(n * p + normal * Math.sqrt(n * p * (1 - p)))));
  }
  // Counted from the rarer end, where the chance of none is no smaller than exp(-84).
  const rare = Math.min(p, 1 - p);
  let term = (1 - rare) ** n;
  let rest = random() - term;
  let times = 0;
  while (rest > 0 && times < n) {
    term *= ((n - times) / (times + 1)) * (rare / (1 - rare));
    rest -= term;
    times++;
  }
  return p > 0.5 ? n - times : times;
}
