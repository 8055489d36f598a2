import type { Block, Section, TableBlock, TableRow } from '../blocks.ts';
import type { ChurnLine, ChurnResult } from '../comparison-result.ts';
import { otherName } from '../headline.ts';
import type { Comparison, Result } from '../result.ts';
import { gapWords } from '../words/checks.ts';
import { CHURN, calibrationSay, ofHundred, pText, rankSay, testName } from '../words/churn.ts';
import { count, fixed, signed } from '../words/numbers.ts';
import { SECTION } from '../words/sections.ts';
import { shorten, sliceName } from '../words/slices.ts';

const LINES_MAX = 24;
/** Above this a p-value says how many rows there were, not how large the difference is (STATISTICS 0, D4). */
const P_ROWS_MAX = 10_000;

/** Which answers changed, for whom, and whether for the better; scores as chances, and named tests. */
export function churnSection(result: Result): Section | null {
  const { comparison } = result;
  const changes = comparison?.changes;
  if (!comparison || (!changes && !comparison.calibration && !comparison.tests)) return null;
  const says = changes ? [CHURN.say(result.classes.length > 0)] : [];
  if (changes?.score != null) says.push(CHURN.score(fixed(changes.score, 3)));
  if (changes?.rank) says.push(rankSay(changes.rank));
  if (comparison.calibration) says.push(calibrationSay(comparison.calibration, otherName(result)));
  return {
    id: 'changes',
    heading: headingOf(changes, comparison),
    says,
    note: changes ? CHURN.note : '',
    verdict: null,
    isBrief: false,
    blocks: [
      ...(changes ? [linesTable(changes)] : []),
      ...(changes && changes.moves.length > 0 ? [movesTable(changes)] : []),
      ...testsTable(comparison),
    ],
  };
}

function headingOf(changes: ChurnResult | undefined, { calibration }: Comparison): string {
  if (!changes) return calibration ? CHURN.noWorst : CHURN.tests;
  if (changes.lines[0]?.changed === 0) return CHURN.none;
  return changes.worst === null ? CHURN.noWorst : CHURN.worst(changes.worst);
}

const numbered = (heads: readonly string[], texts: number): TableBlock['columns'] =>
  heads.map((name, i) => ({ name, isNumber: i >= texts }));

/** All rows first, then the slices that lose most. */
function linesTable({ lines, worst }: ChurnResult): TableBlock {
  const [whole, ...slices] = lines;
  const sorted = [...slices].sort((a, b) => (a.net ?? 0) - (b.net ?? 0));
  const shown = sorted.slice(0, LINES_MAX);
  return {
    kind: 'table',
    caption: CHURN.unit,
    unit: CHURN.unit,
    columns: numbered(CHURN.heads, 1),
    rows: [...shown.map((line) => lineRow(line, worst)), ...(whole ? [lineRow(whole, worst)] : [])],
    rest: sorted.length > shown.length ? SECTION.undrawn(sorted.length - shown.length, 'slices') : null,
  };
}

function lineRow(line: ChurnLine, worst: string | null): TableRow {
  const { slice, n, changed, better, worse, net, interval, gap } = line;
  const small =
    interval === null ? gapWords(gap ?? 'no-interval') : `${ofHundred(interval[0])} to ${ofHundred(interval[1])}`;
  return {
    cells: [
      { text: sliceName(slice) },
      ...[n, changed, better, worse].map((rows) => ({ text: count(rows) })),
      { text: net === null ? '' : ofHundred(net), ...(changed > 0 && { small }) },
    ],
    isHot: slice !== null && slice === worst,
    isTotal: slice === null,
  };
}

function movesTable({ moves }: ChurnResult): Block {
  const rows = moves.map(({ from, to, n, better, worse }) => ({
    cells: [
      { text: shorten(from, 40) },
      { text: shorten(to, 40) },
      ...[n, better, worse].map((k) => ({ text: count(k) })),
    ],
    isHot: false,
    isTotal: false,
  }));
  return {
    kind: 'table',
    caption: CHURN.moves,
    unit: CHURN.moves,
    columns: numbered(CHURN.movesHeads, 2),
    rows,
    rest: null,
  };
}

function testsTable({ tests = [] }: Comparison): TableBlock[] {
  if (tests.length === 0) return [];
  const rows = tests.map((test) => {
    const p = test.gap ? gapWords(test.gap) : test.p === null ? gapWords('no-variance') : pOf(test.p, test.n);
    const difference = test.difference === null ? '' : signed(test.difference, 4);
    return {
      cells: [{ text: testName(test) }, { text: count(test.n) }, { text: difference }, { text: p }],
      isHot: false,
      isTotal: false,
    };
  });
  return [
    {
      kind: 'table',
      caption: CHURN.tests,
      unit: '',
      columns: numbered(CHURN.testsHeads, 1),
      rows,
      rest: null,
      fold: CHURN.tests,
    },
  ];
}

const pOf = (p: number, n: number): string => (n > P_ROWS_MAX ? CHURN.large : pText(p));
