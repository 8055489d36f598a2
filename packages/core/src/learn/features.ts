import { assert } from '../std/assert.ts';

/** What a learner sees: columns of n values each. */
export interface Features {
  readonly n: number;
  readonly columns: readonly Feature[];
}

/** A feature: numbers, NaN where missing; or levels by code, -1 where missing. */
export type Feature =
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  | { readonly kind: 'level'; readonly name: string; readonly codes: Int32Array; readonly levels: readonly string[] };

/** The features at these rows, in that order; a row may come twice. */
export function takeFeatures({ columns }: Features, rows: ArrayLike<number>): Features {
  return { n: rows.length, columns: columns.map((column) => takeFeature(column, rows)) };
}

function takeFeature(feature: Feature, rows: ArrayLike<number>): Feature {
  if (feature.kind === 'number') {
    const values = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k++) values[k] = feature.values[rows[k]!]!; // ! the caller's rows
    return { ...feature, values };
  }
  const codes = new Int32Array(rows.length);
  for (let k = 0; k < rows.length; k++) codes[k] = feature.codes[rows[k]!]!; // ! the caller's rows
  return { ...feature, codes };
}

/**
 * The same feature with the codes of other levels: what is not among `levels` is missing. A model that was fitted on
 * one table reads another through this.
 */
export function recoded(feature: Feature, levels: readonly string[]): Int32Array {
  assert(feature.kind === 'level', 'only levels have codes');
  if (feature.levels === levels) return feature.codes;
  const places = new Map(levels.map((level, code) => [level, code]));
  const codeOf = Int32Array.from(feature.levels, (level) => places.get(level) ?? -1);
  return feature.codes.map((code) => (code < 0 ? -1 : codeOf[code]!)); // ! a code of its levels
}
