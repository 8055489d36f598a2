import { isGap } from '@holdfast/core/catalogue/define.ts';
import { type ChanceRule, type Chances, chancesOf, fitChances } from '@holdfast/core/measure/estimate/chances.ts';
import { expectedRows } from '@holdfast/core/measure/estimate/expected-rows.ts';
import type { Target } from '@holdfast/core/measure/estimate/target.ts';
import { fewLabels, LABELLED_MIN } from '@holdfast/core/measure/few-labels/few-labels.ts';
import { nextLabels } from '@holdfast/core/measure/few-labels/next-labels.ts';
import type { PartlyValue } from '@holdfast/core/report/estimate-result.ts';
import { makeRandom } from '@holdfast/core/std/random.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { findColumn, isMissing } from '@holdfast/core/table/table.ts';
import type { Sides } from './sides.ts';

const LEVEL = 0.95;

/** Numbers over all rows of a window from the labels of some; null where no chances help. */
export type Partly = (window: Int32Array, labelled: Int32Array) => Readonly<Record<string, PartlyValue>> | null;

/**
 * Numbers of windows of which some rows are labelled: by these labels and the chances that the reference gives all
 * rows. Right where the labelled rows are a random part. `keyOf`: what a target is called.
 */
export function partlyLabelled(sides: Sides, targets: readonly Target[], keyOf: (target: Target) => string): Partly {
  const { rows } = sides.assigned;
  if (rows.classes.length === 0) return () => null;
  const rule = ruleOf(sides);
  return (window, labelled) => {
    if (labelled.length < LABELLED_MIN || labelled.length === window.length) return null;
    const isLabelled = new Set(labelled);
    const rest = window.filter((row) => !isLabelled.has(row));
    const [own, others] = [plainRows(rows, labelled), plainRows(rows, rest)];
    const chances = [chancesOf(rule, own), chancesOf(rule, others)] as [Chances, Chances]; // as: two
    const copies = chances[0].length;
    const given = {
      labelled: own,
      said: expectedRows(own, chances[0]),
      rest: expectedRows(others, chances[1]),
      copies,
    };
    const values = targets.flatMap((target) => {
      const found = fewLabels(target.quantity, given, LEVEL);
      return isGap(found) ? [] : [[keyOf(target), found] as const];
    });
    return Object.fromEntries(values);
  };
}

/**
 * Which rows of a window to label next, as lines of CSV: the id of each (or its number) and the chance that it had. Its
 * label counts once over that.
 */
export function nextRows(sides: Sides, window: Int32Array, budget: number, seed: number): readonly string[] {
  const { rows, table } = sides.assigned;
  const free = window.filter((row) => sides.isLabelled[row] !== 1);
  const chances = rows.classes.length === 0 ? null : chancesOf(ruleOf(sides), plainRows(rows, free));
  // The deviation of a label as the chances have it; amounts are all alike doubtful.
  const doubt = Float64Array.from(free, (_, i) => (chances === null ? 1 : deviationOf(chances, i)));
  const { id } = sides.plan.names;
  const column = id === null ? null : findColumn(table, id);
  const nameOf = (row: number): string => {
    if (column === null || isMissing(column, row)) return String(row - sides.reference);
    return column.kind === 'text' ? quoted(column.levels[column.codes[row]!]!) : String(column.values[row]!); // ! a row
  };
  const chosen = nextLabels(doubt, budget, makeRandom(seed));
  return [
    `${id === null ? 'row' : quoted(id)},chance`,
    ...chosen.map(({ row, chance }) => `${nameOf(free[row]!)},${Number(chance.toPrecision(6))}`), // ! a row
  ];
}

/** Of what a label may be, by its chances. */
function deviationOf(chances: Chances, row: number): number {
  const sure = chances.reduce((sum, own) => sum + own[row]! ** 2, 0); // ! a row
  return Math.sqrt(Math.max(0, 1 - sure));
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
