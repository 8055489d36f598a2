import { type Bounds, wilson } from '../../stats/proportion.ts';

/** Rows of one kind: how late the labels came that came, and how old the rows are that still wait. */
export interface Waiting {
  /** By labelled row: from the answer to its label. Any unit of time. */
  readonly delays: Float64Array;
  /** By row without a label: from its answer to now. */
  readonly ages: Float64Array;
}

/** How likely a label has come by what age: steps at the delays that were seen. */
export interface LabelDelay {
  readonly ages: Float64Array;
  /** The share that has come by then, rising. */
  readonly arrived: Float64Array;
  /** Rows that still waited just before, and the sum of Greenwood (1926) up to then. */
  readonly waiting: Float64Array;
  readonly spread: Float64Array;
  /** Rows that waited longer than any label took. */
  readonly beyond: number;
  /** The oldest row: beyond nothing is known. */
  readonly oldest: number;
}

/**
 * The delay of labels by Kaplan and Meier (1958): a row that waits says that its label takes longer than its age.
 * Without it the labels that are there look quicker than labels are, since the slow ones of young rows are not there
 * yet. Source: STATISTICS 3.6, A16. O(n log n).
 */
export function labelDelay({ delays, ages }: Waiting): LabelDelay {
  const [came, waits] = [delays.slice().sort(), ages.slice().sort()];
  const steps: number[] = [];
  const arrived: number[] = [];
  const waiting: number[] = [];
  const spread: number[] = [];
  let [left, gone, sum] = [1, 0, 0];
  for (let k = 0; k < came.length; ) {
    const age = came[k]!; // ! k < length
    let end = k;
    while (end < came.length && came[end] === age) end++;
    // A row whose age is this delay still waited when the label came.
    while (gone < waits.length && waits[gone]! < age) gone++; // ! gone < length
    const [there, now] = [came.length - k + waits.length - gone, end - k];
    left *= 1 - now / there;
    // Where nobody is left the sum has no end; the share that is left is 0 all the same.
    if (there > now) sum += now / (there * (there - now));
    steps.push(age);
    arrived.push(1 - left);
    waiting.push(there);
    spread.push(sum);
    k = end;
  }
  const oldest = Math.max(came.at(-1) ?? 0, waits.at(-1) ?? 0);
  return {
    ages: Float64Array.from(steps),
    arrived: Float64Array.from(arrived),
    waiting: Float64Array.from(waiting),
    spread: Float64Array.from(spread),
    beyond: waits.filter((age) => age >= (came.at(-1) ?? 0)).length,
    oldest,
  };
}

/** The share of labels that have come by an age. O(log n). */
export function arrivedBy(delay: LabelDelay, age: number): number {
  const at = stepAt(delay, age);
  return at < 0 ? 0 : delay.arrived[at]!; // ! a step
}

/** The last step that is not later than an age; -1 before the first. */
function stepAt({ ages }: LabelDelay, age: number): number {
  let [low, high] = [0, ages.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBefore = ages[middle]! <= age; // ! below the length
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** How many of the rows that wait will get a label. */
export interface StillToCome {
  readonly expected: number;
  /** 95 %, between none and all of them: by the draw of their labels, and by how well the delay is known. */
  readonly interval: Bounds;
}

const Z = 1.959963984540054;

/** The share of rows of an age without a label that will get one, and how well that is known. */
export interface ShareToCome {
  readonly share: number;
  readonly interval: Bounds;
}

/**
 * Which share of rows that wait since `age` will get a label until the age of the oldest row, 1 - S(oldest) / S(age);
 * below 0 that of all rows. What comes later nobody has seen yet. The interval is Wilson's for as many rows as
 * Greenwood's variance says that it rests on. O(log n).
 */
export function shareToCome(delay: LabelDelay, age: number): ShareToCome {
  const last = delay.ages.length - 1;
  if (last < 0) return { share: 0, interval: [0, 1] };
  const at = stepAt(delay, age);
  const left = 1 - delay.arrived[last]!; // ! a step, here and below
  const now = at < 0 ? 1 : 1 - delay.arrived[at]!; // ! as above
  const share = now > 0 ? 1 - left / now : 0;
  const spread = delay.spread[last]! - (at < 0 ? 0 : delay.spread[at]!); // ! as above
  const seen = at < last ? delay.waiting[at + 1]! : delay.beyond; // ! as above
  const variance = (1 - share) ** 2 * spread;
  const rows = share > 0 && share < 1 && variance > 0 ? (share * (1 - share)) / variance : seen;
  return { share, interval: wilson(share * rows, rows, Z) };
}

/** Of rows that wait and are so old, as many labels as will still come: their errors are one. O(n log n). */
export function stillToCome(delay: LabelDelay, ages: Float64Array): StillToCome {
  let [expected, low, high, draw] = [0, 0, 0, 0];
  for (const age of ages) {
    const { share, interval } = shareToCome(delay, age);
    expected += share;
    low += share - interval[0];
    high += interval[1] - share;
    draw += Z * Z * share * (1 - share);
  }
  const bounds: Bounds = [expected - Math.hypot(low, Math.sqrt(draw)), expected + Math.hypot(high, Math.sqrt(draw))];
  return { expected, interval: [Math.max(0, bounds[0]), Math.min(ages.length, bounds[1])] };
}

/** The age by which this share has come; null where it has not by any age that was seen. */
export function ageOf({ ages, arrived }: LabelDelay, share: number): number | null {
  const at = arrived.findIndex((found) => found >= share);
  return at < 0 ? null : ages[at]!; // ! found
}
