/** Words that nobody writes as a value: they are missing in text columns too. */
const PLAIN = ['', 'na', 'n/a', '#n/a', 'null', 'nan', '\\n', '?'];
/**
 * Words that may be a level of a text column (`None` as a kind of insurance) and are missing only among numbers and
 * dates.
 */
const AMONG_VALUES = ['none', 'nil', '-', '--', '.', '..', '...', 'missing', 'n.a.', '#value!', '#div/0!', '#ref!'];

/** Numbers that no column can hold. They are missing, and counted. */
const NOT_FINITE = ['inf', '-inf', '+inf', 'infinity', '-infinity', '+infinity'];

/** Whether a text says that a number is without bounds. */
export const isNotFinite = (text: string): boolean => NOT_FINITE.includes(text.trim().toLowerCase());

const PLAIN_WORDS = new Set(PLAIN);
const ALL_WORDS = new Set([...PLAIN, ...AMONG_VALUES, ...NOT_FINITE]);

/** Which texts stand for a missing value. */
export interface NullWords {
  /** In a column of numbers, dates or yes-no answers. */
  amongValues(text: string): boolean;
  /** In a column of text. */
  amongText(text: string): boolean;
  /** The words of both, in lower case and without outer blanks, for a query. */
  readonly valueWords: readonly string[];
  readonly textWords: readonly string[];
}

const known: NullWords = {
  amongValues: (text) => ALL_WORDS.has(text.trim().toLowerCase()),
  amongText: (text) => PLAIN_WORDS.has(text.trim().toLowerCase()),
  valueWords: [...ALL_WORDS],
  textWords: PLAIN,
};

/** The known words, or exactly those that were pinned (the empty cell is always missing). */
export function nullWords(pinned: readonly string[] | undefined): NullWords {
  if (pinned === undefined) return known;
  const words = new Set(['', ...pinned.map((word) => word.trim().toLowerCase())]);
  const has = (text: string): boolean => words.has(text.trim().toLowerCase());
  return { amongValues: has, amongText: has, valueWords: [...words], textWords: [...words] };
}
