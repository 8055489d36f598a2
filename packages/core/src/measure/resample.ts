import { type Each, isGap } from '../catalogue/define.ts';
import { bca } from '../stats/bootstrap.ts';
import type { Bounds } from '../stats/proportion.ts';
import { makeRandom, type Random } from '../std/random.ts';
import { type Rows, takeRows } from '../table/rows.ts';
import { sizeOf } from './compress.ts';
import type { Estimate, Quantity } from './quantity.ts';

const MOST_DRAWS = 2000;
const FEWEST_DRAWS = 200;
/** Rows x draws: about two seconds of work. Larger tables get fewer draws, never fewer than 200. */
const MOST_WORK = 1e8;
const JACKKNIFE_GROUPS = 200;

/**
 * BCa bounds of any quantity: a resample is a change of weights, so that nothing is copied and any composition can be
 * asked again. Whole clusters are drawn where there are any. Null where resampling says nothing: fewer than two rows or
 * clusters, or more than one draw in twenty without a value. Cost: draws x rows. Source: Efron 1987; STATISTICS A3.
 */
export function resampledBounds(
  q: Quantity,
  estimate: Estimate,
  all: Rows,
  seed: number,
): ((tails: Bounds) => Bounds | null) | null {
  const rows = presentRows(all);
  // A ratio of sums needs no second look at the rows: its sums are weighed anew.
  const ratio = rows === all ? estimate.ratio : null;
  const units = unitsOf(rows, q.strata);
  if (units.count < 2) return null;
  const random = makeRandom(seed);
  const draws = Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, Math.floor(MOST_WORK / Math.max(rows.n, units.count))));
  const ask = (times: Float64Array): number | null => {
    if (ratio) return weighed(ratio, times, units.weight);
    const found = q.of({ ...rows, weight: times.map((t, i) => t * units.weight[i]!) }, 'value'); // ! n rows
    return isGap(found) ? null : found.value;
  };
  const resampled: number[] = [];
  for (let k = 0; k < draws; k++) {
    const found = ask(units.draw(random));
    if (found !== null) resampled.push(found);
  }
  const leftOut: number[] = [];
  for (const times of units.leaveOut(random)) {
    const found = ask(times);
    if (found === null) return null;
    leftOut.push(found);
  }
  if (resampled.length < 0.95 * draws) return null;
  return (tails) => bca(estimate.value, resampled, leftOut, tails);
}

function weighed({ top, bottom }: Each, times: Float64Array, weight: Float64Array): number | null {
  let [above, below] = [0, 0];
  for (let i = 0; i < times.length; i++) {
    const w = times[i]! * weight[i]!; // ! n rows
    above += w * top[i]!; // ! n rows
    below += w * bottom[i]!; // ! n rows
  }
  return below === 0 ? null : above / below;
}

/** Rows of weight 0 are no rows: they would be drawn as such. */
function presentRows(rows: Rows): Rows {
  if (rows.weight.every((w) => w > 0)) return rows;
  const present: number[] = [];
  for (let i = 0; i < rows.n; i++) if (rows.weight[i]! > 0) present.push(i); // ! i < n
  return takeRows(rows, present);
}

/** What is drawn: rows, copies of counted rows, or clusters. */
interface Units {
  readonly count: number;
  /** What a draw of a row's unit multiplies. */
  readonly weight: Float64Array;
  draw(random: Random): Float64Array;
  leaveOut(random: Random): Iterable<Float64Array>;
}

function unitsOf(rows: Rows, strata: 'label' | 'side' | null): Units {
  if (rows.cluster) return clusters(rows, rows.cluster);
  const parts = partsOf(rows, strata);
  const copies = rows.isCounted ? rows.weight : new Float64Array(rows.n).fill(1);
  return {
    count: sizeOf(rows),
    weight: rows.isCounted ? copies.map(() => 1) : rows.weight,
    draw: (random) => drawCopies({ copies, parts, isCounted: rows.isCounted }, random),
    leaveOut: (random) => leaveCopiesOut(copies, random),
  };
}

