/** A condition on one column that a program made and a person will read. */
export type Predicate =
  | { readonly kind: 'is'; readonly column: string; readonly value: string | number | boolean }
  | Range
  | { readonly kind: 'missing'; readonly column: string };

/** Values from `low` (above it, where `isAbove`) to below `high`; null is no end. */
export interface Range {
  readonly kind: 'range';
  readonly column: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly isAbove: boolean;
  /** The ends are milliseconds since the epoch. */
  readonly isTime: boolean;
}

/**
 * The predicate in the grammar of `where` (expression-grammar.ts), so that it can be pasted into a contract. Example:
 * `age >= 26 and age < 33`.
 */
export function predicateText(predicate: Predicate): string {
  const name = columnText(predicate.column);
  switch (predicate.kind) {
    case 'missing':
      return `${name} is missing`;
    case 'is':
      return `${name} = ${valueText(predicate.value)}`;
    case 'range': {
      const { low, high, isAbove } = predicate;
      const ends = [
        ...(low === null ? [] : [`${name} ${isAbove ? '>' : '>='} ${endText(low, predicate)}`]),
        ...(high === null ? [] : [`${name} < ${endText(high, predicate)}`]),
      ];
      return ends.length > 0 ? ends.join(' and ') : `${name} is not missing`;
    }
  }
}

/** All predicates at once. */
export const conditionText = (predicates: readonly Predicate[]): string => predicates.map(predicateText).join(' and ');

/** Names that the grammar reads without quotes; a dash stands between letters. */
const BARE = /^[\p{L}_][\p{L}\p{M}\p{N}_.]*(-[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.]*)*$/u;
const RESERVED = /^(and|or|not|in|is|between|true|false)$/i;

const columnText = (name: string): string =>
  BARE.test(name) && !RESERVED.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

const valueText = (value: string | number | boolean): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

const endText = (end: number, { isTime }: Range): string => (isTime ? `'${instantText(end)}'` : String(end));

/** A time as short as it can be: a day, or a day and a time (UTC). */
export function instantText(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace('T', ' ').replace(/(:00)?\.000Z$/, '');
}
