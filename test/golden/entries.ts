import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { type GapReason, isGap, withDefaults } from '../../packages/core/src/catalogue/define.ts';
import { entryById } from '../../packages/core/src/catalogue/index.ts';
import { type GoldenCase, Tally, type Tolerance } from './tally.ts';

/** Role columns of some rows as lists; what is absent is not given. */
export interface Lists {
  readonly query?: readonly number[];
  readonly label?: readonly number[];
  readonly prediction?: readonly number[];
  readonly score?: readonly number[];
  readonly scores?: readonly (readonly number[])[];
  readonly quantile?: readonly number[];
  readonly lower?: readonly number[];
  readonly upper?: readonly number[];
}
/** The lists of a case; which are there depends on its family. */
export interface Input {
  readonly y_true: number[];
  readonly y_pred: number[];
  readonly score: number[];
  readonly proba: number[][];
  readonly lower: number[];
  readonly upper: number[];
  readonly levels: number[];
  readonly quantiles: number[][];
  readonly group: string[];
  readonly weight?: number[];
}
export const inputOf = (one: GoldenCase): Input => one.input as unknown as Input; // as: a test reads what is there

/** What an entry is asked: rows as lists. */
export interface Asked {
  readonly lists: Lists;
  readonly classes: number;
  readonly weight?: readonly number[] | undefined;
}

/** Where we give a gap and another program a number by convention: which gaps, and what it then says. */
const CONVENTIONS: Readonly<Record<string, { readonly gaps: readonly GapReason[]; says(want: number): boolean }>> = {
  'balanced-accuracy': { gaps: ['one-class'], says: (want) => want >= 0 && want <= 1 },
  mcc: { gaps: ['one-class', 'no-variance'], says: (want) => want === 0 },
  'average-precision': { gaps: ['one-class'], says: (want) => want === 0 || want === 1 },
  mape: { gaps: ['zero-label'], says: (want) => want === 0 || want > 1e10 },
  r2: { gaps: ['no-variance'], says: (want) => want === 0 || want === 1 },
  'explained-variance': { gaps: ['no-variance'], says: (want) => want === 0 || want === 1 },
  recall: { gaps: ['no-denominator'], says: (want) => want === 0 },
  specificity: { gaps: ['no-denominator'], says: (want) => want === 0 },
  'multiclass-log-loss': { gaps: ['not-a-probability'], says: () => true },
  'multiclass-brier': { gaps: ['not-a-probability'], says: () => true },
};

/** Where the program itself runs out of digits: the true value, by case and key. */
const OVERFLOWS: Readonly<Record<string, number>> = {
  // Products of weights of 1e±300 leave the range of doubles in scikit-learn. All are alike, so they change nothing.
  ...Object.fromEntries(
    ['tiny', 'huge'].flatMap((size) => [
      [`labels: ${size} weights mcc`, 0.50709255283711],
      [`labels: ${size} weights likelihood ratio of a yes`, 4],
      [`labels: ${size} weights likelihood ratio of a no`, 0.4],
      ...['kappa', 'kappa_linear', 'kappa_quadratic'].map((key) => [`labels: ${size} weights ${key}`, 0.5]),
    ]),
  ),
  // scikit-learn divides by at least 2^-52: labels here are near 1e-200, and off by 100 % and 0 %.
  'point: tiny numbers mape': 0.5,
  // Near 1e9 and off by half a unit, its deviances are differences of numbers that agree in all digits: by 60 digits.
  'point: large offset tweedie_-1': 166666667,
  'point: large offset poisson_deviance': 1.6666666633333335e-10,
  'point: large offset gamma_deviance': 1.66666666e-19,
  'point: large offset tweedie_1.5': 5.27046275113591e-15,
  'point: large offset tweedie_1.9': 1.3238803861763903e-18,
  'point: large offset tweedie_3': 1.6666666566666667e-28,
  ...Object.fromEntries(['1', '1.5', '2'].map((p) => [`point: large offset d2_tweedie_${p}`, 0.75])),
};

