import type { Cell, Section, TableBlock } from '../blocks.ts';
import type { Bounded } from '../calibration-result.ts';
import type { Result } from '../result.ts';
import type { SetsFigures, SetsResult } from '../sets-result.ts';
import { count, fixed, intervalText, percent } from '../words/numbers.ts';
import { SETS } from '../words/sets.ts';
import { shorten, sliceName } from '../words/slices.ts';

/** Lines beyond this are in the JSON. */
const LINES_MAX = 24;

/** What the sets of a calibrator hold on rows that it was not learned from. */
export function setsSection({ sets }: Result): Section | null {
  if (sets === undefined) return null;
  const { level, lines } = sets;
  const [whole] = lines;
  if (whole === undefined) return null;
  const heading = SETS.evaluated(percent(level, 0), whole.coverage);
  // Held surely less than promised: the rows have changed since the calibrator was learned.
  const isShort = (whole.coverage?.interval?.[1] ?? 1) < level;
  return {
    ...{ id: 'sets', heading, says: [SETS.held(percent(level, 0), whole), SETS.say], note: '', isBrief: true },
    verdict: isShort ? 'warn' : null,
    blocks: [
      tableOf(
        heading,
        SETS.columns,
        lines
          .slice(0, LINES_MAX + 1)
          .map((line) => [
            { text: line.slice === null ? SETS.all : shorten(sliceName(line.slice), 40) },
            { text: count(line.n) },
            ...cellsOf(line),
          ]),
      ),
    ],
  };
}

/** The sets that a recalibration learned, on held-out rows: what they hold, by slice, and what was tried. */
export function learnedSetsSection(sets: SetsResult | null): Section | null {
  if (sets === null) return null;
  const { level, kind, candidates, before, after, slices, n } = sets;
  const heading = SETS.heading(percent(level, 0), kind);
  const own = slices.filter(({ isOwn }) => isOwn).length;
  const says = [SETS.word(percent(level, 0), before), SETS.say, ...(own > 0 ? [SETS.sayOwn(count(own))] : [])];
  const lines = slices.slice(0, LINES_MAX).map((slice): Cell[] => {
    const name = { text: shorten(sliceName(slice.slice), 40), ...(!slice.isOwn && { small: SETS.small }) };
    return [name, { text: count(slice.n) }, ...cellsOf(slice.after)];
  });
  return {
    ...{ id: 'sets', heading, says: [...says, SETS.triedSay], note: '', verdict: null, isBrief: true },
    blocks: [
      tableOf(heading, SETS.columns, [[{ text: SETS.all }, { text: count(n) }, ...cellsOf(after)], ...lines]),
      tableOf(
        SETS.tried,
        SETS.triedColumns,
        candidates.map((candidate) => [
          { text: candidate.kind.toUpperCase(), ...(candidate.kind === kind && { small: SETS.chosen }) },
          ...cellsOf(candidate),
        ]),
      ),
    ],
  };
}

const cellsOf = ({ coverage, size }: SetsFigures): Cell[] => [
  cellOf(coverage, percent),
  cellOf(size, (value) => fixed(value, 2)),
];

function cellOf(bounded: Bounded | null, text: (value: number) => string): Cell {
  if (bounded === null) return { text: '' };
  const interval = intervalText(bounded.interval, text);
  return { text: text(bounded.value), ...(interval !== '' && { small: interval }) };
}

const tableOf = (caption: string, names: readonly string[], rows: readonly (readonly Cell[])[]): TableBlock => ({
  kind: 'table',
  caption,
  unit: '',
  columns: names.map((name, i) => ({ name, isNumber: i > 0 })),
  rows: rows.map((cells) => ({ cells, isHot: false, isTotal: false })),
  rest: null,
});
