import type { Figure } from './figure.ts';
import type { BudgetBlock, MarkKind, PanelsBlock, TimelineBlock } from './history-blocks.ts';
import type { Remark } from './remarks.ts';
import type { VerdictWord } from './result.ts';

/**
 * What a report says, in the order in which it says it, and nothing of how it looks. All texts are ready for people and
 * not yet escaped for any format: names from outside stand in them as they are.
 */
export interface Document {
  /** The state in words, for the window's title: "Fail: release gate of adult-income". */
  readonly title: string;
  readonly bar: { readonly what: string; readonly subject: string; readonly end: string };
  readonly answer: Answer;
  readonly facts: readonly Fact[];
  /** Contract, seed and outcome in one line, for forms without a foot. */
  readonly closing: string;
  /** What was taken for granted or left out, for forms that show no section of it. */
  readonly remarks: readonly Remark[];
  /** What a short form says in a line each, in place of the sections that it leaves out. */
  readonly inShort?: readonly Remark[];
  /** Level and kind of the intervals, and what they rest on. */
  readonly reading: string;
  readonly sections: readonly Section[];
  /** Each entry that the report names, explained: formula and source are one click away from its name. */
  readonly terms: readonly Term[];
  readonly footer: { readonly entries: readonly FooterEntry[]; readonly note: string };
}

/** The answer: what a person reads first, and often all that is read. */
export interface Answer {
  /** null: nothing was judged. */
  readonly verdict: VerdictWord | null;
  readonly word: string;
  readonly sentence: string;
  readonly support: readonly string[];
  readonly action: string;
  /** A command line that helps with the action. */
  readonly command: string | null;
}

/** A figure in the row below the answer: what it is, the value, and how sure it is. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** The unit, where it is a name and not a sign; empty otherwise. */
  readonly unit: string;
  readonly how: string;
}

/** A line of fine print at the end: a name and its value. */
export interface FooterEntry {
  readonly name: string;
  readonly value: string;
}

/** A part of a report: a finding in words at the left, its evidence at the right. */
export interface Section {
  readonly id: string;
  /** What a person asks that this and the sections after it answer; of the first of them only. */
  readonly question?: string;
  /** The finding, not the topic. */
  readonly heading: string;
  readonly says: readonly string[];
  readonly note: string;
  /** The worst verdict that it holds: what failed comes first. */
  readonly verdict: VerdictWord | null;
  /** Whether a short form (the terminal, an annotation) shows it too. */
  readonly isBrief: boolean;
  /** What a short form says in the place of the blocks, where sentences are enough. */
  readonly brief?: readonly string[];
  readonly blocks: readonly Block[];
}

/** The kinds of evidence that a section can hold. */
export type Block =
  | ChecksBlock
  | TableBlock
  | ForestBlock
  | HistogramBlock
  | CurveBlock
  | ReliabilityBlock
  | CostBlock
  | LinesBlock
  | PairBlock
  | ListBlock
  | TimelineBlock
  | PanelsBlock
  | SidesBlock
  | BudgetBlock;

/** The checks of a gate, what failed first. */
export interface ChecksBlock {
  readonly kind: 'checks';
  readonly rows: readonly CheckRow[];
  /** Undecided lines that do not block, as one: "accuracy, 3 small slices". */
  readonly aside: string | null;
}
/** A check as texts; an empty text is a value that there is not. */
export interface CheckRow {
  readonly verdict: VerdictWord;
  readonly title: string;
  readonly limit: string;
  /** The unit of `found` where that does not say it: the limit says it too. Empty otherwise. */
  readonly unit: string;
  readonly found: string;
  readonly interval: string;
  readonly n: string;
  readonly remark: string;
  readonly term: string | null;
  readonly isComparison: boolean;
  readonly isWaived: boolean;
}

/** A table whose first column names the row. */
export interface TableBlock {
  readonly kind: 'table';
  readonly caption: string;
  /** The unit of all figures, where it is one. */
  readonly unit: string;
  readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
  readonly rows: readonly TableRow[];
  /** What was left out, in words; null when all is shown. */
  readonly rest: string | null;
  /** How many rows a short form shows, where it is fewer than it could. */
  readonly briefRows?: number;
  /** What it is opened by, where it is folded away: "The 99 weeks as a table". Short forms leave such a table out. */
  readonly fold?: string;
}
/** A row of a table: hot where it says harm, a total where it sums up the others. */
export interface TableRow {
  readonly cells: readonly Cell[];
  readonly isHot: boolean;
  readonly isTotal: boolean;
}
/** A cell: the value, in small what belongs to it, and a verdict or an entry that it names. */
export interface Cell {
  readonly text: string;
  /** What stands before the text and is heavier. */
  readonly lead?: string;
  readonly small?: string;
  readonly verdict?: VerdictWord;
  readonly term?: string;
  /** 0 to 5: how much of its row is in it, where a table is a map of shares. */
  readonly shade?: number;
  /** The cell is the number of an incident, drawn as in the charts. */
  readonly ring?: MarkKind;
}

