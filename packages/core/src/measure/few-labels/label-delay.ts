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
  /** The oldest row: beyond nothing is known. */
  readonly oldest: number;
}

/** A row counts at most this often. */
const WEIGHT_MAX = 20;
/** At an age by which fewer labels have come, those that have say nothing of the others. */
const ARRIVED_MIN = 0.05;

/**
 * The delay of labels by Kaplan and Meier (1958): a row that waits says that its label takes longer than its age.
 * Without it the labels that are there look quicker than labels are, since the slow ones of young rows are not there
 * yet. Source: STATISTICS 3.6, A16. O(n log n).
 */
export function labelDelay({ delays, ages }: Waiting): LabelDelay {
  const [came, waits] = [delays.slice().sort(), ages.slice().sort()];
  const steps: number[] = [];
  const arrived: number[] = [];
  let [left, gone] = [1, 0];
  for (let k = 0; k < came.length; ) {
    const age = came[k]!; // ! k < length
    let end = k;
    while (end < came.length && came[end] === age) end++;
    // A row whose age is this delay still waited when the label came.
    while (gone < waits.length && waits[gone]! < age) gone++; // ! gone < length
    left *= 1 - (end - k) / (came.length - k + waits.length - gone);
    steps.push(age);
    arrived.push(1 - left);
    k = end;
  }
  const oldest = Math.max(came.at(-1) ?? 0, waits.at(-1) ?? 0);
  return { ages: Float64Array.from(steps), arrived: Float64Array.from(arrived), oldest };
}

/** The share of labels that have come by an age. O(log n). */
export function arrivedBy({ ages, arrived }: LabelDelay, age: number): number {
  let [low, high] = [0, ages.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBefore = ages[middle]! <= age; // ! below the length
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : arrived[low - 1]!; // ! below the length
}

/** The age by which this share has come; null where it has not by any age that was seen. */
export function ageOf({ ages, arrived }: LabelDelay, share: number): number | null {
  const at = arrived.findIndex((found) => found >= share);
  return at < 0 ? null : ages[at]!; // ! found
}

/**
 * How often a labelled row of this age counts, so that rows of which few have a label yet are not too few: one over the
 * share that has come by that age, at most 20. Null where under one label in twenty has come.
 */
export function delayWeight(delay: LabelDelay, age: number): number | null {
  const share = arrivedBy(delay, age);
  return share < ARRIVED_MIN ? null : Math.min(WEIGHT_MAX, 1 / share);
}
