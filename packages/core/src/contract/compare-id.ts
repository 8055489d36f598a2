import type { CompareSpec } from './contract.ts';

/** The id of a line of the comparison, as a waiver names it: `accuracy against champion in rush`. */
export const compareId = (spec: Pick<CompareSpec, 'metric' | 'to'>, slice: string | null): string =>
  `${spec.metric.average ? `${spec.metric.average}(${spec.metric.entry})` : spec.metric.entry} against ${spec.to}${slice === null ? '' : ` in ${slice}`}`;

/** The id of the line that asks whether scores became worse as chances. */
export const calibrationId = ({ to }: Pick<CompareSpec, 'to'>): string => `calibration against ${to}`;
