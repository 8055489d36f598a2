/** A feature cut into items: a row has one of them or none. What a search looks at instead of values. */
export interface Coded {
  readonly name: string;
  /** The code of each row: 0 is no item, c is `labels[c - 1]`. */
  readonly codes: Uint16Array;
  /** What each item is called, in the order of its code. Ties are broken by it, so no two are the same. */
  readonly labels: readonly string[];
}

/** One predicate: the code of an item of one feature. Features are numbered by their place. */
export interface Item {
  readonly feature: number;
  readonly code: number;
}

/** The most codes that a feature can have. */
export const CODES_MAX = 65_535;

/** The features at these rows, in that order. */
export const takeCoded = (features: readonly Coded[], rows: Int32Array): readonly Coded[] =>
  features.map((feature) => {
    const codes = new Uint16Array(rows.length);
    for (let k = 0; k < rows.length; k++) codes[k] = feature.codes[rows[k]!]!; // ! the caller's rows
    return { ...feature, codes };
  });

/** The items as text, whatever their order: for ties and for looking up. */
export const nameOf = (items: readonly Item[], features: readonly Coded[]): string =>
  items
    // ! an item of these features
    .map(({ feature, code }) => `${features[feature]!.name}\u0001${features[feature]!.labels[code - 1]}`)
    .sort()
    .join('\u0000');
