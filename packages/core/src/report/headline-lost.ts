import { named } from './cards.ts';
import { type FoundSlice, isShare, worstLost } from './found-slices-result.ts';
import type { ComparisonLine, Result } from './result.ts';
import { aboutWhere, OPENING, otherWords, shortest } from './words/headline.ts';
import { LOST } from './words/lost-slices.ts';
import { count, differenceText, intervalText } from './words/numbers.ts';

type Parts = Omit<Result, 'headline'>;

/** What warns when nothing else does: the slice that nobody declared and that lost most; null where none did. */
export function lostSentence(parts: Parts): string | null {
  const worst = worstLost(parts.comparison?.found);
  if (parts.verdict !== 'warn' || worst === null) return null;
  const other = otherWords(parts.comparison?.other);
  const clause = (where: string): string => LOST.clause(lossText(worst, worst.inside ?? 0, parts), other, where);
  return shortest([
    `${OPENING.warn} ${clause(` where ${worst.words}`)}`,
    aboutWhere(worst.words, clause),
    `${OPENING.warn} ${LOST.clause(lossText(worst, worst.inside ?? 0, parts), other, ' in one kind of rows')}`,
  ]);
}

/** Whether a slice that nobody declared lost more than this line, where both count the same. */
export function hasLostMore({ comparison }: Parts, line: ComparisonLine): boolean {
  const worst = worstLost(comparison?.found);
  const isAlike = comparison?.entry === 'accuracy' || comparison?.entry === 'mae';
  return isAlike && worst !== null && (worst.inside ?? 0) > -(line.difference ?? 0);
}

/** What the search found against the other model, in a sentence that says how it is known; none where it is no news. */
export function lostSupport(parts: Parts, { isNamed }: { readonly isNamed: boolean }): string[] {
  const worst = worstLost(parts.comparison?.found);
  if (worst === null || worst.inside === null || worst.outside === null) return [];
  const other = otherWords(parts.comparison?.other);
  const by = lossText(worst, worst.inside, parts);
  const interval = intervalText(worst.interval, (end) => lossText(worst, end, parts).replace(' points', ''));
  const elsewhere = LOST.elsewhere(lossText(worst, Math.abs(worst.outside), parts), worst.outside > 0);
  const of = { by, interval, other, elsewhere };
  return [isNamed ? LOST.supportShort(count(worst.n), of) : LOST.support(count(worst.n), worst.words, of)];
}

/** "28.4 points", "3.2 EUR". */
const lossText = (slice: FoundSlice, loss: number, parts: Parts): string =>
  differenceText(loss, named(isShare(slice.question) ? 'share' : 'label', parts), 1).replace('+', '');
