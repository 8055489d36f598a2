import type { Section } from '../blocks.ts';
import { type LostSlices, worstLost } from '../found-slices-result.ts';
import { otherName } from '../headline.ts';
import type { Result } from '../result.ts';
import { foundGapWords } from '../words/found-slices.ts';
import { LOST } from '../words/lost-slices.ts';
import { differenceText, marginText, percent } from '../words/numbers.ts';
import { foundBlocks, halvesWords, searchedWords, unitOf } from './found-slices.ts';

/** Where the model answers worse than the other one, as the search found it among slices that nobody declared. */
export function lostSlicesSection(result: Result): Section | null {
  const lost = result.comparison?.found;
  if (lost === undefined) return null;
  const other = otherName(result);
  const bare = { id: 'lost-slices', note: '', verdict: null, isBrief: false, blocks: [] };
  if ('gap' in lost) {
    const why = lost.gap === 'no-errors' ? LOST.noneWorse(other) : foundGapWords(lost.gap);
    return { ...bare, heading: LOST.impossible, says: [why] };
  }
  const worst = worstLost(lost);
  return {
    ...bare,
    heading: headingOf(lost, result, other),
    says: [halvesWords(lost, result.independence.by === 'day' ? 'day' : 'cluster'), LOST.read(other)],
    note: `${LOST.note(percent(lost.level, 0), other)} ${searchedWords(lost)}`,
    verdict: worst === null ? null : 'warn',
    isBrief: worst !== null,
    blocks: foundBlocks(lost, result, {
      reference: LOST.asOther(other),
      axis: LOST.axis(other),
      axisUnit: (unit) => LOST.axisUnit(unit, other),
    }),
  };
}

function headingOf(lost: Exclude<LostSlices, { gap: string }>, result: Result, other: string): string {
  const worst = worstLost(lost);
  if (worst !== null) {
    const by = differenceText(worst.inside ?? 0, unitOf(worst, result), 1).replace('+', '');
    return LOST.worst(worst.words, by, other);
  }
  const [confirmed] = lost.slices.filter(({ status }) => status === 'confirmed');
  return confirmed === undefined ? LOST.none(other) : LOST.slight(marginText(lost.margin, unitOf(confirmed, result)));
}
