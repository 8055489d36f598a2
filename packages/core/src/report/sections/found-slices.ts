import { isCompared } from '../../measure/slices/questions.ts';
import type { Block, ForestBlock, Section, TableBlock } from '../blocks.ts';
import { named } from '../cards.ts';
import { type FoundAll, type FoundSlice, isShare, standing, worstFound } from '../found-slices-result.ts';
import type { Result } from '../result.ts';
import { ASKED, FOUND, foundGapWords, foundHeading, timesWords, WHAT } from '../words/found-slices.ts';
import {
  axisUnit,
  bareDifference,
  bareValue,
  count,
  countWord,
  differenceInterval,
  percent,
  type Unit,
} from '../words/numbers.ts';

import { shorten } from '../words/slices.ts';

/** A condition longer than this cannot be read in a table; the JSON has it whole. */
const WHERE_MAX = 400;
/** As many as can be read in passing. */
const BRIEF_ROWS = 4;

/** Where the model answers worse, as the search found it: the effect of each slice on rows that it never saw. */
export function foundSlicesSection(result: Result): Section | null {
  const { found } = result;
  if (found === undefined) return null;
  const bare = { id: 'found-slices', note: '', verdict: null, isBrief: false, blocks: [] };
  if ('gap' in found) return { ...bare, heading: FOUND.impossible, says: [foundGapWords(found.gap)] };
  const worst = worstFound(found);
  return {
    ...bare,
    heading: headingOf(found, worst),
    says: [
      halvesWords(found, result.independence.by === 'day' ? 'day' : 'cluster'),
      ...(found.slices.length > 0 ? [FOUND.read] : []),
    ],
    note: `${found.slices.length > 0 ? `${FOUND.note(percent(found.level, 0))} ` : ''}${searchedWords(found)}`,
    isBrief: worst !== null,
    blocks: foundBlocks(found, result, { reference: FOUND.elsewhere, axis: FOUND.axis, axisUnit: FOUND.axisUnit }),
  };
}

function headingOf(found: FoundAll, worst: FoundSlice | null): string {
  if (worst !== null)
    return foundHeading(worst.question, worst.words, timesWords(worst.inside ?? 0, worst.outside ?? 0));
  return found.slices.some(({ status }) => status === 'confirmed') ? FOUND.slight : FOUND.none;
}

/** On how many rows slices were searched for, and on how many tried. */
export function halvesWords({ searched }: FoundAll, by: 'cluster' | 'day'): string {
  const { rowsFinding, rowsConfirming, clustersConfirming: clusters } = searched;
  const confirming =
    clusters === null ? FOUND.rows(count(rowsConfirming)) : FOUND.clusters(count(rowsConfirming), count(clusters), by);
  return FOUND.halves(FOUND.rows(count(rowsFinding)), confirming);
}

/** How many slices there were to look at. */
export const searchedWords = ({ searched: { possible, depth, features, counted, isExact } }: FoundAll): string =>
  isExact
    ? FOUND.exact(count(possible), countWord(depth), count(features), count(counted))
    : FOUND.notExact(count(counted));

/** What slices are drawn beside. */
export interface Beside {
  readonly reference: string;
  readonly axis: string;
  readonly axisUnit: (unit: string) => string;
}

/** A chart for each question, what is confirmed in figures, and the conditions; none where nothing was found. */
export function foundBlocks(found: FoundAll, result: Result, beside: Beside): Block[] {
  if (found.slices.length === 0) return [];
  const questions = [...new Set(found.slices.map(({ question }) => question))];
  const forests = questions.map((question) =>
    forest(
      standing(found.slices).filter((slice) => slice.question === question),
      result,
      beside,
    ),
  );
  return [...forests, ...confirmedTable(found, result), conditions(found, result)];
}

/** What a slice is counted in. */
export const unitOf = (slice: FoundSlice, result: Result): Unit =>
  named(isShare(slice.question) ? 'share' : 'label', result);

