import type { Contract, Costs } from '@holdfast/core/contract/contract.ts';
import { type JsonPath, placeAt } from '@holdfast/core/contract/lines.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { PRICE_KEYS, type Price } from '@holdfast/core/table/row-prices.ts';

/** The error with the line of the contract that named a column, a price or a class; any other error as it is. */
export function placed(error: unknown, contract: Contract | null): unknown {
  if (!(error instanceof Problem) || contract === null || 'place' in error.details) return error;
  const path = placeOf(error, contract);
  if (path === null) return error;
  const place = placeAt(contract.lines, contract.path, path);
  // A slice by a column is looked up as groups are.
  const role = path[0] === 'slices' && { role: 'slices' };
  return new Problem(error.code, { ...error.details, ...role, place }, { cause: error });
}

function placeOf(error: Problem, contract: Contract): JsonPath | null {
  const is = <C extends Problem['code']>(code: C): Problem<C>['details'] | null =>
    error.code === code ? (error.details as Problem<C>['details']) : null; // as: its code was tested
  const column = is('TABLE_COLUMN_MISSING');
  if (column !== null) return pathOf(contract, column.role, column.column);
  const [text, price, name] = [is('LABEL_NOT_NUMERIC'), is('COSTS_TASK'), is('COSTS_CLASS_UNKNOWN')];
  if (text?.isPrice && contract.costs) return priceOf(contract.costs, text.column);
  if (price !== null) return ['costs', price.key];
  return name === null ? null : ['costs', 'matrix', ...name.path];
}

/** Where the contract names the column; null when it does not, so that an option of the command line did. */
function pathOf({ columns, slices, costs }: Contract, role: string, column: string): JsonPath | null {
  if (role === 'costs') return costs && priceOf(costs, column);
  if (role === 'series') return ['columns', 'series', columns.series.indexOf(column)];
  const slice = slices.findIndex((one) => one.kind === 'column' && one.column === column);
  if (slice >= 0) return ['slices', slice];
  const { groups = [], ...rest } = columns.roles;
  const group = groups.indexOf(column);
  if (group >= 0) return ['columns', 'groups', group];
  const isNamed = Object.values(rest).some((one) => namesColumn(one, column));
  return isNamed ? ['columns', role] : null;
}

/** Where a price is that reads the column. */
function priceOf(costs: Costs, column: string): JsonPath | null {
  const reads = (price: Price | null): boolean =>
    price !== null && typeof price === 'object' && price.column === column;
  const cell = costs.matrix.find(({ cost }) => reads(cost));
  if (cell) return ['costs', 'matrix', cell.label, cell.prediction];
  const found = Object.entries(PRICE_KEYS).find(
    ([key]) => key !== 'matrix' && reads(costs[key as Exclude<keyof typeof PRICE_KEYS, 'matrix'>]), // as: its keys
  );
  return found ? ['costs', found[1]] : null;
}

function namesColumn(said: unknown, column: string): boolean {
  if (Array.isArray(said)) return said.some((one) => namesColumn(one, column));
  if (typeof said === 'object' && said !== null) return 'column' in said && said.column === column;
  return said === column;
}
