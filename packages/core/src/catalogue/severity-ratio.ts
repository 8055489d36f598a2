/**
 * Sums of cost over all costs from `from` to 1: of what a false positive costs, ∫ c u(c) dc, and of what a missed case
 * costs, ∫ (1 - c) u(c) dc, for u the density Beta(2, second) of Hand and Anagnostopoulos, where `second` is
 * 1 + negatives / positives. In closed form, because the first parameter is whole. All terms are above 0, so that no
 * digit is lost; a stretch of costs is a difference of two of them, right to 1e-16 of all costs.
 */
export function costsAbove(from: number, second: number): { readonly needless: number; readonly missed: number } {
  if (from >= 1) return { needless: 0, missed: 0 };
  const rest = Math.exp(second * Math.log1p(-from));
  const x = second * from;
  return {
    needless: (2 / (second + 2)) * rest * (1 + x + (x * (x + from)) / 2),
    missed: (second / (second + 2)) * rest * (1 - from) * (1 + x + from),
  };
}
