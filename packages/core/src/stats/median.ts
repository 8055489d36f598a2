/**
 * The median of the values, which are left in another order; the mean of the middle two for an even number, null for
 * none. Expected O(n): Hoare's selection (1961) around the middle of three, n/2 swaps at most a pass.
 */
export function medianOf(values: Float64Array): number | null {
  const n = values.length;
  if (n === 0) return null;
  const upper = select(values, n >> 1);
  if (n % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n >> 1; i++) lower = Math.max(lower, values[i]!); // ! i < n; all before the place are not greater
  return lower + (upper - lower) / 2;
}

/** The value that belongs at `place` in ascending order; those before it are then not greater, those after not less. */
function select(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >> 1]!, values[high]!); // ! places of the values
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++; // ! the pivot stops both walks, here and below
      while (values[j]! > pivot) j--; // !
      if (i > j) break;
      const kept = values[i]!; // ! i <= high
      values[i++] = values[j]!; // ! j >= low
      values[j--] = kept;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else break;
  }
  return values[place]!; // ! place < n
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
