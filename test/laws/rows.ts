import fc from 'fast-check';
import type { Entry, GivenName } from '../../packages/core/src/catalogue/define.ts';
import { type Column, takeColumn } from '../../packages/core/src/table/table.ts';

/** What any entry may be given: the parts that its needs name are there. */
export interface AnyGiven {
  readonly n: number;
  readonly classes: number;
  readonly weight: Float64Array;
  readonly roles: Readonly<Record<string, Float64Array | readonly Float64Array[]>>;
  readonly side: Uint8Array;
  readonly features: readonly Column[];
}

/** The rows as the entry sees them; levels of quantiles are squares, so that none mirrors another. */
export function asGiven({ roles, ...rest }: AnyGiven): never {
  const { quantiles, ...plain } = roles;
  if (quantiles === undefined) return { ...rest, ...roles } as never; // as: each its own
  const all = quantiles as readonly Float64Array[]; // as: one column for each level
  const leveled = all.map((values, k) => ({ level: ((k + 1) / (all.length + 1)) ** 2, values }));
  return { ...rest, ...plain, quantiles: leveled } as never; // as: each its own
}

/** The rows at those places, in that order; a place may come twice. */
export function take(given: AnyGiven, places: readonly number[]): AnyGiven {
  const pick = (from: Float64Array): Float64Array => Float64Array.from(places, (i) => from[i]!); // ! places are rows
  return {
    n: places.length,
    classes: given.classes,
    weight: pick(given.weight),
    roles: mapRoles(given, pick),
    side: Uint8Array.from(places, (i) => given.side[i]!), // ! places are rows
    features: given.features.map((column) => takeColumn(column, places)),
  };
}

/** The role columns, each changed. */
export const mapRoles = (
  given: AnyGiven,
  change: (column: Float64Array, role: string) => Float64Array,
): AnyGiven['roles'] =>
  Object.fromEntries(
    Object.entries(given.roles).map(([role, column]) => [
      role,
      column instanceof Float64Array ? change(column, role) : column.map((one) => change(one, role)),
    ]),
  );

const list = (of: fc.Arbitrary<number>, n: number): fc.Arbitrary<Float64Array> =>
  fc.array(of, { minLength: n, maxLength: n }).map((values) => Float64Array.from(values));
const amount = fc.integer({ min: -30, max: 50 }).map((v) => v / 10);
const above = fc.integer({ min: 1, max: 50 }).map((v) => v / 10);
const share = fc.integer({ min: 0, max: 8 }).map((v) => v / 8);

/** Random rows for an entry: few values, so that ties, empty classes and zeros are common; weights are whole. */
export function rowsFor(entry: Entry): fc.Arbitrary<AnyGiven> {
  const hasClasses = entry.tasks.includes('binary') || entry.tasks.includes('multiclass');
  const sizes = [...(entry.tasks.includes('binary') ? [2] : []), ...(entry.tasks.includes('multiclass') ? [3, 4] : [])];
  return fc
    .tuple(fc.integer({ min: 1, max: 24 }), fc.constantFrom(...(hasClasses ? sizes : [0])))
    .chain(([n, classes]) => {
      const needed: readonly GivenName[] = 'rows' in entry.needs ? entry.needs.rows : [];
      // Some entries are for amounts above 0 only.
      const roles = fc.boolean().chain((isAbove) => {
        const of = { n, classes, amount: isAbove ? above : amount };
        return fc.record(Object.fromEntries(needed.map((role) => [role, roleColumn(role, of)])));
      });
      return fc.record({
        n: fc.constant(n),
        classes: fc.constant(classes),
        weight: list(fc.integer({ min: 0, max: 3 }), n),
        byQuery: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }),
        roles: roles.map(orderEnds),
        side: fc.array(fc.constantFrom(0, 1), { minLength: n, maxLength: n }).map((side) => Uint8Array.from(side)),
        features: 'columns' in entry.needs ? featureColumns(n) : fc.constant([]),
      });
    })
    .map(({ byQuery, ...given }) => {
      const { query } = given.roles;
      if (!(query instanceof Float64Array)) return given;
      return { ...given, weight: query.map((q) => byQuery[q] ?? 1) };
    });
}

type Roles = AnyGiven['roles'];

interface Like {
  readonly n: number;
  readonly classes: number;
  readonly amount: fc.Arbitrary<number>;
}

function roleColumn(role: GivenName, { n, classes, amount: of }: Like): fc.Arbitrary<Roles[string]> {
  if (role === 'score') return list(share, n);
  if (role === 'query') return list(fc.nat(5), n);
  if (role === 'quantiles') return fc.array(list(of, n), { minLength: 1, maxLength: 4 });
  if (role === 'scores') return fc.array(list(fc.nat(5), n), { minLength: classes, maxLength: classes }).map(sumToOne);
  const isClass = classes > 0 && (role === 'label' || role === 'prediction');
  return list(isClass ? fc.nat(classes - 1) : of, n);
}

function sumToOne(scores: readonly Float64Array[]): readonly Float64Array[] {
  const total = scores[0]!.map((_, i) => scores.reduce((sum, score) => sum + score[i]!, 0)); // ! two classes or more
  const even = 1 / scores.length;
  const part = (value: number, i: number): number => (total[i] === 0 ? even : value / total[i]!); // ! i < n
  return scores.map((score) => score.map(part));
}

function orderEnds(roles: Roles): Roles {
  const { lower, upper } = roles;
  if (!(lower instanceof Float64Array && upper instanceof Float64Array)) return roles;
  return {
    ...roles,
    lower: lower.map((v, i) => Math.min(v, upper[i]!)), // ! i < n
    upper: lower.map((v, i) => Math.max(v, upper[i]!)), // ! i < n
  };
}

const LEVELS = ['a', ' a', 'b', 'b ', '12', '1.5', '2020-01-01', 'c'];

function featureColumns(n: number): fc.Arbitrary<readonly Column[]> {
  const mask = fc.option(fc.array(fc.constantFrom(0, 0, 1), { minLength: n, maxLength: n }), { freq: 2 });
  const number = (name: string, of: fc.Arbitrary<number>): fc.Arbitrary<Column> =>
    fc.tuple(list(of, n), mask).map(([values, missing]) => ({
      name,
      kind: 'number',
      type: 'number',
      values: values.map((value, i) => (missing?.[i] === 1 ? 0 : value)),
      missing: missing && Uint8Array.from(missing),
    }));
  const text = (name: string, levels: number): fc.Arbitrary<Column> =>
    fc.array(fc.integer({ min: -1, max: levels - 1 }), { minLength: n, maxLength: n }).map((codes) => ({
      name,
      kind: 'text',
      type: 'text',
      codes: Int32Array.from(codes),
      levels: LEVELS.slice(0, levels),
    }));
  return fc.tuple(
    number('size', amount),
    number('flag', fc.constantFrom(0, 1)),
    text('kind', LEVELS.length),
    text('part', 2),
  );
}
