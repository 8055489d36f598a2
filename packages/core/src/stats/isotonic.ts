/**
 * The values nearest to `y` (weighted squares) that never fall: pool adjacent violators on rows that are already in
 * the order of x. `weight`: n of 0 or more; a row of weight 0 changes no other row and is itself moved into order.
 * Rows of one x must be merged by the caller (`isotonicCurve` does). Empty in, empty out. O(n).
 * Sources: Ayer et al. 1955; in one pass with a stack of blocks, Kruskal 1964.
 */
export function isotonic(y: ArrayLike<number>, weight: ArrayLike<number>): Float64Array {
  const n = y.length;
  const value = new Float64Array(n);
  const mass = new Float64Array(n);
  const end = new Uint32Array(n);
  let blocks = 0;
  for (let i = 0; i < n; i++) {
    let here = y[i]!; // ! i < n
    let hereMass = weight[i]!; // ! i < n
    // ! blocks is at most n
    while (blocks > 0 && value[blocks - 1]! >= here) {
      blocks--;
      const both = mass[blocks]! + hereMass; // ! blocks < n
      // A step from the mean of one towards the other keeps equal values exactly equal. ! as above
      here = both > 0 ? here + (value[blocks]! - here) * (mass[blocks]! / both) : here;
      hereMass = both;
    }
    value[blocks] = here;
    mass[blocks] = hereMass;
    end[blocks++] = i + 1;
  }
  const fitted = new Float64Array(n);
  for (let block = 0, i = 0; block < blocks; block++) while (i < end[block]!) fitted[i++] = value[block]!; // ! in range
  return fitted;
}
