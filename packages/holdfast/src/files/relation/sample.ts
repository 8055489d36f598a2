import type { Relation } from './relation.ts';

/**
 * The relation of at most so many rows: half of them the first ones, then every k-th. The same rows each time, because
 * the engine keeps their order.
 */
export function sampleOf(relation: Relation, rowsMax: number): Relation {
  const { rows, from } = relation;
  if (rows <= rowsMax) return relation;
  const first = Math.floor(rowsMax / 2);
  const step = Math.ceil((rows - first) / (rowsMax - first));
  return {
    ...relation,
    from: `(SELECT * FROM (${numbered(from)}) WHERE row_at <= ${first} OR (row_at - ${first}) % ${step} = 0)`,
    rows: first + Math.floor((rows - first) / step),
    isPicked: true,
  };
}

/** The relation of its first rows. */
export const firstOf = (relation: Relation, rowsMax: number): Relation => ({
  ...relation,
  from: `(SELECT * FROM ${relation.from} LIMIT ${rowsMax})`,
  rows: Math.min(relation.rows, rowsMax),
  isPicked: true,
});

/** What is drawn, of so many rows: one row from each run of as many; the rows after the last whole run are left out. */
export interface DrawPlan {
  /** More rows are never drawn. */
  readonly rowsMax: number;
  readonly seed: number;
}

/** The rows that are drawn. */
export function drawOf(relation: Relation, { rowsMax, seed }: DrawPlan): Relation {
  const { rows, from } = relation;
  if (rows <= rowsMax) return relation;
  const { run, drawn } = runsOf(rows, rowsMax);
  const isDrawn = `(row_at - 1) % ${run} = ${placeIn(run, seed, `(row_at - 1) // ${run}`)}`;
  return {
    ...relation,
    from: `(SELECT * FROM (${numbered(from)}) WHERE row_at <= ${drawn * run} AND ${isDrawn})`,
    rows: drawn,
    isPicked: true,
  };
}

/** The places of the rows that `drawOf` draws, rising. */
export async function drawnPlaces({ engine, rows }: Relation, { rowsMax, seed }: DrawPlan): Promise<Int32Array> {
  const { run, drawn } = runsOf(rows, rowsMax);
  const places = new Int32Array(drawn);
  let known = 0;
  await engine.columns(
    `SELECT (k * ${run} + ${placeIn(run, seed, 'k')})::DOUBLE FROM range(${drawn}) AS r(k)`,
    (piece) => {
      if (!('values' in piece)) return;
      places.set(piece.values, known);
      known += piece.values.length;
    },
  );
  return places;
}

const runsOf = (rows: number, rowsMax: number): { readonly run: number; readonly drawn: number } => {
  const run = Math.ceil(rows / rowsMax);
  return { run, drawn: Math.floor(rows / run) };
};

/** The place in the k-th run of the row that is drawn. */
const placeIn = (run: number, seed: number, k: string): string => `(hash(${k} * 1000003 + ${seed}) % ${run})`;

// A table of the engine has its rows numbered; to number those of a scan holds some of them back.
const numbered = (from: string): string =>
  from === 't' ? 'SELECT *, rowid + 1 AS row_at FROM t' : `SELECT *, row_number() OVER () AS row_at FROM ${from}`;
