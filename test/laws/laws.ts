import { defaults, type Entry, isGap, type Law, withDefaults } from '../../packages/core/src/catalogue/define.ts';
import { type AnyGiven, asGiven, mapRoles, take } from './rows.ts';

export type Params = Readonly<Record<string, number>>;
/** A case of a law: null when it holds, else what was seen. `shuffle` is some order of the rows. */
export type Check = (entry: Entry, given: AnyGiven, params: Params, shuffle: readonly number[]) => string | null;

/** The value, or null for a gap. */
export function measured(entry: Entry, given: AnyGiven, params: Params): number | null {
  const answer = entry.measure(asGiven(given), params);
  return isGap(answer) ? null : answer.value;
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const near = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(a), Math.abs(b));
const same = (a: number | null, b: number | null, what: string): string | null =>
  near(a, b) ? null : `${what}: ${a} became ${b}`;

/** Every parameter set that the card shows: the defaults, and those of its examples. */
export function paramsOf(entry: Entry): Params[] {
  const sets = entry.examples.map((example) => withDefaults(entry, example.params));
  return [...new Map([defaults(entry), ...sets].map((set) => [JSON.stringify(set), set])).values()];
}

/** What holds for every entry, named or not. */
export const EVERYWHERE: Readonly<Record<string, Check>> = {
  'the order of the rows is free': (entry, given, params, shuffle) =>
    same(measured(entry, given, params), measured(entry, take(given, shuffle), params), 'shuffled'),

  'a weight of 2 is the row twice, 0 is no row': (entry, given, params) => {
    const places = [...given.weight].flatMap((times, i) => range(times).map(() => i));
    const twice = asOwnQueries(given, take(given, places), places);
    const plain = { ...twice, weight: twice.weight.map(() => 1) };
    return same(measured(entry, given, params), measured(entry, plain, params), 'weights as rows');
  },

  'the value is finite and in range': (entry, given, params) => {
    const value = measured(entry, given, params);
    const [least, most] = entry.range;
    const isFine = value === null || (Number.isFinite(value) && value >= least - 1e-12 && value <= most + 1e-12);
    return isFine ? null : `${value} is not within ${least} and ${most}`;
  },

  'the value is the quantile that it says': (entry, given, params) => {
    const value = measured(entry, given, params);
    if (entry.quantile === undefined || value === null) return null;
    const { values, level } = entry.quantile(asGiven(given), params);
    const weigh = (is: (v: number) => boolean): number =>
      given.weight.reduce((sum, w, i) => sum + (is(values[i]!) ? w : 0), 0); // ! i < n
    const total = weigh(() => true);
    const isThere = weigh((v) => v < value) <= level * total && weigh((v) => v > value) <= (1 - level) * total;
    return isThere ? null : `${value} does not part the rows at ${level}`;
  },

  'influence is the derivative of the value by the weight, with mean 0': (entry, given, params) => {
    if (entry.influence === undefined || measured(entry, given, params) === null) return null;
    const influence = entry.influence(asGiven(given), params);
    if (influence.length !== given.n) return `${influence.length} influences for ${given.n} rows`;
    const scale = influence.reduce((most, v) => Math.max(most, Math.abs(v)), 1);
    const mean = influence.reduce((sum, v) => sum + v, 0) / given.n;
    if (!(Math.abs(mean) <= 1e-9 * scale)) return `mean ${mean}`;
    if (entry.isSmoothed) return null;
    for (let i = 0; i < given.n; i++) {
      const seen = influence[i]!; // ! i < n
      const size = given.n * given.weight[i]!; // ! i < n
      let expected = 0;
      const isSlope = (step: number): boolean => {
        expected = size * slope(entry, { given, params, row: i, step });
        return Math.abs(seen - expected) <= 1e-5 * scale;
      };
      const isBetween = (): boolean => {
        const [low, high] = slopesBeside(entry, { given, params, row: i, step: 1e-6 });
        return seen >= size * low - 1e-5 * scale && seen <= size * high + 1e-5 * scale;
      };
      const isRight = size === 0 ? seen === 0 : STEPS.some(isSlope) || isBetween();
      if (!isRight) return `row ${i}: ${seen}, derivative ${expected}`;
    }
    return null;
  },
};

/** A query that stands there twice is two queries: a weight belongs to the query, and its rows all have it. */
function asOwnQueries(given: AnyGiven, twice: AnyGiven, places: readonly number[]): AnyGiven {
  if (given.roles['query'] === undefined) return twice;
  const query = twice.roles['query'] as Float64Array; // as: one column
  const copies = places.map((place, k) => places.slice(0, k).filter((before) => before === place).length);
  return { ...twice, roles: { ...twice.roles, query: query.map((q, k) => q + 100 * (copies[k] ?? 0)) } };
}

