/** The numbers of some rows of a column; what is missing or not finite is 0 there, and 1 under `missing`. */
export interface PickedNumbers {
  readonly values: Float64Array;
  /** Null where nothing is missing. */
  readonly missing: Uint8Array | null;
}

/** Picks the cells of some rows of a column, which passes by in order. `places`: of the rows, rising. */
export function makePicks(places: Int32Array) {
  const values = new Float64Array(places.length);
  const missing = new Uint8Array(places.length);
  let [passed, next, isWhole] = [0, 0, true];
  return {
    /** The next n rows. `bits`: one for each, 1 where it has a value; null where all have. */
    take(numbers: Float64Array, bits: Uint8Array | null, n: number): void {
      for (let place = places[next]; place !== undefined && place < passed + n; place = places[++next]) {
        const i = place - passed;
        const value = numbers[i]!; // ! 0 <= i < n
        const isThere = bits === null || ((bits[i >> 3]! >> (i & 7)) & 1) === 1; // ! a bit for each row
        if (isThere && Number.isFinite(value)) values[next] = value;
        else {
          missing[next] = 1;
          isWhole = false;
        }
      }
      passed += n;
    },
    picked: (): PickedNumbers => ({ values, missing: isWhole ? null : missing }),
  };
}

export type Picks = ReturnType<typeof makePicks>;
