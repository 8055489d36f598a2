/** The distinct texts of each column of a sample, with their counts. */
export type ColumnValues = Map<string, number>;

/** The most cells that are looked at one by one: wide tables give fewer rows. */
const CELLS = 200_000;
const ROWS_MIN = 50;
const ROWS_MAX = 3000;

/** Values by column, of rows spread over the sample. */
export function valuesOf(
  rows: readonly { readonly cells: readonly string[] }[],
  width: number,
): readonly ColumnValues[] {
  const wanted = Math.max(ROWS_MIN, Math.min(ROWS_MAX, Math.floor(CELLS / Math.max(1, width))));
  // The first rows one by one, because examples are taken from them, then rows from all over.
  const first = Math.min(rows.length, Math.floor(wanted / 2));
  const step = Math.max(1, (rows.length - first) / Math.max(1, wanted - first));
  const values = Array.from({ length: width }, (): ColumnValues => new Map());
  for (let k = 0; k < Math.min(rows.length, wanted); k++) {
    const cells = rows[k < first ? k : first + Math.floor((k - first) * step)]!.cells; // ! k < min(length, wanted)
    for (let j = 0; j < width; j++) {
      const text = cells[j] ?? '';
      values[j]!.set(text, (values[j]!.get(text) ?? 0) + 1); // ! j < width
    }
  }
  return values;
}
