import { defaults, type Gap, type Metric, type Task } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import type { QuantitySpec } from '../contract/check.ts';
import type { SliceRule } from '../contract/contract.ts';
import { between, oddsBetween } from '../measure/between.ts';
import { quantity } from '../measure/entry-quantity.ts';
import { type Groups, groupsOf, rowsByGroup, withGroups } from '../measure/groups.ts';
import type { Measured } from '../measure/interval.ts';
import { partOf } from '../measure/part.ts';
import type { Quantity } from '../measure/quantity.ts';
import { appliesTo, readingOf } from '../measure/readings.ts';
import type { Scope } from '../measure/survey.ts';
import { assert } from '../std/assert.ts';
import { nearest } from '../std/nearest.ts';
import { Problem } from '../std/problem.ts';
import { maskOf } from '../table/expression.ts';
import { instantText, predicateText } from '../table/predicate.ts';
import { makeRows, type Rows, takeRows } from '../table/rows.ts';
import { stackTables } from '../table/stack.ts';
import { findColumn, rowsOf, type Table, takeTable } from '../table/table.ts';

/** The rows that are judged, the table that they came from (row for row), and what an entry needs besides. */
export interface Subject {
  readonly task: Task;
  readonly rows: Rows;
  readonly table: Table;
  /** Earlier rows, for what compares columns with them; null when none were given. */
  readonly reference: Table | null;
  /** Parameters that the contract gives to an entry (costs); null when the entry needs some and has none. */
  params(entry: Metric): Record<string, number> | null;
  /** What checks ask about training; null when there are neither seeds nor curves. */
  readonly runs?: Runs | null;
  readonly seed: number;
}

/** What seeds and learning curves say, number by number. */
export interface Runs {
  /** The spread of a metric over seeds, or a quantity about training, in a slice or over all rows (null). */
  ask(spec: QuantitySpec, indices: Int32Array | null): Measured | Gap;
}

/** The entry of that id; contracts were checked for it when they were read. */
export function entryOf(id: string): Metric {
  const entry = entryById(id);
  assert(entry !== null, `the contract knows only entries of the catalogue, not ${id}`);
  return entry;
}

/** One slice, or one for each group of a column (the largest first). Problems: EXPRESSION_*, TABLE_COLUMN_MISSING. */
export function scopesOf(
  slice: SliceRule,
  table: Table,
): readonly (Scope & { readonly where: string; readonly group: string | null })[] {
  if (slice.kind === 'condition') {
    return [{ name: slice.name, indices: rowsOf(maskOf(slice.where, table)), where: slice.where.text, group: null }];
  }
  const groups = groupsIn(table, slice.column);
  const rows = rowsByGroup(groups);
  return groups.names.map((name, code) => ({
    name: `${slice.column} = ${name}`,
    indices: rows[code]!, // ! as many as names
    where: groupWhere(table, slice.column, name),
    group: slice.column,
  }));
}

/** The condition that a row is of a group: text in quotes, numbers and yes or no bare. */
function groupWhere(table: Table, column: string, name: string): string {
  const found = findColumn(table, column);
  if (found?.kind !== 'number') return `"${column}" = '${name.replaceAll("'", "''")}'`;
  const number = Number(name);
  const value = found.type === 'boolean' ? number === 1 : found.type === 'timestamp' ? instantText(number) : number;
  return predicateText({ kind: 'is', column, value });
}

/** The groups of a column of the table. Problems: TABLE_COLUMN_MISSING, GROUPS_TOO_MANY. */
export function groupsIn(table: Table, column: string): Groups {
  const found = findColumn(table, column);
  if (found === null) {
    const names = table.columns.map(({ name }) => name);
    throw new Problem('TABLE_COLUMN_MISSING', { column, role: 'groups', table: 'the table', found: names });
  }
  const groups = groupsOf(found);
  if (groups === null) throw new Problem('GROUPS_TOO_MANY', { column });
  return groups;
}

/** A question that can be measured. */
export interface Asked {
  readonly entry: Metric;
  readonly quantity: Quantity;
  readonly rows: Rows;
}

/** What a check or a comparison asks, on the rows of a scope. Null when the entry lacks what the contract must give. */
export function asked(spec: QuantitySpec, subject: Subject, indices: Int32Array | null): Asked | null {
  const entry = entryOf(spec.entry);
  const given = subject.params(entry);
  if (given === null) return null;
  const params = { ...defaults(entry), ...given, ...spec.params };
  // Columns that the entry does not look at need not be taken.
  const isRoles = 'rows' in entry.needs && spec.combinator === 'plain';
  const part = isRoles
    ? partOf(subject.rows, indices)
    : indices === null
      ? subject.rows
      : takeRows(subject.rows, indices);
  const own = spec.column === null ? part : { ...part, features: featuresOf(subject.table, spec.column, indices) };
  const rows = isPaired(entry) ? besideReference(own, subject.reference) : own;
  const base = baseOf(spec, entry, rows, subject.task, params);
  const { combinator: how, by, to, odds } = spec;
  if (by === null || (how !== 'gap' && how !== 'ratio')) return { entry, quantity: base, rows };
  const table = indices === null ? subject.table : takeTable(subject.table, indices);
  const groups = groupsIn(table, by);
  const compared = odds === null ? between(base, groups, { how, to }) : oddsBetween(groups, { how, to, odds });
  return { entry, quantity: compared, rows: withGroups(rows, groups) };
}

const isPaired = (entry: Metric): boolean => 'columns' in entry.needs && entry.needs.columns === 'two';

/** The rows of the reference above these, for entries that compare columns; as they are when there is no reference. */
export function besideReference(rows: Rows, reference: Table | null): Rows {
  if (reference === null) return rows;
  const names = rows.features.map(({ name }) => name);
  const { n, columns, side } = stackTables(reference, { n: rows.n, columns: rows.features }, names);
  return makeRows(n, { features: columns, side });
}

function baseOf(spec: QuantitySpec, entry: Metric, rows: Rows, task: Task, params: Record<string, number>): Quantity {
  const level = 'level' in params ? String(params['level']) : null;
  const isByLevel = 'rows' in entry.needs && entry.needs.rows.includes('quantile');
  const how = appliesTo(entry, task);
  const usual = how === 'by-class' ? 'macro' : how === 'by-query' ? 'queries' : null;
  const of = spec.average ?? (isByLevel ? level : usual);
  if (of === null) return quantity(entry, params);
  const reading = readingOf(entry, rows, of, params);
  if (reading) return reading.quantity;
  const known = ['macro', 'micro', 'weighted', 'pairs', 'pairs-weighted', 'skill', 'queries', ...rows.classes];
  throw new Problem('AVERAGE_UNKNOWN', { entry: entry.id, average: of, nearest: nearest(of, known), known });
}

function featuresOf(table: Table, name: string, indices: Int32Array | null): Rows['features'] {
  const column = findColumn(table, name);
  if (column === null) {
    const found = table.columns.map((candidate) => candidate.name);
    throw new Problem('TABLE_COLUMN_MISSING', { column: name, role: 'features', table: 'the table', found });
  }
  return indices === null ? [column] : takeTable({ n: table.n, columns: [column] }, indices).columns;
}
