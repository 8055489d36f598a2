import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { Features } from '@holdfast/core/learn/features.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { asFeatures } from '@holdfast/core/table/as-features.ts';
import { type Assigned, assignRoles } from '@holdfast/core/table/assign.ts';
import { factsOf, isUnique } from '@holdfast/core/table/column-facts.ts';
import { inferRoles } from '@holdfast/core/table/roles.ts';
import type { Rows } from '@holdfast/core/table/rows.ts';
import { stackTables } from '@holdfast/core/table/stack.ts';
import { type Column, findColumn, isMissing, type Table } from '@holdfast/core/table/table.ts';
import { type Plan, planOf } from '../plan.ts';
import type { ReadFile } from '../tables.ts';
import { type Corrected, withLabels } from './came.ts';
import { filled } from './filled.ts';
import { arrivalsOf, type Loop, loopOf, withoutOwn } from './loop.ts';
import type { EstimateRequest } from './request.ts';

/** Files that were read for an estimate. */
export interface EstimateFiles {
  readonly reference: ReadFile;
  readonly analysis: ReadFile;
  readonly labels: ReadFile | null;
}

/** Both sides as one: rows of the reference above those of the analysis. */
export interface Sides {
  readonly plan: Plan;
  readonly assigned: Assigned;
  /** Row for row with what is judged. */
  readonly features: Features;
  /** Rows of the reference among them, and whether the label of each row is its own. */
  readonly reference: number;
  readonly isLabelled: Uint8Array;
  /** By row, in milliseconds; null where either side has no times. */
  readonly times: Float64Array | null;
  /** By row when its label came, NaN where it has none or nobody knows; null where no label says. */
  readonly arrivals: Float64Array | null;
  /** The same rows with the labels that came first: `assigned` holds the latest. */
  readonly first: Rows;
  readonly corrected: Corrected;
  readonly loop: Loop;
}

/** A name that no file can hold: names have no line breaks. */
const ROW = 'row\n';
/** Fewer rows teach neither how often scores come true nor what is like a window. */
const REFERENCE_ROWS_MIN = 200;
const LEARNS_NOTHING = ['timestamp', 'big-integer'];

/**
 * Reference and analysis with roles, by what was said, the contract, and the reference. Problems: those of roles and
 * joins; REFERENCE_SMALL, TWO_MODELS.
 */
export function sidesOf(request: EstimateRequest, contract: Contract | null, files: EstimateFiles): Sides {
  const said = { ...contract?.columns.roles, ...request.given.roles };
  const { analysis } = files;
  const reference = withoutOwn(files.reference, said.selfLabelled ?? null);
  const label = said.label ?? inferRoles(reference.table, said).roles.label;
  if (label === null) throw new Problem('ROLE_UNKNOWN', { role: 'label', ...namesOf(reference) });
  const { table: labelled, first, corrected } = withLabels(request, contract, files, label);
  const own = findColumn(reference.table, label);
  if (own === null) {
    const { table, found } = namesOf(reference);
    throw new Problem('TABLE_COLUMN_MISSING', { column: label, role: 'label', table, found });
  }
  const come = findColumn(labelled, label);
  const columns = [...new Set([...reference.table.columns, ...labelled.columns].map(({ name }) => name))];
  const stacked = (labels: Column | null): Table => {
    const below = replaced(labelled, filled(own, labels, labelled.n));
    const { n, columns: found } = stackTables(reference.table, below, columns);
    const values = Float64Array.from({ length: n }, (_, i) => i);
    return { n, columns: [...found, { name: ROW, kind: 'number', type: 'integer', values, missing: null }] };
  };
  const table = stacked(come);
  const plan = planFor(request, contract, { ...analysis, table });
  refuseTwoModels(reference.table, analysis, plan);
  const roles = { ...plan.roles, positive: positiveIn(reference, plan) };
  const assigned = assignRoles(table, analysis.input.path, roles);
  const kept = findColumn(assigned.table, ROW);
  const rows = kept?.kind === 'number' ? kept.values : new Float64Array();
  const before = rows.filter((at) => at < reference.table.n).length;
  if (before < REFERENCE_ROWS_MIN) {
    throw new Problem('REFERENCE_SMALL', { table: reference.input.path, rows: before, needed: REFERENCE_ROWS_MIN });
  }
  // By judged row its place in the analysis; below 0 it is one of the reference.
  const places = Int32Array.from(rows, (at) => at - reference.table.n);
  const isThere = Uint8Array.from(places, (at) => Number(at < 0 || (come !== null && !isMissing(come, at))));
  const loop = loopOf(said, { table: labelled, path: analysis.input.path }, { places, isThere });
  const isLabelled = isThere.map((flag, i) => flag & ~(loop.selfLabelled?.[i] ?? 0));
  const features = featureNames(plan, reference.table, analysis.table);
  return {
    plan: { ...plan, features },
    assigned,
    features: asFeatures(assigned.table, features),
    reference: before,
    isLabelled,
    times: timesOf(plan, assigned.table),
    arrivals: arrivalsOf(inferRoles(labelled, said).roles.labelTimestamp, labelled, { places, isLabelled }),
    first: first === null ? assigned.rows : assignRoles(stacked(first), analysis.input.path, roles).rows,
    corrected,
    loop,
  };
}

