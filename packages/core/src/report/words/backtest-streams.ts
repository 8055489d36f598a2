import type { ColumnPart } from '../../evidence/column-streams.ts';
import { shorten } from './slices.ts';

/** Names for the parts by which a column is watched. */
export const STREAM_PARTS = {
  part(of: ColumnPart['of']): string {
    switch (of.kind) {
      case 'below':
        return `share below ${Number(of.value.toPrecision(4))}`;
      case 'level':
        return `share of "${shorten(of.level, 32)}"`;
      case 'other':
        return 'share of rare values';
      case 'new':
        return 'share never seen before';
      case 'missing':
        return 'share missing';
      case 'under':
        return 'share below all seen before';
      case 'over':
        return 'share above all seen before';
    }
  },
} as const;

/** Why a column is not watched: the tables differ in it. */
export function differenceWords(column: string, what: 'only-reference' | 'only-history' | 'other-kind'): string {
  const name = `Column ${shorten(column, 60)}`;
  if (what === 'only-reference') return `${name} is in the reference and not in the history: it is not watched.`;
  if (what === 'only-history') return `${name} is in the history and not in the reference: it is not watched.`;
  return `${name} is text in one table and numbers in the other: it is not watched. Pin its type in the contract.`;
}

/** Which slices are watched although nobody declared them; nothing where none is. */
export function confirmedWords(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const slices = names.length === 1 ? 'one slice' : `${names.length} slices`;
  return [
    `In the reference the model was surely worse in ${slices} that nobody declared, so watched as well: ${names.join('; ')}.`,
  ];
}

/** Which columns are not watched because they repeat the calendar; nothing where none does. */
export function calendarWords(found: readonly { readonly column: string; readonly part: string }[]): readonly string[] {
  if (found.length === 0) return [];
  const named = found.map(({ column, part }) => `${shorten(column, 60)} (${part})`);
  const verbs = found.length === 1 ? 'repeats the calendar: it moves by itself, and is' : REPEAT;
  return [`${named.join(', ')} ${verbs} not watched.`];
}

const REPEAT = 'repeat the calendar: they move by themselves, and are';

/** How the reference was come by when nobody named one. */
export const REFERENCE_CUT =
  'No reference was named: the first quarter of the history is taken as usual, and the rest is replayed.';

/** Answers to incidents that did not come. */
export const answersUnmet = (names: readonly string[]): string =>
  `No incident came for the ${names.length === 1 ? 'answer' : 'answers'} to ${names.map((name) => shorten(name, 60)).join(', ')}.`;
