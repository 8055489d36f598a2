import { makeRandom } from '../../std/random.ts';

const RESAMPLES = 2000;

/**
 * The sum of a series of periods that hang together, with a 95 % interval: a moving-block bootstrap (Künsch 1989),
 * whose blocks of neighbours keep what a season does. Null with fewer than three blocks. O(resamples × periods).
 */
export function blockInterval(
  series: Float64Array,
  { block, seed }: { readonly block: number; readonly seed: number },
): readonly [number, number] | null {
  const n = series.length;
  if (n < 3 * block) return null;
  const random = makeRandom(seed);
  const starts = n - block + 1;
  const sums = new Float64Array(starts);
  for (let from = 0; from < starts; from++) {
    for (let k = 0; k < block; k++) sums[from]! += series[from + k]!; // ! within
  }
  const blocks = n / block;
  const totals = Float64Array.from({ length: RESAMPLES }, () => {
    let total = 0;
    for (let k = 0; k < Math.floor(blocks); k++) total += sums[Math.floor(random() * starts)]!; // ! a start
    return (total * blocks) / Math.floor(blocks);
  }).sort();
  const at = (share: number): number => totals[Math.round(share * (RESAMPLES - 1))]!; // ! a resample
  return [at(0.025), at(0.975)];
}