/** Compares what entries say with golden values. */
export class Comparison {
  private readonly tally = new Tally();
  private refused = 0;

  /** `place` names the case and key; `golden` is a number, or an object where the program refused. */
  check(
    place: string,
    id: string,
    asked: Asked,
    golden: unknown,
    tolerance: Tolerance,
    params: Record<string, number> = {},
  ): void {
    const want = OVERFLOWS[place] ?? golden;
    const got = this.answer(place, id, asked, params, want);
    const isUndefined = got === null && typeof want === 'number' && !Number.isFinite(want);
    this.tally.compare(`${place} ${id}`, got, isUndefined ? Number.NaN : want, tolerance);
  }

  /**
   * Compares a value that was found another way, or null for a gap. `says` tells what the program answers by convention
   * where there is nothing to say: then a gap is counted as a refusal.
   */
  compare(place: string, got: number | null, golden: unknown, tolerance: Tolerance, says = (_: number) => false): void {
    const want = OVERFLOWS[place] ?? golden;
    const isConvention = got === null && typeof want === 'number' && Number.isFinite(want) && says(want);
    if (isConvention) this.refused++;
    const isUndefined = got === null && typeof want === 'number' && !Number.isFinite(want);
    this.tally.compare(place, isConvention ? want : got, isUndefined ? Number.NaN : want, tolerance);
  }

  /** Says passed of present, the worst error, and in how many of them we refuse where others answer by convention. */
  report(context: TestContext, label: string): void {
    this.tally.report(context, `${label} (${this.refused} gaps where the program answers by convention)`);
  }

  private answer(place: string, id: string, asked: Asked, params: Record<string, number>, want: unknown): unknown {
    const entry = entryById(id);
    assert.ok(entry, id);
    const given = givenOf(asked) as never; // as: the case has what the entry needs
    const answer = entry.measure(given, withDefaults(entry, params));
    if (!isGap(answer)) return answer.value;
    const convention = CONVENTIONS[id];
    if (typeof want !== 'number' || !Number.isFinite(want) || !convention?.gaps.includes(answer.gap)) return null;
    assert.ok(convention.says(want), `${place} ${id}: a gap (${answer.gap}) where the program says ${want}`);
    this.refused++;
    return want;
  }
}

function givenOf({ lists, classes, weight }: Asked): object {
  const { scores, ...plain } = lists;
  const n = Object.values(plain)[0]?.length ?? 0;
  const columns = Object.entries(plain).map(([role, list]) => [role, Float64Array.from(list)]);
  return {
    n,
    classes,
    weight: weight ? Float64Array.from(weight) : new Float64Array(n).fill(1),
    scores: scores?.map((score) => Float64Array.from(score)),
    ...Object.fromEntries(columns),
  };
}

/** The list at the places where `keep` holds. */
export const only = <T>(list: readonly T[], keep: readonly boolean[]): T[] => list.filter((_, i) => keep[i]);

/** The rows where `keep` holds. */
export function onlyRows({ lists, classes, weight }: Asked, keep: readonly boolean[]): Asked {
  const { scores, ...plain } = lists;
  const columns = Object.entries(plain).map(([role, list]) => [role, only(list, keep)]);
  return {
    classes,
    weight: weight && only(weight, keep),
    lists: { ...Object.fromEntries(columns), ...(scores && { scores: scores.map((score) => only(score, keep)) }) },
  };
}

/** Values of any kind as the places of them in the classes. */
export const codesIn = (classes: readonly unknown[], values: readonly unknown[]): number[] =>
  values.map((value) => classes.indexOf(value));

/** The different values of some lists, numbers by size, text by code point. */
export const classesOf = (...lists: readonly (readonly unknown[])[]): unknown[] => {
  const found = [...new Set(lists.flat())];
  const isNumber = found.every((value) => typeof value === 'number');
  return isNumber ? found.sort((a, b) => Number(a) - Number(b)) : found.sort();
};
