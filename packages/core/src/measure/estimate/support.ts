import { type Feature, type Features, recoded } from '../../learn/features.ts';

/** What the reference holds of each feature. */
export type Support = readonly {
  readonly feature: Feature;
  readonly least: number;
  readonly most: number;
  readonly hasMissing: boolean;
  readonly seen: Uint8Array;
}[];

/** What is known of the reference, against which windows are held. O(n features). */
export function supportOf({ columns }: Features): Support {
  return columns.map((feature) => {
    if (feature.kind === 'level') {
      const seen = new Uint8Array(feature.levels.length);
      for (const code of feature.codes) if (code >= 0) seen[code] = 1;
      return { feature, least: 0, most: 0, hasMissing: feature.codes.includes(-1), seen };
    }
    let [least, most, hasMissing] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
    for (const value of feature.values) {
      if (Number.isNaN(value)) hasMissing = true;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    return { feature, least, most, hasMissing, seen: new Uint8Array(0) };
  });
}

/** Rows that lie outside the reference. */
export interface Outside {
  /** The share of rows with a feature beyond the range of the reference, of an unseen level, or newly missing. */
  readonly share: number;
  /**
   * Features by the share of rows that they put outside, the greatest first; those that put none out are left out.
   */
  readonly features: readonly { readonly name: string; readonly share: number }[];
}

/**
 * Which rows of a window lie outside the reference. `window` has the same features in the same order. O(n features).
 */
export function outsideOf(support: Support, window: Features): Outside {
  const out = new Uint8Array(window.n);
  const features: { name: string; share: number }[] = [];
  support.forEach(({ feature, least, most, hasMissing, seen }, f) => {
    const column = window.columns[f]!; // ! the same features
    let count = 0;
    const mark = (i: number): void => {
      out[i] = 1;
      count++;
    };
    if (column.kind === 'number' && feature.kind === 'number') {
      column.values.forEach((value, i) => {
        if (Number.isNaN(value) ? !hasMissing : value < least || value > most) mark(i);
      });
    } else if (column.kind === 'level' && feature.kind === 'level') {
      const known = recoded(column, feature.levels);
      known.forEach((code, i) => {
        const isMissing = column.codes[i]! < 0; // ! i < n
        if (isMissing ? !hasMissing : code < 0 || seen[code] === 0) mark(i);
      });
    }
    if (count > 0) features.push({ name: feature.name, share: count / window.n });
  });
  let rows = 0;
  for (const one of out) rows += one;
  features.sort((a, b) => b.share - a.share);
  return { share: window.n === 0 ? 0 : rows / window.n, features };
}
