import { assert } from '../../std/assert.ts';
import type { Feature, Features } from '../features.ts';
import { cutsOf } from './cuts.ts';

/** How one feature falls into bins. Bin 0 is what is missing; the others follow in order. */
export type FeatureBins =
  /** x falls into bin k + 1 where k cuts are below x. */
  | { readonly kind: 'number'; readonly name: string; readonly cuts: Float64Array }
  /** Code c falls into bin `binOf[c]`; the levels that are too many share bin 0 with what is missing. */
  | { readonly kind: 'level'; readonly name: string; readonly levels: readonly string[]; readonly binOf: Uint8Array };

/** Rows of bins, four features to a word: word w of row r holds features 4w to 4w + 3, the first in the low byte. */
export interface Binned {
  readonly n: number;
  readonly words: Uint32Array;
  /** Words of a row. */
  readonly width: number;
  readonly features: readonly FeatureBins[];
  /** Bins of each feature, with bin 0. */
  readonly counts: Uint16Array;
}

/** A byte holds this many bins besides bin 0. */
export const BINS_MAX = 255;

/** Features in bins, by cuts that put as many rows into each. O(n log n) a feature, at most 200,000 rows of it. */
export function binFeatures(features: Features): Binned {
  const { n, columns } = features;
  const width = Math.ceil(columns.length / 4);
  const words = new Uint32Array(n * width);
  // The bytes of the words; platforms that JavaScript runs on put the low byte first.
  const bytes = new Uint8Array(words.buffer);
  const bins = columns.map(binsOf);
  for (const [f, own] of bins.entries()) fillBytes(own, columns[f]!, { bytes, at: f, step: 4 * width }); // ! as many
  const counts = Uint16Array.from(bins, binCount);
  return { n, words, width, features: bins, counts };
}

const binCount = (bins: FeatureBins): number =>
  bins.kind === 'number' ? bins.cuts.length + 2 : bins.binOf.reduce((most, bin) => Math.max(most, bin), 0) + 1;

function binsOf(feature: Feature): FeatureBins {
  if (feature.kind === 'number') {
    return { kind: 'number', name: feature.name, cuts: cutsOf(feature.values, BINS_MAX) };
  }
  const { name, levels, codes } = feature;
  const counts = new Uint32Array(levels.length);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) counts[codes[i]!]!++; // ! i < n; a code of its levels
  const byCount = Array.from(levels.keys())
    .filter((code) => counts[code]! > 0) // ! a code
    .sort((a, b) => counts[b]! - counts[a]! || a - b) // ! codes
    .slice(0, BINS_MAX)
    .sort((a, b) => a - b);
  const binOf = new Uint8Array(levels.length);
  byCount.forEach((code, k) => {
    binOf[code] = k + 1;
  });
  return { kind: 'level', name, levels, binOf };
}

interface Place {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly step: number;
}

function fillBytes(bins: FeatureBins, feature: Feature, { bytes, at, step }: Place): void {
  if (bins.kind === 'number') {
    assert(feature.kind === 'number', 'bins are made of the same feature');
    fillNumbers(paddedCuts(bins.cuts), feature.values, { bytes, at, step });
    return;
  }
  assert(feature.kind === 'level', 'bins are made of the same feature');
  const { codes } = feature;
  for (let i = 0, k = at; i < codes.length; i++, k += step) {
    const code = codes[i]!; // ! i < n
    bytes[k] = code < 0 ? 0 : bins.binOf[code]!; // ! a code of its levels
  }
}

const PADDED = 255;

function paddedCuts(cuts: Float64Array): Float64Array {
  const padded = new Float64Array(PADDED).fill(Infinity);
  padded.set(cuts);
  return padded;
}

/** A binary search without branches; NaN is above no cut and goes to bin 0 by its own test. */
function fillNumbers(e: Float64Array, values: Float64Array, { bytes, at, step }: Place): void {
  for (let i = 0, k = at; i < values.length; i++, k += step) {
    const x = values[i]!; // ! i < n; every place below is under the length of the padded cuts
    let bin = +(x > e[127]!) << 7; // !
    bin |= +(x > e[bin + 63]!) << 6; // !
    bin |= +(x > e[bin + 31]!) << 5; // !
    bin |= +(x > e[bin + 15]!) << 4; // !
    bin |= +(x > e[bin + 7]!) << 3; // !
    bin |= +(x > e[bin + 3]!) << 2; // !
    bin |= +(x > e[bin + 1]!) << 1; // !
    bin |= +(x > e[bin]!); // !
    bytes[k] = Number.isNaN(x) ? 0 : bin + 1;
  }
}
