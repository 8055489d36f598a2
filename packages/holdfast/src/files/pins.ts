/** What a person or a contract says about a file, so that nothing is left to be assumed. */
export interface Pins {
  readonly types?: Readonly<Record<string, PinnedType>>;
  /** The types are for several tables, as those of a contract: a column that this one lacks is no problem. */
  readonly areShared?: boolean;
  /**
   * Words that stand for a missing value in every column; they take the place of the words that are known by
   * themselves.
   */
  readonly nullWords?: readonly string[];
  readonly delimiter?: string;
  readonly encoding?: string;
  /** The zone of times that have none, such as `Europe/Paris`; UTC when it is left out. */
  readonly timeZone?: string;
  readonly decimal?: '.' | ',';
  readonly headerRows?: number;
  readonly skipRows?: number;
}

/** The type that a column is said to have. */
export type PinnedType = 'number' | 'integer' | 'text' | 'boolean' | 'timestamp';
