/** Bins of a doubling: two, so that a delay is known to a factor of 1.41. */
const HALF_DOUBLINGS = 58;
const FIRST_MS = 1000;

/**
 * Ends of the delays by which labels are counted, in milliseconds: 0, one second, then by factors of the square root
 * of 2 to 17 years. The same for everybody, so that counts can always be added.
 */
export const DELAY_EDGES: readonly number[] = [
  0,
  ...Array.from({ length: HALF_DOUBLINGS + 1 }, (_, k) => Math.round(FIRST_MS * 2 ** (k / 2))),
];

/**
 * How long labels took: the first count is of labels that came before their prediction, then those between the edges,
 * the last but one of those beyond; the last of rows without a label.
 */
export type DelayCounts = Float64Array;

const NO_LABEL = DELAY_EDGES.length + 1;

/** No rows. */
export const emptyDelays = (): DelayCounts => new Float64Array(NO_LABEL + 1);

/** With those delays counted too, in milliseconds; NaN: no label yet. */
export function addDelays(counts: DelayCounts, delaysMs: ArrayLike<number>): DelayCounts {
  const added = counts.slice();
  for (let i = 0; i < delaysMs.length; i++) {
    const delay = delaysMs[i]!; // ! i < length
    added[Number.isNaN(delay) ? NO_LABEL : edgesUpTo(delay)]!++; // ! a place
  }
  return added;
}

/** Both as one. */
export const mergeDelays = (a: DelayCounts, b: DelayCounts): DelayCounts => a.map((count, k) => count + (b[k] ?? 0));

function edgesUpTo(delay: number): number {
  let [low, high] = [0, DELAY_EDGES.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((DELAY_EDGES[middle] ?? Infinity) <= delay) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The delay in milliseconds by which the share p (0 to 1) of the labels that have come had come, to the upper end of
 * its bin; null where none has come; Infinity beyond the last edge.
 */
export function delayQuantile(counts: DelayCounts, p: number): number | null {
  const arrived = counts.subarray(0, NO_LABEL);
  const total = arrived.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let passed = 0;
  for (let k = 0; k < NO_LABEL; k++) {
    passed += arrived[k]!; // ! k < length
    if (passed >= p * total) return DELAY_EDGES[k] ?? Infinity;
  }
  return Infinity;
}
