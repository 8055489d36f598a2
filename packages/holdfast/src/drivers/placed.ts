import type { Contract } from '@holdfast/core/contract/contract.ts';
import { type JsonPath, placeAt } from '@holdfast/core/contract/lines.ts';
import { Problem } from '@holdfast/core/std/problem.ts';

/** The error with the line of the contract that named a missing column; any other error, or name, as it is. */
export function placed(error: unknown, contract: Contract | null): unknown {
  if (!(error instanceof Problem) || error.code !== 'TABLE_COLUMN_MISSING' || contract === null) return error;
  const details = (error as Problem<'TABLE_COLUMN_MISSING'>).details; // as: its code was tested
  if (details.place !== undefined) return error;
  const path = pathOf(contract, details.role, details.column);
  if (path === null) return error;
  const place = placeAt(contract.lines, contract.path, path);
  return new Problem('TABLE_COLUMN_MISSING', { ...details, place }, { cause: error });
}

/** Where the contract names the column; null when it does not, so that an option of the command line did. */
function pathOf({ columns, slices }: Contract, role: string, column: string): JsonPath | null {
  const slice = slices.findIndex((one) => one.kind === 'column' && one.column === column);
  if (slice >= 0) return ['slices', slice];
  const { groups = [], ...rest } = columns.roles;
  const group = groups.indexOf(column);
  if (group >= 0) return ['columns', 'groups', group];
  const isNamed = Object.values(rest).some((one) => namesColumn(one, column));
  return isNamed ? ['columns', role] : null;
}

function namesColumn(said: unknown, column: string): boolean {
  if (Array.isArray(said)) return said.some((one) => namesColumn(one, column));
  if (typeof said === 'object' && said !== null) return 'column' in said && said.column === column;
  return said === column;
}
