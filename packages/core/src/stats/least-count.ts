/** The least whole number of `low` to `high` at which a condition holds that stays true once it is; else `high`. */
export function leastCount(holds: (k: number) => boolean, { low, high }: { low: number; high: number }): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}
