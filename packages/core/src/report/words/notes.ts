import type { NoNaiveErrors } from '../../stats/naive-errors.ts';
import type { Positive } from '../../table/classes.ts';
import { count, plural, valueText } from './numbers.ts';
import { shorten } from './slices.ts';

/** Something that a reader must know besides the verdict. */
export type Note =
  | { readonly kind: 'nothing-compared' }
  | { readonly kind: 'no-contract' }
  | { readonly kind: 'monitors-unread'; readonly monitors: number }
  | { readonly kind: 'set-right'; readonly path: string }
  | {
      readonly kind: 'naive';
      readonly value: number;
      readonly labelUnit: string | null;
      readonly pairs: number;
      readonly season: Season;
      readonly reference: string;
    }
  | {
      readonly kind: 'no-naive';
      readonly why: NoNaiveErrors | 'no-time' | 'no-label';
      readonly season: Season;
      readonly reference: string;
    }
  | { readonly kind: 'classes-alike'; readonly classes: readonly string[] }
  | { readonly kind: 'reference-columns'; readonly missing: readonly string[]; readonly isAll: boolean }
  | { readonly kind: 'waiver-soon'; readonly check: string; readonly owner: string; readonly until: string }
  | { readonly kind: 'waiver-expired'; readonly check: string; readonly owner: string; readonly until: string };

type Season = 'day' | 'week' | 'year' | null;

/** "what was a week before": what a naive forecast says. */
const naively = (season: Season): string => (season === null ? 'what was last' : `what was a ${season} before`);

const NO_NAIVE: Readonly<Record<NoNaiveErrors | 'no-time' | 'no-label', string>> = {
  'several-values': 'one time has several labels in it; name the columns that part it into series (columns.series)',
  'season-too-long': 'nothing in it lies that far apart; give a longer reference, or a shorter watch.season',
  'no-error': 'that is always right there, so there is nothing to scale by',
  'no-time': 'it has no column of times; name it (columns.timestamp)',
  'no-label': 'it has no column of labels',
};

/** The sentence of a note. */
export function noteOf(note: Note): string {
  switch (note.kind) {
    case 'nothing-compared':
      return 'Nothing was compared: no other model was given. Name its file with --against.';
    case 'no-contract':
      return 'There is no contract, so nothing was asked. Write one with `holdfast init FILE`.';
    case 'monitors-unread':
      return `${plural(note.monitors, 'monitor')} of the contract (watch.monitors) not judged: drift judges nothing.`;
    case 'set-right':
      return `The answers were set right by ${note.path} before they were measured.`;
    case 'reference-columns': {
      const names = note.missing.slice(0, 8).map((name) => shorten(name, 40));
      const more = note.missing.length > names.length ? ` and ${note.missing.length - names.length} more` : '';
      return note.isAll
        ? `The reference has none of the columns of these rows (${names.join(', ')}${more}): none was compared.`
        : `The reference has no comparable column ${names.join(', ')}${more}: what compares columns leaves that out.`;
    }
    case 'naive': {
      const value = valueText(note.value, { unit: 'label', labelUnit: note.labelUnit, currency: null });
      const said = `saying ${naively(note.season)}, ${count(note.pairs)} times in ${note.reference}`;
      return `The naive error here is ${value}: that of ${said}.`;
    }
    case 'no-naive': {
      const said = `saying ${naively(note.season)} errs in ${note.reference}`;
      return `mase and rmsse are left out, because it is not known how far ${said}: ${NO_NAIVE[note.why]}.`;
    }
    case 'classes-alike': {
      const names = note.classes.map((name) => `"${shorten(name, 40)}"`).join(' and ');
      return `The classes ${names} count as different, though they read the same.`;
    }
    case 'waiver-soon':
      return `The waiver of ${note.owner} for "${note.check}" runs out after ${note.until}.`;
    case 'waiver-expired':
      return `The waiver of ${note.owner} for "${note.check}" ran out on ${note.until}; it excuses nothing any more.`;
  }
}

const POSITIVE_WHY: Readonly<Record<Positive['why'], string>> = {
  given: 'you said so',
  numbers: 'of 0 and 1, 1 is the positive class',
  word: 'the word says yes',
  score: 'its rows have the higher scores',
};

/** Why a class was taken for the positive one. */
export const assumedPositive = (why: Positive['why']): string => POSITIVE_WHY[why];

/** Why scores were cut at one half. */
export const assumedThreshold = 'there is no column of decisions and no threshold in the contract';
