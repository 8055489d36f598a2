import { type Answered, type Ends, type IntervalRule, intervalsBy } from './conformal-interval.ts';
import { type SetRule, setsBy } from './conformal-sets.ts';

/** A rule of a slice, with the condition that tells its rows. */
export interface SliceRule<T> {
  readonly name: string;
  readonly where: string;
  readonly rule: T;
}

/** A rule with the rows that it is for. */
export interface RuleOfRows<T> {
  readonly rule: T;
  readonly rows: Int32Array;
}

/**
 * The rules of slices with `fewest` rows or more, each learned from its own rows: then each slice has its coverage
 * (Mondrian), and not only all of them together. Smaller slices go by the rule of all rows.
 */
export const fitSlices = <T, S extends { readonly rows: Int32Array }>(
  slices: readonly S[],
  fewest: number,
  fit: (rows: Int32Array) => T,
): readonly (S & { readonly rule: T })[] =>
  slices.filter(({ rows }) => rows.length >= fewest).map((slice) => ({ ...slice, rule: fit(slice.rows) }));

/**
 * Intervals of which a row has the widest of its slices, so that each slice keeps its coverage where slices overlap; a
 * row of none goes by the rule of all. Null where a column is missing. O(n + rows of slices). Source: Vovk, Lindsay,
 * Nouretdinov and Gammerman 2003; for slices that overlap Barber, Candès, Ramdas and Tibshirani 2021.
 */
export function widestIntervals(
  whole: IntervalRule,
  slices: readonly RuleOfRows<IntervalRule>[],
  answered: Answered,
): Ends | null {
  const all = intervalsBy(whole, answered);
  if (all === null) return null;
  const [lower, upper] = [all.lower.slice(), all.upper.slice()];
  const isOwn = new Uint8Array(lower.length);
  for (const { rule, rows } of slices) {
    const ends = intervalsBy(rule, answeredAt(answered, rows));
    if (ends === null) return null;
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k]!; // ! k < length
      const [low, high] = [ends.lower[k]!, ends.upper[k]!]; // ! as many
      lower[row] = isOwn[row] === 1 ? Math.min(lower[row]!, low) : low; // ! a row
      upper[row] = isOwn[row] === 1 ? Math.max(upper[row]!, high) : high; // ! a row
      isOwn[row] = 1;
    }
  }
  return { lower, upper };
}

const takeNumbers = (values: Float64Array, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row]!); // ! a row

function answeredAt(answered: Answered, rows: Int32Array): Answered {
  const { prediction, spread, lower, upper } = answered;
  return {
    ...(prediction && { prediction: takeNumbers(prediction, rows) }),
    ...(spread && { spread: takeNumbers(spread, rows) }),
    ...(lower && { lower: takeNumbers(lower, rows) }),
    ...(upper && { upper: takeNumbers(upper, rows) }),
  };
}

/** The same of sets: for each class the rows (0|1) in whose set it is; the largest set of a row's slices is its own. */
export function widestSets(
  whole: SetRule,
  slices: readonly RuleOfRows<SetRule>[],
  scores: readonly Float64Array[],
): readonly Uint8Array[] {
  const sets = setsBy(whole, scores);
  const isOwn = new Uint8Array(scores[0]?.length ?? 0);
  for (const { rule, rows } of slices) {
    const own = setsBy(
      rule,
      scores.map((score) => takeNumbers(score, rows)),
    );
    sets.forEach((set, k) => {
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at]!; // ! at < length
        const isIn = own[k]![at]!; // ! as many classes and rows
        set[row] = isOwn[row] === 1 ? set[row]! | isIn : isIn; // ! a row
      }
    });
    for (const row of rows) isOwn[row] = 1;
  }
  return sets;
}
