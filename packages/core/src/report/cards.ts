import type { Card } from '../catalogue/define.ts';
import { CATALOGUE } from '../catalogue/index.ts';
import type { Result } from './result.ts';
import type { Unit } from './words/numbers.ts';

/** Cards by id: what reports say of an entry. */
export type Cards = ReadonlyMap<string, Card>;

/** The cards of all entries of the catalogue. */
export const CARDS: Cards = new Map(CATALOGUE.map((entry) => [entry.id, entry]));

/** The title in the middle of a sentence: "accuracy", "ROC AUC"; without a card, the id in words. */
export function titleOf(entry: string, cards: Cards): string {
  const title = cards.get(entry)?.title;
  return title === undefined ? entry.replaceAll('-', ' ') : inSentence(title);
}

/**
 * A title with a small first letter, unless it begins with an abbreviation or a name ("ROC AUC", "R2", "Cohen's
 * kappa").
 */
export const inSentence = (title: string): string =>
  /^[A-Z][a-z]/.test(title) && !/^\p{L}+['’]s |^(Brier|Matthews)\b/u.test(title)
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title;

/** What a result says of units: an entry's own, the label's, the currency. */
export type Units = Pick<Result, 'costs' | 'labelUnit'>;

/** The unit of an entry; without a card, a plain number. */
export const unitOf = (entry: string, parts: Units, cards: Cards): Unit =>
  named(cards.get(entry)?.unit ?? 'number', parts);

/** A unit with the names it needs. */
export const named = (unit: string, parts: Units): Unit => ({
  unit,
  labelUnit: parts.labelUnit ?? null,
  currency: typeof parts.costs?.['currency'] === 'string' ? parts.costs['currency'] || null : null,
});
