import type { BacktestResult } from '../backtest-result.ts';
import type { Block, Section } from '../blocks.ts';
import type { Remark } from '../remarks.ts';
import { historySetAsideWords, STORY } from '../words/backtest.ts';
import { count } from '../words/numbers.ts';
import { countOf, REMARK } from '../words/remarks.ts';
import { HEADS, SECTION } from '../words/sections.ts';
import { shorten } from '../words/slices.ts';

const SAID_MAX = 30;

/** What nobody said and the program took, which rows and outcomes took no part, and what was noted in the files. */
export function setAsideSection(result: BacktestResult): Section {
  const blocks: Block[] = [];
  if (result.assumed.length > 0) {
    const cells = result.assumed.map((a) => [a.what, a.value, a.why].map((text) => ({ text: shorten(text, 300) })));
    blocks.push(table([HEADS.what, HEADS.taken, HEADS.why], cells));
  }
  if (result.rows.setAside.length > 0) {
    const cells = result.rows.setAside.map(({ reason, rows }) => [
      { text: historySetAsideWords(reason) },
      { text: count(rows) },
    ]);
    blocks.push(table([HEADS.reason, HEADS.rows], cells));
  }
  const problems = result.inputs.flatMap((input) =>
    input.problems.map(({ line, column, message, code }) => {
      const place = [input.path, line === null ? '' : `line ${line}`, column ?? ''].filter((part) => part !== '');
      return `${place.join(', ')}: ${message} (${code})`;
    }),
  );
  const said = [...problems.slice(0, SAID_MAX), ...result.notes];
  if (problems.length > SAID_MAX) said.push(SECTION.undrawn(problems.length - SAID_MAX, 'remarks on files'));
  if (said.length > 0) blocks.push({ kind: 'list', caption: '', items: said.map((text) => shorten(text, 400)) });
  return {
    id: 'set-aside',
    heading: STORY.assumed,
    says: [result.assumed.length > 0 ? STORY.assumedSay : STORY.assumedNone],
    note: '',
    verdict: null,
    isBrief: false,
    blocks,
  };
}

const table = (heads: readonly string[], cells: readonly (readonly { text: string }[])[]): Block => ({
  kind: 'table',
  caption: STORY.assumed,
  unit: '',
  columns: heads.map((name) => ({ name, isNumber: name === HEADS.rows })),
  rows: cells.map((row) => ({ cells: row, isHot: false, isTotal: false })),
  rest: null,
});

/** The same as remarks, for forms that show no section of it. */
export const backtestRemarks = ({ assumed, rows, notes }: BacktestResult): readonly Remark[] => [
  ...assumed.map(({ what, value, why }) => ({
    head: REMARK.assumed,
    text: shorten(`${what}: ${value} (${why})`, 400),
  })),
  ...rows.setAside.map(({ reason, rows: n }) => ({
    head: REMARK.leftOut,
    text: countOf(n, historySetAsideWords(reason)),
  })),
  ...notes.map((text) => ({ head: REMARK.note, text: shorten(text, 400) })),
];
