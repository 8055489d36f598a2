/**
 * w - log(1 + w) for w > -1, at least 0: the deviance of a count, per unit. `ratio` is 1 + w as the caller knows it:
 * beside 0 it has the digits that w lost. Of relative precision about w = 0, where the plain form cancels.
 * Source: Loader 2000, "Fast and accurate computation of binomial probabilities".
 */
export function excessOf(w: number, ratio: number): number {
  if (w < -0.5 || w > 1) return w - Math.log(ratio);
  // log(1 + w) = 2 atanh(r) with r = w / (2 + w); its first term leaves w r, the others shrink like r².
  const r = w / (2 + w);
  const square = r * r;
  let tail = 0;
  let power = square;
  for (let k = 3; k < 60; k += 2) {
    const next = tail + power / k;
    if (next === tail) break;
    tail = next;
    power *= square;
  }
  return r * (w - 2 * tail);
}
