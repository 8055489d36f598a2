import type { Card, Params, Values } from './define.ts';

/** What a detector says after a value. */
export type Signal = 'none' | 'warning' | 'change';

/** Promises of detectors. `silent-on-constant`: a value that never changes raises nothing. */
export type DetectorLaw = 'silent-on-constant';

/**
 * Looks at values one by one, in their order, and remembers. None of these keeps a promise about false alarms: they are
 * here for those who know their answers from elsewhere.
 */
export interface Detector<M = unknown, P extends Params = Params> extends Card<P, DetectorLaw> {
  readonly kind: 'detector';
  /** 0|1 with 1 an error, or any numbers. */
  readonly takes: 'errors' | 'numbers';
  readonly examples: readonly DetectorExample<P>[];
  /** The memory before the first value: plain data, which may be kept and taken up again. */
  start(params: Values<P>): M;
  /** What it says after one more value; the memory is changed in place. After a change it begins anew by itself. */
  step(memory: M, value: number, params: Values<P>): Signal;
}
/** A stream short enough to follow: so many of one value after the other, and where it says that they changed. */
export interface DetectorExample<P extends Params = Params> {
  readonly runs: readonly { readonly value: number; readonly times: number }[];
  readonly params?: Partial<Values<P>>;
  /** Places from 0 whose value made it say so. */
  readonly changes: readonly number[];
  readonly by: string;
}
/** The detector, its memory and `params` typed from what it says. */
export const defineDetector = <M, const P extends Params>(entry: Omit<Detector<M, P>, 'kind'>): Detector<M, P> => ({
  ...entry,
  kind: 'detector',
});
