import type { Task } from '../catalogue/define.ts';
import { type Rows, takeRows } from '../table/rows.ts';
import { type PerformanceStream, performanceStreams } from './performance-streams.ts';

/** How well the model does in one slice. */
export interface SliceStream extends PerformanceStream {
  /** The slice as people know it. */
  readonly slice: string;
}

/** A slice: its name, the reference's rows in it, and the group of streams that it joins. */
export interface Sliced {
  readonly name: string;
  readonly rows: Int32Array;
  readonly group: string;
  /** Of the group's income, beside a metric of all rows. */
  readonly weight: number;
}

/** By fewer rows of the reference no scale is laid out. */
const ROWS_MIN = 200;

/**
 * The stream of a slice by the first metric of the task, laid out by the reference's rows in it; by all rows where it
 * has too few there: such a slice joins when its rows come. Slices are a kind of their own, so that what they all share
 * is taken away from each and watched once, where they are eight or more. Null where a task has no metric by row.
 */
export function sliceStream(task: Task, reference: Rows, { name, rows, group, weight }: Sliced): SliceStream | null {
  const known = rows.length < ROWS_MIN ? reference : takeRows({ ...reference, features: [] }, rows);
  const [metric] = performanceStreams(task, known);
  if (metric === undefined) return null;
  const id = `slices:${metric.entry}:${name}`;
  return {
    ...metric,
    slice: name,
    spec: { ...metric.spec, id, group, kind: 'slice', weight },
    reading(all, inside) {
      if (inside.length === 0) return { stream: id, n: 0, y: null, reason: 'no-rows' };
      return { ...metric.reading(all, inside), stream: id };
    },
  };
}
