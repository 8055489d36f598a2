/** Rows that the cuts are taken from: more would not move them by what a tree notices. */
const SAMPLE = 200_000;

/**
 * Cuts between numbers, ascending, at most `binsMax` - 1 of them: between any two neighbours where the distinct
 * numbers are few, else so that each bin holds about as many rows; a number that fills a bin alone has one of its own.
 * A cut is half-way between two numbers that were seen, so that those nearby fall on the side of the nearer. NaN is
 * left out; none for fewer than two numbers. O(m log m) for m = min(n, 200,000), taken evenly over the rows.
 */
export function cutsOf(values: Float64Array, binsMax: number): Float64Array {
  const { numbers, counts, total } = distinctOf(values);
  if (numbers.length <= binsMax) return Float64Array.from(numbers.slice(1), (x, k) => between(numbers[k]!, x)); // ! k
  const isHeavy = counts.map((count) => count >= total / binsMax);
  let lightRows = 0;
  let heavies = 0;
  counts.forEach((count, k) => {
    if (isHeavy[k] === true) heavies++;
    else lightRows += count;
  });
  const cuts: number[] = [];
  let bins = binsMax - heavies;
  let target = lightRows / bins;
  let rows = 0;
  for (let k = 0; k < numbers.length - 1 && cuts.length < binsMax - 1; k++) {
    rows += counts[k]!; // ! k < length, here and below
    const isFull = isHeavy[k] === true || rows >= target;
    // A bin that is half full ends before a number that fills one alone.
    if (!isFull && !(isHeavy[k + 1] === true && rows >= target / 2)) continue;
    cuts.push(between(numbers[k]!, numbers[k + 1]!)); // ! in range, as above
    if (isHeavy[k] !== true) {
      lightRows -= rows;
      bins--;
      target = bins > 0 ? lightRows / bins : Infinity;
    }
    rows = 0;
  }
  return Float64Array.from(cuts);
}

/** Half-way, and below `above` even where no double is between. */
function between(below: number, above: number): number {
  const middle = below / 2 + above / 2;
  return middle < above && middle >= below ? middle : below;
}

function distinctOf(values: Float64Array): { numbers: number[]; counts: number[]; total: number } {
  const sorted = sampleOf(values).sort();
  const numbers: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    if (numbers.length > 0 && value === numbers.at(-1))
      counts[counts.length - 1]!++; // ! length > 0
    else {
      numbers.push(value);
      counts.push(1);
    }
  }
  return { numbers, counts, total: sorted.length };
}

function sampleOf(values: Float64Array): Float64Array {
  const step = Math.max(1, values.length / SAMPLE);
  const sample = new Float64Array(Math.min(values.length, SAMPLE));
  let m = 0;
  for (let k = 0; k < sample.length; k++) {
    const value = values[Math.floor(k * step)]!; // ! k × step < n
    if (!Number.isNaN(value)) sample[m++] = value;
  }
  return sample.subarray(0, m);
}
