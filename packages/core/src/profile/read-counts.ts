import { type DistinctCount, EXACT_MAX, REGISTER_MAX, REGISTERS } from '../stats/distinct-count.ts';
import { type QuantileSketch, SKETCH_LEVELS_MAX } from '../stats/quantile-sketch.ts';
import type { ProfileFlaw } from '../std/problem.ts';
import { ownBins } from './bins.ts';
import { BrokenBytes, type ByteReader } from './bytes.ts';
import type { ColumnProfile } from './column.ts';
import type { ColumnDetails } from './details.ts';
import { type Moments, NO_MOMENTS } from './moments.ts';
import type { Profile } from './profile.ts';
import { readFlag, readRising } from './read-frozen.ts';
import type { ScoreCounts } from './score-counts.ts';

const broken = (flaw: ProfileFlaw, at: number): BrokenBytes<ProfileFlaw> => new BrokenBytes(flaw, at);

/** The counts that follow, for a window of that layout. Throws `BrokenBytes`. */
export function readCounted(
  from: ByteReader,
  layout: Profile,
  { hasDetails }: { readonly hasDetails: boolean },
): Profile {
  const span = readFlag(from) ? { start: from.number(), end: from.number() } : { start: null, end: null };
  if (span.start !== null && span.start >= span.end) throw broken('span', from.at);
  const rows = from.whole();
  const columns = layout.columns.map((column) => readColumn(from, column, rows));
  const scores = layout.scores && readScores(from, layout.scores);
  const delays = layout.delays && readCounts(from, layout.delays.length);
  const pairs = layout.pairs.map((pair) => {
    const counts = readCounts(from, pair.counts.length);
    if (total(counts) > rows) throw broken('sum', from.at);
    return { ...pair, counts };
  });
  const details = hasDetails ? columns.map((column) => readDetails(from, column)) : null;
  return { ...span, rows, columns, scores, delays, pairs, details };
}

const total = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);

/** As many counts as the layout has places: that was read, or is ours, and is no larger than what it was read from. */
function readCounts(from: ByteReader, length: number): Float64Array {
  if (length > from.left) throw broken('short', from.at);
  const counts = new Float64Array(length);
  for (let k = 0; k < length; k++) counts[k] = from.whole();
  return counts;
}

function readColumn(from: ByteReader, column: ColumnProfile, rows: number): ColumnProfile {
  const counts = readCounts(from, column.counts.length);
  if (total(counts) > rows) throw broken('sum', from.at);
  if (column.bins.kind === 'levels') return { ...column, counts };
  return { ...column, counts, moments: readMoments(from, total(counts.subarray(0, ownBins(column.bins) + 2))) };
}

function readMoments(from: ByteReader, n: number): Moments {
  if (n === 0) return NO_MOMENTS;
  const at = from.at;
  const [mean, m2, m3, m4] = [from.number(), from.number(), from.number(), from.number()];
  const [least, greatest] = [from.number(), from.number()];
  // Rounding may put the mean of equal numbers a little beside them.
  const slack = 1e-9 * Math.max(Math.abs(least), Math.abs(greatest));
  const isFine = least <= greatest && mean >= least - slack && mean <= greatest + slack && m4 >= 0;
  if (!isFine || m2 < 0) throw broken('moments', at);
  return { n, mean, m2, m3, m4, least, greatest };
}

function readScores(from: ByteReader, layout: ScoreCounts): ScoreCounts {
  const counts = readCounts(from, layout.counts.length);
  const cells = layout.classes.length ** 2;
  const sums = layout.sums.map((_, bin) =>
    counts.subarray(bin * cells, (bin + 1) * cells).some((count) => count > 0) ? from.number() : 0,
  );
  return { ...layout, counts, sums };
}

function readDetails(from: ByteReader, { bins, moments }: ColumnProfile): ColumnDetails {
  const sketch = bins.kind === 'number' ? readSketch(from, moments?.n ?? 0) : null;
  return { sketch, distinct: readDistinct(from) };
}

function readSketch(from: ByteReader, n: number): QuantileSketch {
  const at = from.at;
  const levels: Float64Array[] = [];
  const count = from.length();
  if (count > SKETCH_LEVELS_MAX) throw broken('sketch', at);
  let weight = 0;
  for (let h = 0; h < count; h++) {
    const items = new Float64Array(from.length(8));
    for (let k = 0; k < items.length; k++) {
      items[k] = from.number();
      if (k > 0 && items[k - 1]! > items[k]!) throw broken('sketch', at); // ! both below the length
    }
    levels.push(items);
    weight += items.length * 2 ** h;
  }
  // The sketch stands for the numbers that were counted.
  if (weight !== n) throw broken('sketch', at);
  return { n, levels };
}

function readDistinct(from: ByteReader): DistinctCount {
  const at = from.at;
  if (readFlag(from)) {
    const registers = from.raw(REGISTERS);
    if (registers.some((most) => most > REGISTER_MAX)) throw broken('distinct', at);
    return { kind: 'estimate', registers };
  }
  const hashes = readRising(from, 2 ** 52 - 1);
  if (hashes.length > EXACT_MAX) throw broken('distinct', at);
  return { kind: 'exact', hashes };
}
