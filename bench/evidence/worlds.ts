import { normalCdf, normalQuantile } from '../../packages/core/src/stats/normal.ts';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { type Draws, drawsFrom } from './draws.ts';

/**
 * The null worlds of STATISTICS 2.5: each stream is a feature whose rows are normal around a daily level; a day
 * has ROWS rows, which are counted in BINS deciles of the reference and drawn as counts. The text does not say how its
 * worlds were made; these were chosen so that PSI > 0.1 and PSI > 0.2 alarm about as often as it reports.
 */
export const WORLDS = ['iid', 'season', 'overdisp', 'heavy', 'AR.3', 'AR.6', 'AR-mixed', 'common-factor'] as const;
export type World = (typeof WORLDS)[number];

export const ROWS = 500;
export const BINS = 10;
export const REFERENCE_DAYS = 56;

const EDGES = Array.from({ length: BINS - 1 }, (_, j) => normalQuantile((j + 1) / BINS));
/** Deviation between streams of the shift that weekends bring. */
const WEEKEND = 0.26;
/** A day's shares vary as Dirichlet shares of this many rows do. */
const DIRICHLET = 280;
/** Deviation of the daily level in the worlds where that is autocorrelated or common. */
const LEVEL = 0.17;

/** A shift of the level of some streams from some day on. */
export interface Shift {
  readonly size: number;
  readonly from: number;
  readonly streams: number;
}

/** The counts of day after day: `next` gives streams x BINS counts, in one array that is written again each day. */
export function playWorld(world: World, given: { seed: number; streams: number; shift?: Shift }): () => Float64Array {
  const draws = drawsFrom(makeRandom(given.seed));
  const { streams, shift } = given;
  const counts = new Float64Array(streams * BINS);
  const levels = new Float64Array(streams);
  const persistence = Float64Array.from(levels, () => persistenceIn(world, draws));
  const isSeason = world === 'season' || world === 'overdisp' || world === 'heavy';
  const weekends = Float64Array.from(levels, () => (isSeason ? WEEKEND * draws.normal() : 0));
  for (let k = 0; k < streams; k++) levels[k] = LEVEL * draws.normal();
  let day = -1;
  return () => {
    day++;
    const common = draws.normal();
    for (let k = 0; k < streams; k++) {
      let level = day % 7 >= 5 ? weekends[k]! : 0; // ! k < streams, here and below
      if (persistence[k]! >= 0) level += levels[k] = nextLevel(levels[k]!, persistence[k]!, draws); // !
      if (world === 'common-factor') level += LEVEL * (Math.sqrt(0.6) * common + Math.sqrt(0.4) * draws.normal());
      if (shift && day >= shift.from && k < shift.streams) level += shift.size;
      drawDay(world, level, draws, counts.subarray(k * BINS, (k + 1) * BINS));
    }
    return counts;
  };
}

/** Lag-1 correlation of a stream's level, or -1 where the level does not vary by itself. */
function persistenceIn(world: World, draws: Draws): number {
  if (world === 'AR.3') return 0.3;
  if (world === 'AR.6') return 0.6;
  return world === 'AR-mixed' ? 0.8 * draws.uniform() : -1;
}

const nextLevel = (level: number, phi: number, draws: Draws): number =>
  phi * level + LEVEL * Math.sqrt(1 - phi * phi) * draws.normal();

function drawDay(world: World, level: number, draws: Draws, into: Float64Array): void {
  let below = 0;
  for (let j = 0; j < BINS; j++) {
    const upTo = j < BINS - 1 ? cdf(EDGES[j]! - level) : 1; // ! j < edges
    into[j] = upTo - below;
    below = upTo;
  }
  if (world === 'overdisp' || world === 'heavy') {
    const size = world === 'heavy' ? (DIRICHLET * draws.gamma(2.5)) / 2.5 : DIRICHLET;
    let total = 0;
    for (let j = 0; j < BINS; j++) total += into[j] = draws.gamma(Math.max(1e-3, size * into[j]!)); // ! j < BINS
    for (let j = 0; j < BINS; j++) into[j]! /= total; // ! as above
  }
  let [rows, mass] = [ROWS, 1];
  for (let j = 0; j < BINS - 1; j++) {
    const share = into[j]!; // ! as above
    into[j] = draws.binomial(rows, Math.min(1, share / mass));
    rows -= into[j]!; // ! as above
    mass -= share;
  }
  into[BINS - 1] = rows;
}

/** The distribution function between steps of 1/256, straight: exact to 1e-6, and the worlds ask for it 600 M times. */
const STEPS = 256;
const TABLE = Float64Array.from({ length: 16 * STEPS + 2 }, (_, i) => normalCdf(i / STEPS - 8));

function cdf(z: number): number {
  const place = Math.min(16, Math.max(0, z + 8)) * STEPS;
  const at = Math.floor(place);
  return TABLE[at]! + (place - at) * (TABLE[at + 1]! - TABLE[at]!); // ! the table has one more place
}
