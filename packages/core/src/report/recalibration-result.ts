import type { CalibratorFile } from '../learn/calibrator-file.ts';
import type { Bounded, CalibrationFinding } from './calibration-result.ts';
import type { Reliability, Result } from './result.ts';
import type { SetsResult } from './sets-result.ts';

/** The one JSON document of `recalibrate`, and all that its report is made from. Keys are a promise, as in `Result`. */
export interface RecalibrationResult
  extends Pick<
    Result,
    | 'holdfast'
    | 'seed'
    | 'model'
    | 'task'
    | 'contract'
    | 'inputs'
    | 'roles'
    | 'assumed'
    | 'rows'
    | 'classes'
    | 'positive'
    | 'labelUnit'
    | 'costs'
    | 'independence'
    | 'headline'
  > {
  readonly command: 'recalibrate';
  /** How rows were parted into those that are learned from and those that are judged. */
  readonly parting: { readonly by: 'time' | 'cluster' | 'row'; readonly column: string | null; readonly folds: number };
  /** Rows that were judged by a rule that was learned without them. */
  readonly heldOut: number;
  readonly chosen: string;
  /** Whether it is surely better than leaving the answers as they are. */
  readonly isHelp: boolean;
  /** What is wrong with the scores, where they are chances of two classes. */
  readonly finding: CalibrationFinding | null;
  /** How far apart the two chances of Venn-Abers are on average; null for other rules. */
  readonly apart: number | null;
  /** What was tried, the simplest first, by log loss; empty where nothing had to be chosen. */
  readonly candidates: readonly Candidate[];
  /** Held-out rows before and after. */
  readonly measures: readonly BeforeAfter[];
  readonly groups: readonly (BeforeAfter & { readonly slice: string; readonly n: number })[];
  /** Sets of classes that hold the label of a share of rows; null for numbers, or where rows are too few. */
  readonly sets: SetsResult | null;
  readonly calibrator: CalibratorFile;
  /** Where it was written to. */
  readonly written: string | null;
}

/** A rule that was tried. */
export interface Candidate {
  readonly kind: string;
  /** Mean log loss of held-out rows; null where it could not be learned. */
  readonly loss: number | null;
  /** Its loss minus that of leaving scores as they are, between two one-sided bounds of 95 %. */
  readonly difference: Bounded | null;
}

/** A number over held-out rows, as the answers were and as they are now. */
export interface BeforeAfter {
  readonly entry: string;
  readonly before: Bounded | null;
  readonly after: Bounded | null;
  /** After minus before, on the same rows. */
  readonly difference: Bounded | null;
}

/** Points of its chart, beside the result. */
export interface RecalibrationFigures {
  readonly reliability?: readonly Reliability[];
}
