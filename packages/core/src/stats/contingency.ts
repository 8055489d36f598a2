import { chiSquaredSf } from './chi-squared.ts';
import { sum } from './sum.ts';

/** The chi-squared test of independence. */
export interface ChiSquaredTest {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
  /** By row and column of the table. */
  readonly expected: readonly (readonly number[])[];
}

/**
 * Pearson's test of a table of counts, rows by columns: null where a row or column is empty, so leave those out.
 * `isCorrected`: Yates' correction where there is one degree of freedom, at most the whole difference. With no degree
 * of freedom p is 1. O(cells).
 */
export function chiSquaredTest(
  table: readonly (readonly number[])[],
  { isCorrected = false }: { readonly isCorrected?: boolean } = {},
): ChiSquaredTest | null {
  const rows = table.map((row) => sum(row));
  const columns = (table[0] ?? []).map((_, k) => sum(table.map((row) => row[k] ?? 0)));
  const total = sum(rows);
  if (total === 0 || rows.includes(0) || columns.includes(0)) return null;
  const degrees = (rows.length - 1) * (columns.length - 1);
  const expected = rows.map((row) => columns.map((column) => (row * column) / total));
  const less = isCorrected && degrees === 1 ? 0.5 : 0;
  const terms = expected.flatMap((row, i) =>
    row.map((mean, k) => {
      const away = Math.abs((table[i]?.[k] ?? 0) - mean);
      return (away - Math.min(less, away)) ** 2 / mean;
    }),
  );
  const statistic = sum(terms);
  return { statistic, degrees, p: degrees === 0 ? 1 : chiSquaredSf(statistic, degrees), expected };
}

/** The size of a table whose association is measured, all rows and columns being used. */
export interface TableSize {
  readonly rows: number;
  readonly columns: number;
  readonly total: number;
}

/** Cramér's V of a chi-squared statistic without correction, 0 to 1; null for a table of one row or column. */
export function cramersV(statistic: number, { rows, columns, total }: TableSize): number | null {
  const least = Math.min(rows, columns) - 1;
  return least < 1 ? null : Math.min(1, Math.sqrt(statistic / (total * least)));
}

/**
 * Cramér's V without the part that chance alone gives (Bergsma 2013), 0 to 1. Null for a table of one row or column,
 * and where so few rows are there that the correction leaves nothing.
 */
export function cramersVCorrected(statistic: number, { rows, columns, total }: TableSize): number | null {
  if (Math.min(rows, columns) < 2 || total <= 1) return null;
  const shrunk = (size: number): number => size - (size - 1) ** 2 / (total - 1);
  const least = Math.min(shrunk(rows), shrunk(columns)) - 1;
  const association = Math.max(0, statistic / total - ((rows - 1) * (columns - 1)) / (total - 1));
  return least <= 0 ? null : Math.min(1, Math.sqrt(association / least));
}
