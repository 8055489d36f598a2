import { dot, sum } from '../../stats/sum.ts';
import { assert } from '../../std/assert.ts';
import { type Feature, type Features, recoded } from '../features.ts';

/** How features become columns of numbers, as plain data: what a linear model multiplies. */
export type Encoding = readonly EncodedFeature[];

/** One feature: a number, its gaps filled by the mean and marked where there were any; or one column a level. */
export type EncodedFeature =
  | { readonly kind: 'number'; readonly name: string; readonly mean: number; readonly marksMissing: boolean }
  | { readonly kind: 'level'; readonly name: string; readonly levels: readonly string[] };

/** Columns of numbers, all centred and of variance 1 by the weights, and what that took. */
export interface Design {
  readonly n: number;
  readonly columns: readonly Float64Array[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
}

/** Rarer levels than the most frequent of this number say too little each; they are as the mean of all. */
const LEVELS_MAX = 100;

/** The encoding that suits these features. O(n). */
export const encodingOf = ({ columns }: Features): Encoding => columns.map(encodedFeature);

function encodedFeature(feature: Feature): EncodedFeature {
  const { name } = feature;
  if (feature.kind === 'level') {
    const counts = new Map<string, number>();
    for (const code of feature.codes) {
      const level = feature.levels[code];
      if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return { kind: 'level', name, levels: ranked.slice(0, LEVELS_MAX).map(([level]) => level) };
  }
  const known = feature.values.filter(Number.isFinite);
  const mean = known.length === 0 ? 0 : sum(known) / known.length;
  return { kind: 'number', name, mean, marksMissing: known.length < feature.values.length };
}

/** The columns of these features, by name, as the encoding says; not yet centred. */
export function encode(encoding: Encoding, { n, columns }: Features): Float64Array[] {
  const named = new Map(columns.map((column) => [column.name, column]));
  return encoding.flatMap((own) => {
    const column = named.get(own.name);
    assert(column !== undefined && column.kind === own.kind, 'rows have the features that the model was fitted on');
    if (own.kind === 'level') {
      const codes = recoded(column, own.levels);
      return own.levels.map((_, code) => Float64Array.from(codes, (found) => (found === code ? 1 : 0)));
    }
    assert(column.kind === 'number', 'a number is read as one');
    const filled = column.values.map((value) => (Number.isFinite(value) ? value : own.mean));
    if (!own.marksMissing) return [filled];
    return [filled, Float64Array.from({ length: n }, (_, i) => (Number.isFinite(column.values[i]) ? 0 : 1))];
  });
}

/** The columns centred and scaled by the weights; a constant one stays at 0. */
export function standardised(columns: readonly Float64Array[], weight: Float64Array): Design {
  const total = sum(weight);
  const means = columns.map((column) => dot(column, weight) / total);
  const scales = columns.map((column, j) => {
    const mean = means[j]!; // ! as many
    const variance =
      dot(
        column.map((x) => (x - mean) ** 2),
        weight,
      ) / total;
    return variance > 1e-24 * (1 + mean * mean) ? Math.sqrt(variance) : Infinity;
  });
  // ! as many means and scales as columns
  const own = columns.map((column, j) => column.map((x) => (x - means[j]!) / scales[j]!)); // ! as above
  return { n: weight.length, columns: own, means, scales };
}
