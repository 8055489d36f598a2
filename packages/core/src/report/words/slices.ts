/**
 * Names of slices, as they stand in sentences and in tables. Names come from outside: they are shortened, never
 * trusted.
 */

/** Names longer than this are cut in sentences; tables and files keep more. */
const LONGEST = 90;

/** A name from outside, at most `most` characters, on one line. */
export function shorten(name: string, most = LONGEST): string {
  const line = name.replace(/\s+/gu, ' ').trim();
  const letters = [...line];
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join('')}…`;
}

/** What a table calls a slice: "all rows", or its name. */
export const sliceName = (slice: string | null): string => (slice === null ? 'all rows' : shorten(slice));

/**
 * Where a sentence speaks of a slice: "over all rows", `in "rush"`, "where sex is Female and occupation is Exec-
 * managerial".
 */
export function whereWords(slice: string | null): string {
  if (slice === null) return 'over all rows';
  const name = shorten(slice);
  return conditionWords(name) ?? `in “${name}”`;
}

/** A condition in words, or null when the text is a name or too intricate to be read aloud. */
export function conditionWords(condition: string): string | null {
  const parts = condition.split(/\s+and\s+/);
  const words = parts.map(comparisonWords);
  return words.every((part) => part !== null) ? `where ${words.join(' and ')}` : null;
}

const RELATIONS: Readonly<Record<string, string>> = {
  '=': 'is',
  '==': 'is',
  '!=': 'is not',
  '>=': 'is at least',
  '<=': 'is at most',
  '>': 'is above',
  '<': 'is below',
};

function comparisonWords(part: string): string | null {
  const found =
    /^"?([\p{L}_][\p{L}\p{N}_. -]*?)"?\s*(==|!=|>=|<=|=|>|<)\s*(?:'([^']*)'|"([^"]*)"|([^'"=<>()]+))$/u.exec(
      part.trim(),
    );
  if (found === null) return null;
  const [, column = '', relation = '=', single, double, bare] = found;
  const value = (single ?? double ?? bare ?? '').trim();
  if (value === '') return null;
  return `${column.replaceAll('_', ' ')} ${RELATIONS[relation] ?? relation} ${value}`;
}