/** Values with intervals on one axis, a row each. Numbers are as the axis shows them (points, percent). */
export interface ForestBlock extends Figure {
  readonly kind: 'forest';
  readonly rows: readonly ForestRow[];
  /** Words for the sides of zero, where rows are differences. */
  readonly sides: { readonly worse: string; readonly better: string } | null;
  /** A value for all, drawn through every row. */
  readonly reference: { readonly value: number; readonly name: string } | null;
  /** What the upright on a row is called. */
  readonly limitName: string | null;
  /** How lines of plain text are read, where there is no axis with words. */
  readonly key: string;
  /** What the texts at the right are: "points, with bounds". */
  readonly unit: string;
}
/** A value with its interval on the common axis. */
export interface ForestRow {
  readonly name: string;
  readonly n: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly limit: number | null;
  readonly text: string;
  readonly verdict: VerdictWord | null;
  readonly isStrong: boolean;
}

/** Counts in bins, the edges one more than the counts. */
export interface HistogramBlock extends Figure {
  readonly kind: 'histogram';
  readonly edges: readonly number[];
  /** One or two layers of counts; the first is the subject. */
  readonly layers: readonly { readonly name: string; readonly counts: readonly number[] }[];
  readonly axes: { readonly x: string; readonly y: string };
  /** A value that is marked with an upright: the threshold, or zero. */
  readonly mark: { readonly value: number; readonly name: string } | null;
  readonly isPercent: boolean;
}

/** Small charts of both sides of a column, one thing each. */
export interface SidesBlock {
  readonly kind: 'sides';
  readonly panels: readonly SidePanel[];
}
/**
 * Shares of 100 rows over stretches of numbers (edges, one more than shares) or by text; the first layer, the subject,
 * as bars, the second over them.
 */
export type SidePanel = Figure & {
  readonly layers: readonly { readonly name: string; readonly shares: readonly number[] }[];
  readonly unit: string;
} & (
    | { readonly of: 'numbers'; readonly edges: readonly number[] }
    | { readonly of: 'texts'; readonly names: readonly string[] }
  );

/** Lines over a square of 0 to 100 by 0 to 100 (ROC, precision by recall). */
export interface CurveBlock extends Figure {
  readonly kind: 'curve';
  readonly curves: readonly {
    readonly name: string;
    readonly label: string;
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly at: { readonly x: number; readonly y: number; readonly text: string } | null;
  }[];
  readonly axes: { readonly x: string; readonly y: string };
  readonly hasDiagonal: boolean;
  /** The corner in which the labels have room. */
  readonly labelsAt: 'bottom-right' | 'bottom-left';
}

/** What a score is worth: the share that came true, over the band of an honest score; all of 100. */
export interface ReliabilityBlock extends Figure {
  readonly kind: 'reliability';
  readonly lines: readonly { readonly name: string; readonly x: readonly number[]; readonly y: readonly number[] }[];
  readonly band: {
    readonly x: readonly number[];
    readonly low: readonly number[];
    readonly high: readonly number[];
  } | null;
  readonly bandName: string;
  readonly axes: { readonly x: string; readonly y: string };
}

/** What every line between yes and no costs, by how many of 100 rows are answered yes. */
export interface CostBlock extends Figure {
  readonly kind: 'cost';
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Lines that are talked of; the last is the one to take. */
  readonly marks: readonly { readonly x: number; readonly y: number; readonly name: string }[];
  /** How many of 100 rows people can follow up. */
  readonly cap: { readonly x: number; readonly name: string } | null;
  readonly axes: { readonly x: string; readonly y: string };
}

/** Lines over steps of training; the first is the one to look at. */
export interface LinesBlock extends Figure {
  readonly kind: 'lines';
  readonly lines: readonly { readonly name: string; readonly x: readonly number[]; readonly y: readonly number[] }[];
  readonly marks: readonly { readonly x: number; readonly y: number; readonly name: string }[];
  readonly axes: { readonly x: string; readonly y: string };
}

/** Figures side by side where there is room. */
export interface PairBlock {
  readonly kind: 'pair';
  readonly blocks: readonly (CurveBlock | ReliabilityBlock | HistogramBlock)[];
}

/** Remarks, a line each. */
export interface ListBlock {
  readonly kind: 'list';
  readonly caption: string;
  readonly items: readonly string[];
}

/** An entry explained from its card. */
export interface Term {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly formula: string;
  readonly reading: string;
  readonly edges: string;
  readonly sources: readonly string[];
}
