import type { Entry, Example, WindowExample, WindowMetric } from './define.ts';
import type { Detector, DetectorExample } from './detector.ts';

/** Any file of the catalogue. */
export type AnyEntry = Entry | WindowMetric | Detector;
/** A case of any of them. */
export type AnyExample = Example | WindowExample | DetectorExample;
