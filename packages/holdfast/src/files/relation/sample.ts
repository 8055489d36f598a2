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

/** One row drawn from each run of as many, at most so many; the rows after the last whole run are left out. */
export function drawOf(relation: Relation, rowsMax: number, seed: number): Relation {
  const { rows, from } = relation;
  if (rows <= rowsMax) return relation;
  const run = Math.ceil(rows / rowsMax);
  const drawn = Math.floor(rows / run);
  const place = `(hash((row_at - 1) // ${run} * 1000003 + ${seed}) % ${run})`;
  return {
    ...relation,
    from: `(SELECT * FROM (${numbered(from)}) WHERE row_at <= ${drawn * run} AND (row_at - 1) % ${run} = ${place})`,
    rows: drawn,
    isPicked: true,
  };
}

// A table of the engine has its rows numbered; to number those of a scan holds some of them back.
const numbered = (from: string): string =>
  from === 't' ? 'SELECT *, rowid + 1 AS row_at FROM t' : `SELECT *, row_number() OVER () AS row_at FROM ${from}`;
