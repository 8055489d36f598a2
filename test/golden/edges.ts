/**
 * The scores with those that stand on an inner edge of equal bins moved down by one rounding: golden puts them into the
 * lower bin, we into the upper one. The value itself moves by less than its last digit.
 */
export const belowEdges = (score: readonly number[], bins: number): number[] =>
  score.map((value) => {
    const k = Math.round(value * bins);
    return k > 0 && k < bins && Math.abs(value - k / bins) < 1e-15 ? value * (1 - 2 ** -50) : value;
  });
