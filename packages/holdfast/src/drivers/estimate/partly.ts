import { isGap } from '@holdfast/core/catalogue/define.ts';
import { type ChanceRule, type Chances, chancesOf, fitChances } from '@holdfast/core/measure/estimate/chances.ts';
import { expectedRows } from '@holdfast/core/measure/estimate/expected-rows.ts';
import type { Target } from '@holdfast/core/measure/estimate/target.ts';
import { policyValue } from '@holdfast/core/measure/feedback/policy-value.ts';
import { type FewLabels, fewLabels, LABELLED_MIN } from '@holdfast/core/measure/few-labels/few-labels.ts';
import {
  doubtOf,
  errorOf,
  type Labelled,
  nextLabels,
  PART,
  partByDoubt,
} from '@holdfast/core/measure/few-labels/next-labels.ts';
import type { PartlyValue } from '@holdfast/core/report/estimate-result.ts';
import type { FeedbackResult } from '@holdfast/core/report/labels-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { findColumn, isMissing } from '@holdfast/core/table/table.ts';
import type { Sides } from './sides.ts';

const LEVEL = 0.95;

/** Rows of which some are labelled, with the chances that the reference gives all of them. */
export type FewOf = (rows: Int32Array, labelled: Int32Array, weight: Float64Array | null) => FewLabels | null;

/** What makes such rows of places; null where answers are amounts, of which there are no chances. */
export function fewOf(sides: Sides): FewOf {
  const { rows } = sides.assigned;
  if (rows.classes.length === 0) return () => null;
  const rule = ruleOf(sides);
  return (places, labelled, weight) => {
    const isLabelled = new Set(labelled);
    const rest = places.filter((row) => !isLabelled.has(row));
    const [own, others] = [plainRows(rows, labelled), plainRows(rows, rest)];
    const chances = [chancesOf(rule, own), chancesOf(rule, others)] as [Chances, Chances]; // as: two
    const copies = chances[0].length;
    const said = expectedRows(own, chances[0]);
    return { labelled: own, said, rest: expectedRows(others, chances[1]), copies, ...(weight && { weight }) };
  };
}

/** The targets over all rows; what has a gap is left out. */
export function partlyLabelled(
  given: FewLabels,
  targets: readonly Target[],
  keyOf: (target: Target) => string,
): Readonly<Record<string, PartlyValue>> {
  const values = targets.flatMap((target) => {
    const found = fewLabels(target.quantity, given, LEVEL);
    return isGap(found) ? [] : [[keyOf(target), found] as const];
  });
  return Object.fromEntries(values);
}

/**
 * The targets over all rows by logged chances, each label once over the chance that it had to be seen; null where
 * none is logged, or too few rows are labelled.
 */
export function policyOf(
  { sides, few, rows }: { readonly sides: Sides; readonly few: FewOf; readonly rows: Int32Array },
  targets: readonly Target[],
  keyOf: (target: Target) => string,
): FeedbackResult['policy'] {
  const { propensity } = sides.loop;
  if (propensity === null) return null;
  const known = rows.filter((row) => sides.isLabelled[row] === 1 && !Number.isNaN(propensity[row]));
  const weight = Float64Array.from(known, (row) => 1 / propensity[row]!); // ! a row
  const given = known.length < LABELLED_MIN ? null : few(rows, known, weight);
  if (given === null) return null;
  const values = targets.flatMap((target) => {
    const found = policyValue(target.quantity, { ...given, weight }, LEVEL);
    return isGap(found) ? [] : [[keyOf(target), found] as const];
  });
  return Object.fromEntries(values);
}

/**
 * Which rows of a window to label next, as lines of CSV: the id of each (or its number) and the chance that it had. Its
 * label counts once over that.
 */
export function nextRows(sides: Sides, window: Int32Array, budget: number, seed: number): readonly string[] {
  const { rows, table } = sides.assigned;
  const free = window.filter((row) => sides.isLabelled[row] !== 1);
  const rule = rows.classes.length === 0 ? null : ruleOf(sides);
  const chances = rule && chancesOf(rule, plainRows(rows, free));
  // The deviation of a label as the chances have it; amounts are all alike doubtful.
  const doubt = Float64Array.from(free, (_, i) => (chances === null ? 1 : doubtOf(chances, i)));
  const part = rule === null ? PART : partByDoubt(lately(sides, rule));
  const { id } = sides.plan.names;
  const column = id === null ? null : findColumn(table, id);
  const nameOf = (row: number): string => {
    if (column === null || isMissing(column, row)) return String(row - sides.reference);
    return column.kind === 'text' ? quoted(column.levels[column.codes[row]!]!) : String(column.values[row]!); // ! a row
  };
  const chosen = nextLabels(doubt, budget, { part, random: makeRandom(seed) });
  return [
    `${id === null ? 'row' : quoted(id)},chance`,
    ...chosen.map(({ row, chance }) => `${nameOf(free[row]!)},${Number(chance.toPrecision(6))}`), // ! a row
  ];
}

/** So many of the last labels show where the model errs now. */
const LATELY = 2_000;

/** What the last labels say of the chances. */
function lately({ isLabelled, reference, assigned, loop }: Sides, rule: ChanceRule): Labelled {
  const known = Int32Array.from(isLabelled.keys()).filter((row) => row >= reference && isLabelled[row] === 1);
  const last = known.slice(-LATELY);
  const rows = plainRows(assigned.rows, last);
  const [chances, label] = [chancesOf(rule, rows), rows.roles.label ?? new Float64Array(rows.n)];
  const { propensity } = loop;
  return {
    doubt: Float64Array.from(last, (_, i) => doubtOf(chances, i)),
    error: Float64Array.from(last, (_, i) => errorOf(chances, i, label[i]!)), // ! a row, here and below
    weight: propensity && Float64Array.from(last, (row) => 1 / (propensity[row]! || 1)), // ! as above
  };
}

/** A cell that cannot be a formula of a spreadsheet, nor end its cell. */
const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || /^[=+\-@\t]/.test(text)
    ? `"${text.replaceAll('"', '""').replace(/^([=+\-@\t])/, "'$1")}"`
    : text;

const plainRows = (rows: Rows, places: Int32Array): Rows => takeRows({ ...rows, features: [], cluster: null }, places);

/** How often classes came true by their score in the reference. */
const ruleOf = ({ assigned, reference }: Sides): ChanceRule =>
  fitChances(
    plainRows(
      assigned.rows,
      Int32Array.from({ length: reference }, (_, row) => row),
    ),
  );