/** A value that bends sharply (log-odds at the clip) needs a short step, a flat one a long one: one of them must do. */
const STEPS = [1e-3, 1e-5, 1e-7];

/** The slopes to both sides, low first: at a kink (two thresholds equally good) the influence is between them. */
function slopesBeside(entry: Entry, { given, params, row, step }: Nudge): readonly [number, number] {
  const at = (by: number): number => {
    const weight = given.weight.map((w, k) => (k === row ? w + by : w));
    return measured(entry, { ...given, weight }, params) ?? Number.NaN;
  };
  const [down, up] = [(at(0) - at(-step)) / step, (at(step) - at(0)) / step];
  return [Math.min(down, up), Math.max(down, up)];
}

interface Nudge {
  readonly given: AnyGiven;
  readonly params: Params;
  readonly row: number;
  readonly step: number;
}

/** The derivative of the value by the weight of a row, by central differences with the first error term taken out. */
function slope(entry: Entry, { given, params, row, step }: Nudge): number {
  const at = (by: number): number => {
    const weight = given.weight.map((w, k) => (k === row ? w + by : w));
    return measured(entry, { ...given, weight }, params) ?? Number.NaN;
  };
  const wide = (at(2 * step) - at(-2 * step)) / (4 * step);
  const narrow = (at(step) - at(-step)) / (2 * step);
  return narrow + (narrow - wide) / 3;
}

const changed = (given: AnyGiven, change: (column: Float64Array, role: string) => Float64Array): AnyGiven => ({
  ...given,
  roles: mapRoles(given, change),
});

/** Every column as it is when the model knows the truth. */
function perfect(given: AnyGiven): AnyGiven {
  const label = given.roles['label'] as Float64Array; // as: the label is one column
  const scores = given.roles['scores'];
  const roles = mapRoles(given, (column, role) => (role === 'query' ? column : label));
  if (scores === undefined) return { ...given, roles };
  return {
    ...given,
    roles: { ...roles, scores: range(given.classes).map((k) => label.map((code) => (code === k ? 1 : 0))) },
  };
}

const whenPerfect =
  (wanted: number): Check =>
  (entry, given, params) => {
    const value = measured(entry, perfect(given), params);
    return value === null ? null : same(wanted, value, 'perfect');
  };

/** What an entry promises by name on its card. */
export const PROMISED: Readonly<Record<Law, Check>> = {
  'zero-on-equal': (entry, given, params) => {
    const stacked = take(given, [...range(given.n), ...range(given.n)]);
    const side = stacked.side.map((_, i) => (i < given.n ? 0 : 1));
    const value = measured(entry, { ...stacked, side }, params);
    return value === null ? null : same(0, value, 'window = reference');
  },
  symmetric: (entry, given, params) => {
    const { label, prediction, ...rest } = given.roles;
    if (label === undefined || prediction === undefined) return 'symmetric needs label and prediction';
    const swapped = { ...given, roles: { ...rest, label: prediction, prediction: label } };
    const [before, after] = [measured(entry, given, params), measured(entry, swapped, params)];
    // A gap may have another reason on the other side; a value stays what it was.
    return same(before, after, 'label and prediction swapped');
  },
  'rank-only': (entry, given, params) => {
    const stretched = changed(given, (column, role) =>
      role === 'score' ? column.map((v) => Math.exp(3 * v) - 7) : column,
    );
    return same(measured(entry, given, params), measured(entry, stretched, params), 'score stretched');
  },
  'class-swap': (entry, given, params) => {
    const last = Math.max(1, given.classes - 1);
    const turned = changed(given, (column, role) => column.map((v) => (role === 'score' ? 1 - v : last - v)));
    return same(measured(entry, given, params), measured(entry, turned, params), 'classes swapped');
  },
  'shift-free': (entry, given, params) =>
    same(
      measured(entry, given, params),
      measured(
        entry,
        changed(given, (c) => c.map((v) => v + 64)),
        params,
      ),
      'shifted',
    ),
  'scale-free': (entry, given, params) =>
    same(
      measured(entry, given, params),
      measured(
        entry,
        changed(given, (c) => c.map((v) => v * 8)),
        params,
      ),
      'scaled',
    ),
  'zero-when-perfect': whenPerfect(0),
  'one-when-perfect': whenPerfect(1),
};