/** Row numbers by stratum; one part where there is none. */
function partsOf(rows: Rows, strata: 'label' | 'side' | null): readonly Int32Array[] {
  const key = strata === 'label' ? rows.roles.label : strata === 'side' ? rows.side : null;
  if (!key) return [Int32Array.from({ length: rows.n }, (_, i) => i)];
  const parts = new Map<number, number[]>();
  for (let i = 0; i < rows.n; i++) {
    const part = parts.get(key[i]!) ?? []; // ! i < n
    part.push(i);
    parts.set(key[i]!, part); // ! i < n
  }
  return [...parts.values()].map((part) => Int32Array.from(part));
}

/**
 * Beyond this many copies in a part, each cell gets a Poisson number of its own: the same spread, without the draws.
 */
const MOST_SINGLE_DRAWS = 2_000;

interface Drawn {
  readonly copies: Float64Array;
  readonly parts: readonly Int32Array[];
  readonly isCounted: boolean;
}

/** As many copies as there were, drawn with replacement within each part. */
function drawCopies({ copies, parts, isCounted }: Drawn, random: Random): Float64Array {
  const times = new Float64Array(copies.length);
  for (const part of parts) {
    if (isCounted && total(copies, part) > MOST_SINGLE_DRAWS) {
      for (let k = 0; k < part.length; k++) times[part[k]!] = poisson(copies[part[k]!]!, random); // ! k < part
      continue;
    }
    let size = 0;
    const upTo = new Float64Array(part.length);
    for (let k = 0; k < part.length; k++) upTo[k] = size += copies[part[k]!]!; // ! k < part
    const isSingle = size === part.length;
    for (let draw = 0; draw < size; draw++) {
      const at = Math.floor(random() * size);
      times[part[isSingle ? at : firstAbove(upTo, at)]!]!++; // ! below the size
    }
  }
  return times;
}

function total(copies: Float64Array, part: Int32Array): number {
  let size = 0;
  for (let k = 0; k < part.length; k++) size += copies[part[k]!]!; // ! k < part
  return size;
}

/**
 * A Poisson number: by inversion of one uniform below 30, else the rounded normal (resampling needs two moments of it).
 */
function poisson(mean: number, random: Random): number {
  if (mean >= 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let term = Math.exp(-mean);
  let rest = random() - term;
  let times = 0;
  while (rest > 0 && times < 200) {
    times++;
    term *= mean / times;
    rest -= term;
  }
  return times;
}

function firstAbove(upTo: Float64Array, value: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    // ! low <= middle <= high
    if (upTo[middle]! > value)
      high = middle; // ! inside
    else low = middle + 1;
  }
  return low;
}

/** Each copy left out once; beyond 2,000 copies, 200 random groups of them. */
function* leaveCopiesOut(copies: Float64Array, random: Random): Iterable<Float64Array> {
  const size = copies.reduce((a, b) => a + b, 0);
  if (size <= 2000) {
    for (let i = 0; i < copies.length; i++) {
      const without = copies.slice();
      without[i]!--; // ! i < n
      for (let k = 0; k < copies[i]!; k++) yield without; // ! i < n
    }
    return;
  }
  const out = Array.from({ length: JACKKNIFE_GROUPS }, () => new Map<number, number>());
  let next = Math.floor(random() * JACKKNIFE_GROUPS);
  for (let i = 0; i < copies.length; i++) {
    for (let k = 0; k < copies[i]!; k++) {
      // ! i < n
      const group = out[next]!; // ! below 200
      group.set(i, (group.get(i) ?? 0) + 1);
      next = (next + 1) % JACKKNIFE_GROUPS;
    }
  }
  for (const group of out) {
    const without = copies.slice();
    for (const [row, times] of group) without[row]! -= times; // ! a row
    yield without;
  }
}

function clusters(rows: Rows, cluster: Int32Array): Units {
  const codes = [...new Set(cluster)];
  const placeOf = new Map(codes.map((code, place) => [code, place]));
  const place = Int32Array.from(cluster, (code) => placeOf.get(code)!); // ! every code was listed
  const spread = (byPlace: Float64Array): Float64Array => Float64Array.from(place, (at) => byPlace[at]!); // ! a place
  return {
    count: codes.length,
    weight: rows.weight,
    draw(random) {
      const times = new Float64Array(codes.length);
      for (let k = 0; k < codes.length; k++) times[Math.floor(random() * codes.length)]!++; // ! below its length
      return spread(times);
    },
    *leaveOut() {
      for (let k = 0; k < codes.length; k++) yield spread(new Float64Array(codes.length).fill(1).fill(0, k, k + 1));
    },
  };
}
