import { withDefaults } from '../catalogue/define.ts';
import type { Detector } from '../catalogue/detector.ts';
import { orderOf } from '../stats/order.ts';
import { sum } from '../stats/sum.ts';
import { makeRandom } from '../std/random.ts';

/** What a detector said of a stream. Places are rows from 0. */
export interface Detected {
  /** Rows whose value made it say that something changed. */
  readonly changes: readonly number[];
  /** Rows at which a warning began. */
  readonly warnings: readonly number[];
  /** The mean of the values before the first change, between two, and after the last. */
  readonly means: readonly number[];
}

/** What the detector says of the values, in their order. O(n) steps. */
export function detect(entry: Detector, stream: Float64Array, given: Readonly<Record<string, number>>): Detected {
  const params = withDefaults(entry, given);
  const memory = entry.start(params);
  const changes: number[] = [];
  const warnings: number[] = [];
  let before = 'none';
  for (let i = 0; i < stream.length; i++) {
    const signal = entry.step(memory, stream[i]!, params); // ! i < n
    if (signal === 'change') changes.push(i);
    else if (signal === 'warning' && before !== 'warning') warnings.push(i);
    before = signal;
  }
  const starts = [0, ...changes.map((place) => place + 1)];
  const means = starts.flatMap((start, k) => {
    const part = stream.subarray(start, starts[k + 1] ?? stream.length);
    return part.length === 0 ? [] : [sum(part) / part.length];
  });
  return { changes, warnings, means };
}

/** How often it speaks where nothing changed. */
export interface ByChance {
  /** Changes in a copy of the values in random order: mean, least and most. */
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  readonly copies: number;
}

/** What chance alone gives: the changes that the detector tells of the same values dealt out in random order. */
export function detectByChance(
  entry: Detector,
  stream: Float64Array,
  {
    given,
    copies,
    seed,
  }: { readonly given: Readonly<Record<string, number>>; readonly copies: number; readonly seed: number },
): ByChance {
  const random = makeRandom(seed);
  const counts = Array.from({ length: copies }, () => {
    const order = orderOf(Float64Array.from(stream, random));
    const copy = Float64Array.from(order, (row) => stream[row]!); // ! a row
    return detect(entry, copy, given).changes.length;
  });
  return { mean: sum(counts) / copies, least: Math.min(...counts), most: Math.max(...counts), copies };
}