const namesOf = ({ input, table }: ReadFile): { readonly table: string; readonly found: readonly string[] } => ({
  table: input.path,
  found: table.columns.map(({ name }) => name),
});

const replaced = ({ n, columns }: Table, column: Column): Table => ({
  n,
  columns: [...columns.filter(({ name }) => name !== column.name), column],
});

function planFor(request: EstimateRequest, contract: Contract | null, candidate: ReadFile): Plan {
  const { reference: _reference, analysis, window: _window, ...rest } = request;
  const nothing = { against: null, reference: null, againstScore: null, againstPrediction: null, unknown: null };
  const asked = { ...rest, ...nothing, command: 'evaluate' as const, files: [analysis], labels: null };
  return planOf(asked, contract, { candidate, labels: null, against: null, reference: null, seeds: null });
}

/** Which class a score speaks of is told by the labels of the reference. */
function positiveIn({ table, input }: ReadFile, { roles }: Plan): string | null {
  if (roles.positive !== null || roles.task !== 'binary') return roles.positive;
  return (
    assignRoles(table, input.path, {
      ...roles,
      cluster: null,
      query: null,
      origin: null,
      timestamp: null,
      weight: null,
      prices: null,
    }).positive?.name ?? null
  );
}

/** The columns that a learner may look at: no times, no running numbers, no texts that name a row or the file. */
function featureNames({ features }: Plan, reference: Table, analysis: Table): string[] {
  return features.filter((name) => {
    const [before, now] = [findColumn(reference, name), findColumn(analysis, name)];
    if (before === null || now === null || before.kind !== now.kind) return false;
    if (LEARNS_NOTHING.includes(before.type) || LEARNS_NOTHING.includes(now.type)) return false;
    const isWhole = before.kind === 'text' || before.type === 'integer';
    if (isWhole && isUnique(before) && before.kind !== 'number') return false;
    if (before.kind === 'number' && before.type === 'integer' && isUnique(before) && isRising(before.values))
      return false;
    const [first, second] = [factsOf(before), factsOf(now)];
    const namesTheFile = before.kind === 'text' && first.distinct === 1 && second.distinct === 1;
    return !(namesTheFile && first.values[0] !== second.values[0]);
  });
}

function isRising(values: Float64Array): boolean {
  return values.every((value, i) => i === 0 || value > values[i - 1]!); // ! i > 0
}

const MODEL_NAMES = /^(model|version|model[ _-]?(id|name|version))$/i;

/** Answers of two models in one table are estimated apart, or the estimate is of neither. Problem: TWO_MODELS. */
function refuseTwoModels(reference: Table, { table, input }: ReadFile, plan: Plan): void {
  for (const column of table.columns) {
    if (!MODEL_NAMES.test(column.name) || plan.names.ignored.includes(column.name)) continue;
    const other = findColumn(reference, column.name);
    const values = new Set([...factsOf(column).values, ...(other === null ? [] : factsOf(other).values)]);
    if (values.size > 1) {
      throw new Problem('TWO_MODELS', { table: input.path, column: column.name, found: [...values].slice(0, 5) });
    }
  }
}

function timesOf({ names }: Plan, table: Table): Float64Array | null {
  const column = names.timestamp === null ? null : findColumn(table, names.timestamp);
  if (column?.kind !== 'number' || column.type !== 'timestamp') return null;
  return column.missing?.includes(1) ? null : column.values;
}
