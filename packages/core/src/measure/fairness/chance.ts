import { hypergeometricLogPmf, type Urn } from '../../stats/hypergeometric.ts';
import type { Random } from '../../std/random.ts';
import { makeRandom } from '../../std/random.ts';
import type { GroupSums } from './sums.ts';

const DRAWS = 200;
/** From this variance on a draw from an urn is a rounded normal number. */
const MANY = 25;

/**
 * How far the highest and the lowest group lie apart on average if it is only chance who is in which: the groups of the
 * rows are dealt out again, among those that the rate counts (cases for recall, yes answers for precision), sizes kept.
 * For plain shares that is an urn, drawn by counts; for means the normal law with the moments of dealing out; where
 * rows have weights or clusters, the covariance that they show. O(draws groups), whatever the number of rows.
 */
export function apartByChance(
  sums: GroupSums,
  compared: readonly number[],
  worlds: Float64Array,
  seed: number,
): number {
  if (sums.isPlain && sums.isShare) return fromUrn(sums, compared, makeRandom(seed));
  const deviation = sums.isPlain ? pooledDeviations(sums, compared) : ownDeviations(sums, compared);
  let total = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let [high, low] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    compared.forEach((g, k) => {
      const value = deviation[k]! * worlds[draw * sums.size + g]!; // ! a group, a draw
      high = Math.max(high, value);
      low = Math.min(low, value);
    });
    total += high - low;
  }
  return total / DRAWS;
}

/** Dealing out moves all groups by what is common; what is left is independent, with the variance of all rows. */
function pooledDeviations({ top, bottom, rows, covariance, size }: GroupSums, compared: readonly number[]): number[] {
  let above = 0;
  let below = 0;
  let within = 0;
  for (const g of compared) {
    above += top[g]!; // ! a group, here and below
    below += bottom[g]!; // !
    within += covariance[g * size + g]! * rows[g]! * (rows[g]! - 1); // !
  }
  const mean = above / below;
  let total = 0;
  for (const g of compared) {
    within += rows[g]! * (top[g]! / bottom[g]! - mean) ** 2; // ! a group, here and below
    total += rows[g]!; // !
  }
  const variance = within / Math.max(1, total - 1);
  return compared.map((g) => Math.sqrt(variance / rows[g]!)); // ! a group
}

const ownDeviations = ({ covariance, size }: GroupSums, compared: readonly number[]): number[] =>
  compared.map((g) => Math.sqrt(covariance[g * size + g]!)); // ! a group

function fromUrn({ top, bottom }: GroupSums, compared: readonly number[], random: Random): number {
  const sizes = compared.map((g) => bottom[g]!); // ! a group
  const population = sizes.reduce((a, b) => a + b, 0);
  const marked = compared.reduce((sum, g) => sum + top[g]!, 0); // ! a group
  let total = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const left = { population, marked, drawn: 0 };
    let high = 0;
    let low = 1;
    for (const drawn of sizes) {
      left.drawn = drawn;
      const found = drawMarked(left, random);
      left.population -= drawn;
      left.marked -= found;
      high = Math.max(high, found / drawn);
      low = Math.min(low, found / drawn);
    }
    total += high - low;
  }
  return total / DRAWS;
}

/** How many of those that are drawn are marked: from the mode outwards, or a rounded normal number where it varies. */
export function drawMarked(urn: Urn, random: Random): number {
  const { population, marked, drawn } = urn;
  const least = Math.max(0, drawn + marked - population);
  const most = Math.min(drawn, marked);
  if (least === most) return least;
  const share = marked / population;
  const variance = (drawn * share * (1 - share) * (population - drawn)) / Math.max(1, population - 1);
  if (variance >= MANY) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.min(most, Math.max(least, Math.round(drawn * share + Math.sqrt(variance) * normal)));
  }
  const mode = Math.min(most, Math.max(least, Math.floor(((drawn + 1) * (marked + 1)) / (population + 2))));
  const atMode = Math.exp(hypergeometricLogPmf(mode, urn));
  let rest = random() - atMode;
  let [up, down, above, below] = [mode, mode, atMode, atMode];
  while (rest > 0 && (up < most || down > least)) {
    if (up < most) {
      above *= ((marked - up) * (drawn - up)) / ((up + 1) * (population - marked - drawn + up + 1));
      up++;
      rest -= above;
      if (rest <= 0) return up;
    }
    if (down > least) {
      below *= (down * (population - marked - drawn + down)) / ((marked - down + 1) * (drawn - down + 1));
      down--;
      rest -= below;
      if (rest <= 0) return down;
    }
    if (above + below < 1e-15) break;
  }
  return mode;
}
