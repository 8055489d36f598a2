import type { SetsRule } from '@holdfast/core/learn/calibrator-file.ts';
import { fitSlices, widestSets } from '@holdfast/core/learn/conformal-by-slice.ts';
import { partRowsMin } from '@holdfast/core/learn/conformal-quantile.ts';
import { fitSets, plainSets, type SetRule } from '@holdfast/core/learn/conformal-sets.ts';
import { type Folds, learnedFor } from '@holdfast/core/learn/folds.ts';
import { TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import { measureSets } from '@holdfast/core/measure/sets.ts';
import { type SetKind, type SetsResult, setsFigures } from '@holdfast/core/report/sets-result.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import type { Group } from './rules.ts';

/** Rows that were judged, with scores by class as they are now and as they were. */
export interface HeldScores {
  /** With the labels. */
  readonly rows: Rows;
  readonly after: readonly Float64Array[];
  readonly before: readonly Float64Array[];
  /** Where the rows stand in the table, and the folds of that. */
  readonly rowAt: Int32Array;
  readonly folds: Folds;
}

/** What sets shall hold. */
export interface SetsAsked {
  readonly level: number;
  readonly groups: readonly Group[];
  readonly seed: number;
}

/** RAPS: each class beyond the likeliest costs this much, so that long sets stay away. */
const PRICE = 0.1;

type Shape = Pick<SetRule, 'kind' | 'price' | 'freeClasses'>;
const SHAPES: Readonly<Record<SetKind, Shape>> = {
  lac: { kind: 'lac', price: 0, freeClasses: 0 },
  aps: { kind: 'aps', price: 0, freeClasses: 0 },
  raps: { kind: 'aps', price: PRICE, freeClasses: 1 },
};

interface Slice extends Omit<Group, 'indices'> {
  readonly rows: Int32Array;
}

/**
 * Sets of classes that hold the label of `level` of the rows, in each slice that is large enough too. Of LAC, APS and
 * RAPS the one with the smallest sets, among those whose held-out coverage is not surely too low. Limits are judged on
 * folds that they were not learned from (in time: later ones); null where rows are too few.
 */
export function learnSets(
  held: HeldScores,
  { level, groups, seed }: SetsAsked,
): { readonly rule: SetsRule; readonly result: SetsResult } | null {
  const alpha = 1 - level;
  const fewest = partRowsMin(alpha);
  const placeOf = new Map(Array.from(held.rowAt, (row, place) => [row, place]));
  const slices = groups.map(({ indices, ...group }): Slice => {
    return { ...group, rows: Int32Array.from(Array.from(indices).flatMap((row) => placeOf.get(row) ?? [])) };
  });
  const kinds = Object.entries(SHAPES) as [SetKind, Shape][]; // as: its own keys
  const tried = kinds
    .filter(([kind]) => kind !== 'raps' || held.after.length > 2)
    .flatMap(([kind, shape]) => {
      const found = judged(held, { alpha, shape, slices, fewest });
      if (found === null) return [];
      const measured = measureSets(found.sets, found.rows, { seed, indices: null });
      return [{ kind, shape, ...found, measured, figures: setsFigures(measured) }];
    });
  const isTooLow = ({ measured }: (typeof tried)[number]): boolean =>
    (measured.coverage?.boundsAt(TWO_SIDED)?.[1] ?? 1) < level;
  const kept = tried.some((one) => !isTooLow(one)) ? tried.filter((one) => !isTooLow(one)) : tried;
  const [best] = [...kept].sort((a, b) => (a.measured.size?.value ?? 0) - (b.measured.size?.value ?? 0));
  if (best === undefined) return null;
  const label = held.rows.roles.label ?? new Float64Array(held.rows.n);
  const whole = fitted(held, label, { alpha, shape: best.shape, among: null });
  const own = fitSlices(
    slices.filter(({ isDeclared }) => isDeclared),
    fewest,
    (among) => fitted(held, label, { alpha, shape: best.shape, among }),
  );
  const naive = measureSets(plainSets(best.before, level), best.rows, { seed, indices: null });
  return {
    rule: { level, whole, slices: own.map(({ name, where, rule }) => ({ name, where, rule })) },
    result: {
      ...{ level, kind: best.kind, n: best.rows.n, classes: held.after.length },
      candidates: tried.map(({ kind, figures }) => ({ kind, ...figures })),
      before: setsFigures(naive),
      after: best.figures,
      slices: slices.flatMap(({ name, rows }) => {
        const indices = Int32Array.from(Array.from(rows).flatMap((row) => best.placeOf.get(row) ?? []));
        if (indices.length === 0) return [];
        const isOwn = own.some((slice) => slice.name === name);
        const before = setsFigures(measureSets(plainSets(best.before, level), best.rows, { seed, indices }));
        const after = setsFigures(measureSets(best.sets, best.rows, { seed, indices }));
        return [{ slice: name, n: indices.length, isOwn, before, after }];
      }),
    },
  };
}

interface Fitting {
  readonly alpha: number;
  readonly shape: Shape;
}

const columnsOf = (scores: readonly Float64Array[], rows: Int32Array): readonly Float64Array[] =>
  scores.map((score) => Float64Array.from(rows, (row) => score[row]!)); // ! a row

function fitted(
  { after }: HeldScores,
  label: Float64Array,
  { alpha, shape, among }: Fitting & { readonly among: Int32Array | null },
): SetRule {
  const options = { alpha, ...shape, chance: null };
  if (among === null) return fitSets(after, label, options);
  return fitSets(
    columnsOf(after, among),
    Float64Array.from(among, (row) => label[row]!), // ! a row
    options,
  );
}

/** The sets of each fold by limits of the others. */
function judged(
  held: HeldScores,
  { alpha, shape, slices, fewest }: Fitting & { readonly slices: readonly Slice[]; readonly fewest: number },
) {
  const { rows, after, before, rowAt, folds } = held;
  const label = rows.roles.label ?? new Float64Array(rows.n);
  const foldOf = Uint8Array.from(rowAt, (row) => folds.of[row]!); // ! a row
  const places: number[] = [];
  const sets = after.map(() => [] as number[]); // as: an empty list of numbers
  for (let fold = 0; fold < folds.count; fold++) {
    const known = learnedFor(folds, fold);
    const own = placesWhere(foldOf, (of) => of === fold);
    const among = placesWhere(foldOf, (of) => known.includes(of));
    if (own.length === 0 || among.length < fewest) continue;
    const isKnown = new Set(among);
    const rules = fitSlices(
      slices
        .filter(({ isDeclared }) => isDeclared)
        .map((slice) => ({ ...slice, own: slice.rows, rows: slice.rows.filter((row) => isKnown.has(row)) })),
      fewest,
      (inside) => fitted(held, label, { alpha, shape, among: inside }),
    );
    const placeIn = new Map(Array.from(own, (row, place) => [row, place]));
    const placed = rules.map(({ rule, own: all }) => ({
      rule,
      rows: Int32Array.from(Array.from(all).flatMap((row) => placeIn.get(row) ?? [])),
    }));
    const whole = fitted(held, label, { alpha, shape, among });
    widestSets(whole, placed, columnsOf(after, own)).forEach((set, k) => {
      for (const isIn of set) sets[k]!.push(isIn); // ! as many classes; one by one: a fold may be large
    });
    for (const place of own) places.push(place);
  }
  if (places.length === 0) return null;
  const at = Int32Array.from(places);
  return {
    rows: takeRows({ ...rows, features: [], against: {} }, at),
    sets: sets.map((set) => Uint8Array.from(set)),
    before: columnsOf(before, at),
    placeOf: new Map(Array.from(at, (place, k) => [place, k])),
  };
}

function placesWhere(foldOf: Uint8Array, isMeant: (fold: number) => boolean): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < foldOf.length; i++) if (isMeant(foldOf[i]!)) found.push(i); // ! i < n
  return Int32Array.from(found);
}
