import type { Contract } from '@holdfast/core/contract/contract.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { bring, idKeys, partnersById } from '@holdfast/core/table/join.ts';
import { inferRoles, type RoleNames } from '@holdfast/core/table/roles.ts';
import { type Column, findColumn, isMissing, type Table, takeColumn } from '@holdfast/core/table/table.ts';
import { firstLabels } from '../backtest/first-labels.ts';
import type { EstimateRequest } from './request.ts';
import type { EstimateFiles } from './sides.ts';

/** The rows to estimate with the labels that came. */
export interface WithLabels {
  /** The label that holds, and when the first of each row came where that is known. */
  readonly table: Table;
  /** What was known first, where corrections came; null where none did. */
  readonly first: Column | null;
  readonly corrected: Corrected;
}

/** What was said of a label again. */
export interface Corrected {
  /** Rows whose label was replaced by another one. */
  readonly rows: number;
  /** Labels that came again as they were, that have no id, and that are of no row. */
  readonly again: number;
  readonly withoutId: number;
  readonly unknown: number;
}

const NOTHING: Corrected = { rows: 0, again: 0, withoutId: 0, unknown: 0 };

/**
 * The rows to estimate with labels by id: of several labels of one row the latest holds, and evidence goes by the first
 * (what was known then). Problems: ROLE_UNKNOWN and those of joins.
 */
export function withLabels(
  { given }: EstimateRequest,
  contract: Contract | null,
  { analysis, labels }: EstimateFiles,
  label: string,
): WithLabels {
  if (labels === null || findColumn(analysis.table, label) !== null)
    return { table: analysis.table, first: null, corrected: NOTHING };
  const said = { ...contract?.columns.roles, ...given.roles };
  const id = said.id ?? inferRoles(analysis.table, {}).roles.id;
  if (id === null) throw roleUnknown('id', analysis);
  const own = findColumn(labels.table, label)?.name ?? inferRoles(labels.table, {}).roles.label;
  if (own === null) throw roleUnknown('label', labels);
  const arrival = arrivalIn(labels.table, said);
  const columns = { id, label: own, arrival };
  const { table, again, withoutId, corrections } = firstLabels(labels.table, columns);
  const partners = partnersById(
    { name: analysis.input.path, table: analysis.table },
    { name: labels.input.path, table },
    id,
  );
  const brought = (column: Column | null, name: string): Column[] =>
    column === null ? [] : [bring(column, partners, name)];
  const first = findColumn(table, own);
  const latest = first && corrections.length > 0 ? latestLabels(labels.table, table, columns) : first;
  // What is said of a label may stand beside it.
  const beside = [arrival, said.explored, said.propensity, said.selfLabelled].filter(
    (name) => name != null && findColumn(analysis.table, name) === null,
  ) as string[]; // as: those that are null were left out
  return {
    table: {
      n: analysis.table.n,
      columns: [
        ...analysis.table.columns,
        ...brought(latest, label),
        ...beside.flatMap((name) => brought(findColumn(table, name), name)),
      ],
    },
    first: corrections.length > 0 ? (brought(first, label)[0] ?? null) : null,
    corrected: {
      rows: new Set(corrections.map((one) => one.first)).size,
      again,
      withoutId,
      unknown: partners.unmatched.second,
    },
  };
}

type Columns = { readonly id: string; readonly label: string; readonly arrival: string | null };

const arrivalIn = (table: Table, said: Partial<RoleNames>): string | null => {
  const named = said.labelTimestamp ?? null;
  if (named !== null && findColumn(table, named) !== null) return named;
  return inferRoles(table, {}).roles.labelTimestamp;
};

/**
 * For each row of the first labels the label that came last, by time of arrival and then by row; what is empty says
 * nothing.
 */
function latestLabels(all: Table, first: Table, { id, label, arrival }: Columns): Column {
  const [ids, labels, wanted] = [findColumn(all, id), findColumn(all, label), findColumn(first, id)];
  const at = arrival === null ? null : findColumn(all, arrival);
  // ! the caller found all three
  const [keys, firstKeys, own] = [idKeys(ids!), idKeys(wanted!), labels!]; // ! the caller found all three
  const arrivalOf = (row: number): number =>
    at?.kind === 'number' && !isMissing(at, row) ? at.values[row]! : Number.NEGATIVE_INFINITY; // ! a row
  const latest = new Map<string | number, number>();
  keys.forEach((key, row) => {
    if (key === null || isMissing(own, row)) return;
    const known = latest.get(key);
    if (known === undefined || arrivalOf(row) >= arrivalOf(known)) latest.set(key, row);
  });
  const empty = keys.indexOf(firstKeys[0] ?? null);
  return takeColumn(
    own,
    firstKeys.map((key) => latest.get(key ?? '') ?? empty),
  );
}

const roleUnknown = (role: string, { input, table }: EstimateFiles['analysis']): Problem =>
  new Problem('ROLE_UNKNOWN', { role, table: input.path, found: table.columns.map(({ name }) => name) });
