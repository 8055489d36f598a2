/** Up to this length merging is faster than clearing the counters of the radix sort (measured: about 600). */
const SMALL = 600;
/** Length of the pieces that are sorted by insertion before they are merged. */
const PIECE = 12;
/** Bits of a digit. 11 keep the counters of a pass (8 KB) in the first cache. */
const BITS = 11;
const BUCKETS = 1 << BITS;
const DIGITS = 3;

/**
 * The places of the values in ascending order: `values[order[0]]` is the least. Stable: equal values keep the order
 * they came in; -0 equals 0; NaN comes last. Empty in, empty out. A radix sort on the upper half of the doubles,
 * where a digit that is the same in all values costs nothing, and merging for what agrees in it. O(n) for numbers that
 * differ, at worst O(n log n).
 */
export function orderOf(values: Float64Array): Uint32Array {
  return values.length <= SMALL ? mergeOrder(values) : radixOrder(values);
}

/** The values in ascending order, as a new list; half the time of the engine's own sort from some hundred on. O(n). */
export function ascending(values: Float64Array): Float64Array {
  const order = orderOf(values);
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = values[order[i]!]!; // ! i < n, and a place
  return sorted;
}

const isAfter = (a: number, b: number): boolean => a > b || (Number.isNaN(a) && !Number.isNaN(b));

function mergeOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  let from = new Uint32Array(n);
  for (let start = 0; start < n; start += PIECE) insertPiece(values, from, start, Math.min(start + PIECE, n));
  let to = new Uint32Array(n > PIECE ? n : 0);
  for (let length = PIECE; length < n; length *= 2) {
    for (let start = 0; start < n; start += 2 * length) mergePieces(values, from, to, start, length);
    [from, to] = [to, from];
  }
  return from;
}

function insertPiece(values: Float64Array, order: Uint32Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    const value = values[i]!; // ! i < n
    let at = i;
    // ! order holds places below n, and at > start
    while (at > start && isAfter(values[order[at - 1]!]!, value)) {
      order[at] = order[at - 1]!; // ! at > start
      at--;
    }
    order[at] = i;
  }
}

function mergePieces(values: Float64Array, from: Uint32Array, to: Uint32Array, start: number, length: number): void {
  const middle = Math.min(start + length, from.length);
  const end = Math.min(start + 2 * length, from.length);
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    // ! left < middle and right < end where they are read
    const isRight = left === middle || (right < end && isAfter(values[from[left]!]!, values[from[right]!]!));
    to[at] = from[isRight ? right++ : left++]!; // ! one of the two pieces is not used up
  }
}

/** Sorts by the high words, and what agrees in them by the whole: numbers of one size mostly differ in the former. */
function radixOrder(values: Float64Array): Uint32Array {
  const high = sortableWords(values);
  const rows = new Uint32Array(values.length);
  for (let i = 0; i < rows.length; i++) rows[i] = i;
  const order = sortByWord({ keys: high.slice(), rows }, digitCounts(high)); // It writes into what it is given.
  for (let start = 0, end = 1; end <= order.length; end++) {
    if (end < order.length && high[order[end]!] === high[order[start]!]) continue; // ! start < end < n
    if (end - start === 2) settlePair(order, start, values);
    else if (end - start > 2) settle(order.subarray(start, end), values);
    start = end;
  }
  return order;
}

/** Puts two places in the order of their values: most that agree in the high word are two. */
function settlePair(order: Uint32Array, start: number, values: Float64Array): void {
  const first = order[start]!; // ! start + 1 < n, here and below
  const second = order[start + 1]!; // ! as above
  if (!isAfter(values[first]!, values[second]!)) return; // ! places
  order[start] = second;
  order[start + 1] = first;
}

/** Puts a few places in the order of their values; equal values keep the order they came in. */
function settle(places: Uint32Array, values: Float64Array): void {
  const few = new Float64Array(places.length);
  let isRising = true;
  for (let k = 0; k < few.length; k++) {
    few[k] = values[places[k]!]!; // ! k < length, a place
    if (k > 0 && isAfter(few[k - 1]!, few[k]!)) isRising = false; // ! k > 0
  }
  if (isRising) return;
  const before = places.slice();
  mergeOrder(few).forEach((from, k) => {
    places[k] = before[from]!; // ! from < length
  });
}

interface Keyed {
  readonly keys: Uint32Array;
  readonly rows: Uint32Array;
}

function sortByWord(given: Keyed, counts: Uint32Array): Uint32Array {
  const n = given.rows.length;
  let from = given;
  let to: Keyed | null = null;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = counts.subarray(digit * BUCKETS, (digit + 1) * BUCKETS);
    if (count[(from.keys[0]! >>> (digit * BITS)) & (BUCKETS - 1)] === n) continue; // ! n > 0. One digit for all values.
    startsFrom(count);
    to ??= { keys: new Uint32Array(n), rows: new Uint32Array(n) };
    scatter(from, to, count, digit * BITS);
    [from, to] = [to, from];
  }
  return from.rows;
}

function scatter(from: Keyed, to: Keyed, next: Uint32Array, shift: number): void {
  const { keys, rows } = from;
  const { keys: toKeys, rows: toRows } = to;
  for (let i = 0; i < rows.length; i++) {
    const key = keys[i]!; // ! i < n
    const at = next[(key >>> shift) & (BUCKETS - 1)]!++; // ! a digit is below BUCKETS
    toKeys[at] = key;
    toRows[at] = rows[i]!; // ! i < n
  }
}

/** The upper half of each double as an unsigned word, whose order is that of the numbers. */
function sortableWords(values: Float64Array): Uint32Array {
  const n = values.length;
  const plain = new Float64Array(n);
  // Adding 0 turns -0 into 0, and any NaN becomes the one with the sign bit clear, which sorts above infinity.
  for (let i = 0; i < n; i++) plain[i] = values[i]! + 0; // ! i < n
  const words = new Uint32Array(plain.buffer);
  const highFirst = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
  const high = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const upper = words[2 * i + highFirst]!; // ! i < n
    high[i] = upper >>> 31 === 1 && !Number.isNaN(plain[i]) ? ~upper : upper | 0x80000000;
  }
  return high;
}

/** How often each digit occurs, for all places in one pass over the keys. */
function digitCounts(keys: Uint32Array): Uint32Array {
  const counts = new Uint32Array(DIGITS * BUCKETS);
  const mask = BUCKETS - 1;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!; // ! i < length
    counts[key & mask]!++; // ! a digit is below BUCKETS, here and below
    counts[BUCKETS + ((key >>> BITS) & mask)]!++; // !
    counts[2 * BUCKETS + ((key >>> (2 * BITS)) & mask)]!++; // !
  }
  return counts;
}

/** Turns counts into the first place of each digit, in place. */
function startsFrom(count: Uint32Array): void {
  let start = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const here = count[bucket]!; // ! bucket < BUCKETS
    count[bucket] = start;
    start += here;
  }
}
