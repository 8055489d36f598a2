import type { Rule, SetsRule } from '@holdfast/core/learn/calibrator-file.ts';
import type { Level } from '@holdfast/core/learn/level.ts';
import type { Parting } from '@holdfast/core/measure/recalibration-gain.ts';
import type { CalibrationFinding } from '@holdfast/core/report/calibration-result.ts';
import type { BeforeAfter, Candidate } from '@holdfast/core/report/recalibration-result.ts';
import type { Reliability } from '@holdfast/core/report/result.ts';
import type { SetsResult } from '@holdfast/core/report/sets-result.ts';
import type { Rows } from '@holdfast/core/table/rows.ts';

/** The share of labels that intervals and sets hold when nobody says. */
export const LEVEL = 0.9;

/** A group or slice with its rows, and the condition that tells them. */
export interface Group {
  readonly name: string;
  readonly where: string;
  readonly indices: Int32Array;
  /** Somebody declared it: then intervals and sets hold in it too. */
  readonly isDeclared: boolean;
}

/** What rules are learned from. */
export interface Sample {
  readonly rows: Rows;
  readonly time: Float64Array | null;
  readonly seed: number;
  /** Groups with the rows of each. */
  readonly groups: readonly Group[];
  /** The share of labels that intervals and sets shall hold; null: what the model's quantiles say, else `LEVEL`. */
  readonly level: number | null;
  /** What numbers that are off cost: an entry with its prices, and the quantile that costs least. */
  readonly loss: { readonly entry: string; readonly params: Record<string, number>; readonly quantile: number };
  /** What messages call the table, and the columns of the answers. */
  readonly table: string;
  readonly column: string;
}

/** What was learned and how it did. */
export interface Learned {
  readonly parting: Parting;
  readonly heldOut: number;
  readonly chosen: string;
  readonly isHelp: boolean;
  readonly finding: CalibrationFinding | null;
  /** How far apart the two chances of Venn-Abers are on average; null for other rules. */
  readonly apart: number | null;
  readonly candidates: readonly Candidate[];
  readonly measures: readonly BeforeAfter[];
  readonly groups: readonly (BeforeAfter & { readonly slice: string; readonly n: number })[];
  readonly rule: Rule;
  /** What sets numbers right before intervals are made of them; absent: they stay as they are. */
  readonly answers?: Level;
  /** Sets of classes; null for numbers, or where rows are too few. */
  readonly sets: { readonly rule: SetsRule; readonly result: SetsResult } | null;
  readonly basis: { readonly measure: string; readonly before: number | null; readonly after: number | null };
  readonly reliability: readonly Reliability[];
}
