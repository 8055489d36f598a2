/** Texts and tables of GitHub Markdown: names come from outside and must not become markup, links or mentions. */

/** What is not seen and changes how others are read. */
export const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A text on one line in which nothing is Markdown, HTML, a link or a mention. Punctuation goes by number, because a
 * backslash before "|" ends a cell in some readers and before "@" does nothing.
 */
export const text = (source: string): string =>
  source
    .replace(/\s+/gu, ' ')
    .replace(UNSEEN, '')
    .replace(/[&<>"'`*_~|[\]\\#!@{}$^]/g, (letter) => `&#${letter.charCodeAt(0)};`)
    // Bare addresses become links where the scheme or "www." is followed at once.
    .replace(/(:)(?=\/\/)|(?<=\bwww)(\.)/gi, (letter) => `&#${letter.charCodeAt(0)};`);

/** A table before it is written; cells are Markdown already, heads are not. */
export interface MarkdownTable {
  readonly heads: readonly string[];
  readonly numbers: readonly boolean[];
  readonly rows: readonly (readonly string[])[];
}

/** The table as lines with bars. */
export function tableOf({ heads, numbers, rows }: MarkdownTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads.map(text)), line(numbers.map((isNumber) => (isNumber ? '--:' : '---'))), ...rows.map(line)].join(
    '\n',
  );
}
