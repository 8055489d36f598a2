interface Scored {
  readonly label: Float64Array;
  readonly score: Float64Array;
  readonly weight: Float64Array;
}

/**
 * The function, but done once for the same rows: value, influence and other entries share what was found. The same rows
 * are the same columns, by identity: columns and weights that an entry was given never change. One result is kept for
 * each column of scores, and goes with it.
 */
export function onceForRows<R extends Scored, T>(work: (rows: R) => T): (rows: R) => T {
  const last = new WeakMap<
    Float64Array,
    { readonly label: Float64Array; readonly weight: Float64Array; readonly result: T }
  >();
  return (rows) => {
    const { label, score, weight } = rows;
    const found = last.get(score);
    if (found !== undefined && found.label === label && found.weight === weight) return found.result;
    const result = work(rows);
    last.set(score, { label, weight, result });
    return result;
  };
}

/** The function, but done once for the same object: what it is made from never changes. */
export function onceForEach<K extends object, T>(work: (from: K) => T): (from: K) => T {
  const known = new WeakMap<K, { readonly result: T }>();
  return (from) => {
    const found = known.get(from);
    if (found !== undefined) return found.result;
    const result = work(from);
    known.set(from, { result });
    return result;
  };
}
