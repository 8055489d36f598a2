/** Programs whose numbers are given as they give them. */
export type CompatProgram = 'evidently' | 'nannyml' | 'frouros';

/** Why there is no number: the program raises an error, divides nothing by nothing, or it would take too long here. */
export type Refusal =
  | 'rows-differ'
  | 'more-than-two-levels'
  | 'middle-half-flat'
  | 'too-few-rows'
  | 'one-value'
  | 'too-many-rows';

/** What a program says of a column by one of its methods, or why it says nothing. */
export type CompatAnswer = CompatNumber | CompatRefusal;

/** A number as the program gives it. */
export interface CompatNumber {
  /** By the name that is typed there, and by the one that is shown there. */
  readonly id: string;
  readonly name: string;
  readonly statistic: number;
  /** A chance beside the statistic, where the program gives both. */
  readonly p: number | null;
  /** Null where the program has none of its own. */
  readonly threshold: number | null;
  readonly isDrift: boolean | null;
  /** A key of the words that say why our own number differs. */
  readonly why: string;
}

/** A method that the program cannot carry out on these rows. */
export interface CompatRefusal {
  readonly id: string;
  readonly name: string;
  readonly gap: Refusal;
}

/** The key of the words on a method of a program. */
export const whyKey = (program: CompatProgram, id: string): string => `${program}/${id}`;
