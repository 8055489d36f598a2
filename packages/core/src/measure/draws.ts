import type { Random } from '../std/random.ts';

/** Leaving out 2,000 or more units one by one tells no more than leaving out 200 random groups of them. */
export const JACKKNIFE_GROUPS = 200;

/**
 * Beyond this many copies in a part, each cell gets a Poisson number of its own: the same spread, without the draws.
 */
const MOST_SINGLE_DRAWS = 2_000;

/** What is drawn from: how often each unit stands there, in parts that keep their sizes. */
export interface Drawn {
  readonly copies: Float64Array;
  readonly parts: readonly Int32Array[];
  readonly isCounted: boolean;
}

/** As many copies as there were, drawn with replacement within each part. */
export function drawCopies({ copies, parts, isCounted }: Drawn, random: Random): Float64Array {
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
export function* leaveCopiesOut(copies: Float64Array, random: Random): Iterable<Float64Array> {
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
