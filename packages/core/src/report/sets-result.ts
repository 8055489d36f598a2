import type { SetRule } from '../learn/conformal-sets.ts';
import { type Measured, TWO_SIDED } from '../measure/interval.ts';
import type { SetsMeasured } from '../measure/sets.ts';
import type { Bounded } from './calibration-result.ts';

/** How sets are made of scores: classes that are likely enough, or from the likeliest down, or that with a price. */
export type SetKind = 'lac' | 'aps' | 'raps';

/** What sets of classes do on some rows. */
export interface SetsFigures {
  /** Share of rows whose set holds the label. */
  readonly coverage: Bounded | null;
  /** Mean number of classes in a set. */
  readonly size: Bounded | null;
  /** Share of rows with a single class in their set. */
  readonly single: Bounded | null;
}

/** Sets of classes on held-out rows: as the scores promise them, and as they were learned. */
export interface SetsResult {
  /** The share of labels that they promise. */
  readonly level: number;
  readonly kind: SetKind;
  readonly n: number;
  readonly classes: number;
  /** What was tried. */
  readonly candidates: readonly (SetsFigures & { readonly kind: SetKind })[];
  /** Sets that take scores at their word. */
  readonly before: SetsFigures;
  readonly after: SetsFigures;
  /** `isOwn`: the slice has a limit of its own; else it has too few rows and goes by that of all. */
  readonly slices: readonly {
    readonly slice: string;
    readonly n: number;
    readonly isOwn: boolean;
    readonly before: SetsFigures;
    readonly after: SetsFigures;
  }[];
}

/** Sets of a calibrator on the rows of an evaluation. */
export interface SetsEvaluated {
  readonly level: number;
  readonly kind: SetKind;
  readonly classes: number;
  /** All rows, then each slice. */
  readonly lines: readonly (SetsFigures & { readonly slice: string | null; readonly n: number })[];
}

/** The name of a rule: APS with a price is RAPS. */
export const kindOfSets = ({ kind, price }: SetRule): SetKind => (kind === 'aps' && price > 0 ? 'raps' : kind);

/** The figures as JSON holds them. */
export const setsFigures = ({ coverage, size, single }: SetsMeasured): SetsFigures => ({
  coverage: boundedOf(coverage),
  size: boundedOf(size),
  single: boundedOf(single),
});

const boundedOf = (measured: Measured | null): Bounded | null =>
  measured && { value: measured.value, interval: measured.boundsAt(TWO_SIDED) };
