import type { ForestBlock, ForestRow, Section, TableBlock } from '../blocks.ts';
import { type Cards, titleOf, unitOf } from '../cards.ts';
import { otherName } from '../headline.ts';
import type { Comparison, ComparisonLine, Result } from '../result.ts';
import { gapWords, needsWords } from '../words/checks.ts';
import { axisUnit, bareDifference, count, differenceInterval, percent, plural, type Unit } from '../words/numbers.ts';
import { comparisonHeading, FIGURE, HEADS, SECTION, tooSmallHeading } from '../words/sections.ts';
import { sliceName } from '../words/slices.ts';
import { worstOf } from './checks.ts';

/** Lines beyond this are not drawn; a page of a hundred lines answers nothing. */
const LINES_MAX = 24;

interface Of {
  readonly comparison: Comparison;
  readonly title: string;
  readonly other: string;
  readonly unit: Unit;
}

/** The comparison with the other model: a forest of the decided lines, then those that are too small to decide. */
export function comparisonSections(result: Result, cards: Cards): readonly Section[] {
  const { comparison } = result;
  if (comparison === null || comparison.lines.length === 0) return [];
  const { entry } = comparison;
  const of = { comparison, title: titleOf(entry, cards), other: otherName(result), unit: unitOf(entry, result, cards) };
  const isMain = (line: ComparisonLine): boolean => line.verdict !== 'unknown' || line.slice === null || line.guarded;
  const main = comparison.lines.filter(isMain);
  const small = comparison.lines.filter((line) => !isMain(line));
  const sections = [mainSection(main, of), ...(small.length === 0 ? [] : [smallSection(small, of)])];
  return sections;
}

function mainSection(lines: readonly ComparisonLine[], of: Of): Section {
  const heading = comparisonHeading(lines, of.other);
  const { churn, unmatched } = of.comparison;
  const says = [SECTION.comparison(of.title, of.other), SECTION.comparisonRead];
  if (churn !== null) says.push(SECTION.churn(count(churn.changed), count(churn.better), count(churn.worse)));
  const lone = [
    ...(unmatched.candidate > 0 ? [SECTION.lone(plural(unmatched.candidate, 'row'), HEADS.thisModel)] : []),
    ...(unmatched.against > 0 ? [SECTION.lone(plural(unmatched.against, 'row'), of.other)] : []),
  ];
  if (lone.length > 0) says.push(SECTION.unmatched(lone));
  const sorted = [...lines].sort((a, b) => Number(b.slice === null) - Number(a.slice === null) || rank(a) - rank(b));
  return {
    id: 'comparison',
    heading,
    says,
    note: comparisonLevel(lines),
    verdict: worstOf(lines.map((line) => line.verdict)),
    isBrief: true,
    blocks: [forest('comparison', sorted, { ...of, heading }), ...valuesTable(sorted, of)],
  };
}

const comparisonLevel = (lines: readonly ComparisonLine[]): string => {
  const level = lines.find((line) => line.bounds !== null)?.level;
  return level === undefined ? '' : SECTION.levels(percent(level, 0), null);
};

/** Worst first: the difference beside what may be lost. */
const rank = (line: ComparisonLine): number => (line.difference ?? 0) / Math.max(line.margin, 1e-9);

function smallSection(lines: readonly ComparisonLine[], of: Of): Section {
  const heading = tooSmallHeading(lines.length);
  const sorted = [...lines].sort((a, b) => b.n - a.n);
  const shown = sorted.slice(0, LINES_MAX);
  const table: TableBlock = {
    kind: 'table',
    caption: heading,
    unit: '',
    columns: [HEADS.slice, HEADS.n, HEADS.difference, HEADS.verdict].map((name, i) => ({
      name,
      isNumber: i === 1 || i === 2,
    })),
    rows: shown.map((line) => ({
      cells: [
        { text: sliceName(line.slice) },
        { text: count(line.n) },
        line.difference === null
          ? { text: '' }
          : { text: bareDifference(line.difference, of.unit), small: differenceInterval(line.bounds, of.unit) },
        { text: line.gap ? gapWords(line.gap) : needsWords(line.needs_n, line.n), verdict: 'unknown' as const },
      ],
      isHot: false,
      isTotal: false,
    })),
    rest: sorted.length > shown.length ? SECTION.undrawn(sorted.length - shown.length, 'slices') : null,
  };
  return {
    id: 'too-small',
    heading,
    says: [SECTION.tooSmall],
    note: SECTION.tooSmallNote,
    verdict: 'unknown',
    isBrief: false,
    blocks: [
      ...(shown.some((line) => line.bounds !== null) ? [forest('too-small', shown, { ...of, heading })] : []),
      table,
    ],
  };
}

function forest(id: string, lines: readonly ComparisonLine[], of: Of & { heading: string }): ForestBlock {
  return {
    kind: 'forest',
    id: `figure-${id}`,
    title: FIGURE.comparison(of.title, of.other, of.heading),
    caption: '',
    explains: '',
    rows: lines.slice(0, LINES_MAX).flatMap((line) => forestRow(line, of.unit)),
    sides: { worse: FIGURE.worse, better: FIGURE.better },
    reference: null,
    limitName: FIGURE.margin,
    key: FIGURE.key(axisOf(of.unit)),
    unit: FIGURE.comparisonUnit(axisOf(of.unit)),
  };
}

/** What differences are counted in. */
const axisOf = (unit: Unit): string => (unit.unit === 'share' ? FIGURE.points : axisUnit(unit));

function forestRow(line: ComparisonLine, unit: Unit): ForestRow[] {
  if (line.difference === null) return [];
  const scale = unit.unit === 'share' ? 100 : 1;
  const interval = line.bounds === null ? '' : ` (${differenceInterval(line.bounds, unit)})`;
  return [
    {
      name: sliceName(line.slice),
      n: count(line.n),
      value: line.difference * scale,
      low: line.bounds === null ? null : line.bounds[0] * scale,
      high: line.bounds === null ? null : line.bounds[1] * scale,
      limit: -Math.abs(line.margin) * scale,
      text: `${bareDifference(line.difference, unit)}${interval}`,
      verdict: line.verdict,
      isStrong: line.slice === null || line.verdict === 'fail',
    },
  ];
}

/** Lines without a difference have no dot, but they keep their place in words. */
function valuesTable(lines: readonly ComparisonLine[], of: Of): TableBlock[] {
  const blind = lines.filter((line) => line.difference === null);
  if (blind.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: of.title,
      unit: '',
      columns: [HEADS.slice, HEADS.n, HEADS.verdict].map((name, i) => ({ name, isNumber: i === 1 })),
      rows: blind.map((line) => ({
        cells: [
          { text: sliceName(line.slice) },
          { text: count(line.n) },
          { text: line.gap ? gapWords(line.gap) : needsWords(line.needs_n, line.n), verdict: line.verdict },
        ],
        isHot: false,
        isTotal: false,
      })),
      rest: null,
    },
  ];
}
