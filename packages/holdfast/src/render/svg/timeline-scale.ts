import type * as History from '@holdfast/core/report/history-blocks.ts';

/** The scale of a timeline, and the usual as far as it lies within. */
export interface TimelineScale {
  readonly low: number;
  readonly high: number;
  /** Cut to the scale; null where its value lies beyond it, or there is none. */
  readonly usual: History.TimelineBlock['usual'];
}

/**
 * All values in full. What else there is may widen the scale by as much again and is cut beyond that, so that neither
 * one window of a few rows nor a reference with one gross row flattens all others; the ends are in titles and tables.
 */
export function scaleOf({ points, usual, isShare, came = [] }: History.TimelineBlock): TimelineScale {
  const values = [...points, ...came].flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return { low: 0, high: isShare ? 100 : 1, usual: null };
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const span = most - least || Math.abs(most) * 0.1 || 1;
  const ends = points.flatMap((point) => [point.low, point.high]).filter((end) => end !== null);
  if (usual !== null) ends.push(usual.value, usual.low, usual.high);
  const lowest = Math.max(
    least - span,
    ends.reduce((a, b) => Math.min(a, b), least),
  );
  const highest = Math.min(
    most + span,
    ends.reduce((a, b) => Math.max(a, b), most),
  );
  const room = span * 0.04;
  const low = isShare ? Math.max(0, lowest - room) : lowest - room;
  const high = isShare ? Math.min(100, highest + room) : highest + room;
  return { low, high, usual: cut(usual, low, high) };
}

function cut(usual: History.TimelineBlock['usual'], low: number, high: number): History.TimelineBlock['usual'] {
  if (usual === null || usual.value < low || usual.value > high) return null;
  return { value: usual.value, low: Math.max(low, usual.low), high: Math.min(high, usual.high) };
}
