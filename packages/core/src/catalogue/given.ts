import type { Column } from '../table/table.ts';
import type { ColumnsOf, GivenColumns, Side } from './define.ts';

type Lists = {
  readonly [K in keyof GivenColumns]?: K extends 'scores'
    ? readonly (readonly number[])[]
    : K extends 'quantiles'
      ? readonly { readonly level: number; readonly values: readonly number[] }[]
      : readonly number[];
};

/** What an entry on rows is given, from plain lists: for examples and tests. Weights are 1, classes 2, if not said. */
export function givenRows<const L extends Lists>(
  lists: L,
  { classes = 2, weight }: { classes?: number; weight?: readonly number[] } = {},
): { n: number; classes: number; weight: Float64Array } & { [K in keyof L & keyof GivenColumns]: GivenColumns[K] } {
  const { scores, quantiles, ...plain } = lists;
  const columns: Record<string, unknown> = {};
  for (const [role, list] of Object.entries(plain)) columns[role] = Float64Array.from(list);
  if (scores !== undefined) columns['scores'] = scores.map((list) => Float64Array.from(list));
  if (quantiles !== undefined) {
    columns['quantiles'] = quantiles.map(({ level, values }) => ({ level, values: Float64Array.from(values) }));
  }
  const n = Object.values(plain)[0]?.length ?? 0;
  const rows = scores === undefined || Object.keys(plain).length > 0 ? n : (scores[0]?.length ?? 0);
  return {
    n: rows,
    classes,
    weight: weight === undefined ? new Float64Array(rows).fill(1) : Float64Array.from(weight),
    ...(columns as { [K in keyof L & keyof GivenColumns]: GivenColumns[K] }), // as: a column for each list, by its name
  };
}

type Cells = readonly (number | string | null)[];

/** What an entry on columns is given, from lists of numbers or of text where null is missing. Weights are 1. */
export function givenColumns(
  features: Readonly<Record<string, Cells>>,
  { weight }: { weight?: readonly number[] } = {},
): ColumnsOf {
  const columns = Object.entries(features).map(([name, cells]) => columnOf(name, cells));
  const n = Object.values(features)[0]?.length ?? 0;
  return {
    n,
    weight: weight === undefined ? new Float64Array(n).fill(1) : Float64Array.from(weight),
    features: columns,
  };
}

/** Two tables that are compared, stacked: the reference above, the window below. */
export function givenTwo(
  reference: Readonly<Record<string, Cells>>,
  window: Readonly<Record<string, Cells>>,
): ColumnsOf & Side {
  const above = Object.values(reference)[0]?.length ?? 0;
  const stacked = Object.fromEntries(
    Object.entries(reference).map(([name, cells]) => [name, [...cells, ...(window[name] ?? [])]]),
  );
  const given = givenColumns(stacked);
  return { ...given, side: Uint8Array.from({ length: given.n }, (_, i) => (i < above ? 0 : 1)) };
}

function columnOf(name: string, cells: Cells): Column {
  if (cells.some((cell) => typeof cell === 'string')) {
    const levels = [...new Set(cells.filter((cell) => typeof cell === 'string'))];
    const codes = Int32Array.from(cells, (cell) => (typeof cell === 'string' ? levels.indexOf(cell) : -1));
    return { name, kind: 'text', type: 'text', codes, levels };
  }
  const missing = Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0));
  const values = Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : 0));
  return { name, kind: 'number', type: 'number', values, missing: missing.includes(1) ? missing : null };
}