function forest(slices: readonly FoundSlice[], result: Result, beside: Beside): ForestBlock {
  const [first] = slices as [FoundSlice]; // as: a question that named a slice
  const unit = unitOf(first, result);
  const scale = unit.unit === 'share' ? 100 : 1;
  return {
    kind: 'forest',
    id: `figure-found-${first.question}`,
    title: `${ASKED[first.question]}.`,
    caption: ASKED[first.question],
    explains: '',
    rows: slices.flatMap((slice) => {
      if (slice.effect === null) return [];
      const interval = slice.interval === null ? '' : ` (${differenceInterval(slice.interval, unit)})`;
      return [
        {
          name: slice.words,
          n: count(slice.n),
          value: slice.effect * scale,
          low: slice.interval === null ? null : slice.interval[0] * scale,
          high: slice.interval === null ? null : slice.interval[1] * scale,
          limit: null,
          text: `${bareDifference(slice.effect, unit)}${interval}`,
          verdict: slice.status === 'confirmed' ? null : ('unknown' as const),
          isStrong: false,
        },
      ];
    }),
    sides: null,
    reference: { value: 0, name: beside.reference },
    limitName: null,
    key: '',
    unit: unit.unit === 'share' ? beside.axis : beside.axisUnit(axisUnit(unit)),
  };
}

/** What is confirmed, in figures; the rest is counted. */
function confirmedTable(found: FoundAll, result: Result): TableBlock[] {
  const confirmed = found.slices.filter(({ status }) => status === 'confirmed');
  const [first] = confirmed;
  return first === undefined ? [] : [table(confirmed, found.slices.length - confirmed.length, result)];
}

function table(slices: readonly FoundSlice[], left: number, result: Result): TableBlock {
  const { where, n, inside, outside, what } = FOUND.heads;
  const [first] = slices as [FoundSlice]; // as: there is one
  const hasMany = slices.some(({ question }) => question !== first.question);
  return {
    kind: 'table',
    caption: FOUND.caption,
    unit: hasMany ? '' : FOUND.unit(ASKED[first.question], axisUnit(unitOf(first, result))),
    briefRows: BRIEF_ROWS,
    columns: [where, ...(hasMany ? [what] : []), n, inside, outside].map((name) => ({
      name,
      isNumber: name !== where && name !== what,
    })),
    rows: standing(slices).map((slice) => {
      const unit = unitOf(slice, result);
      const shadows = slices.filter(
        ({ question, shadowOf }) => question === slice.question && shadowOf?.where === slice.where,
      );
      const text = isCompared(slice.question) ? bareDifference : bareValue;
      const value = (of: number | null): string => (of === null ? '' : text(of, unit));
      return {
        cells: [
          { text: slice.words, ...(shadows.length > 0 && { small: FOUND.shadows(shadows.length) }) },
          ...(hasMany ? [{ text: WHAT[slice.question] }] : []),
          { text: count(slice.n) },
          { text: value(slice.inside) },
          { text: value(slice.outside) },
        ],
        isHot: false,
        isTotal: false,
      };
    }),
    rest: left > 0 ? FOUND.unconfirmed(left) : null,
  };
}

/** The conditions as they can be pasted, and which of their parts make the difference. */
function conditions(found: FoundAll, result: Result): TableBlock {
  const { where, more, parts, finding, status } = FOUND.foldHeads;
  return {
    kind: 'table',
    caption: FOUND.fold,
    unit: '',
    fold: FOUND.fold,
    columns: [where, more, status, parts, finding].map((name) => ({
      name,
      isNumber: name === finding || name === more,
    })),
    rows: found.slices.map((slice) => {
      const unit = unitOf(slice, result);
      const text = isCompared(slice.question) ? bareDifference : bareValue;
      const interval = differenceInterval(slice.interval, unit);
      const more = slice.effect === null ? '' : bareDifference(slice.effect, unit);
      const added = slice.items.flatMap(({ words, contribution }) =>
        contribution === null ? [] : [FOUND.part(words, bareDifference(contribution, unit))],
      );
      return {
        cells: [
          { text: shorten(slice.where, WHERE_MAX) },
          { text: more, ...(interval === '' ? {} : { small: interval }) },
          { text: slice.shadowOf === null ? FOUND.status[slice.status] : FOUND.shadow(slice.shadowOf.words) },
          { text: added.join('; ') },
          { text: text(slice.finding.inside, unit), small: `n ${count(slice.finding.n)}` },
        ],
        isHot: false,
        isTotal: false,
      };
    }),
    rest: null,
  };
}
