import type * as History from '@holdfast/core/report/history-blocks.ts';
import { CHART } from '@holdfast/core/report/words/backtest-charts.ts';
import { stretchText } from '@holdfast/core/report/words/backtest-dates.ts';
import { type MarkdownTable, text } from './markdown-text.ts';
import { plain } from './plain.ts';
import { legendOf, sparklineOf } from './sparkline.ts';
import { tickText } from './svg/ticks.ts';

/** Columns of a line of bars: as many as a comment shows without scrolling. */
const COLUMNS = 60;

/** How it went as a line of bars in a fence, where all is literal; incidents by letter, dates below. */
export function timelineMarkdown(block: History.TimelineBlock): string {
  const line = sparklineOf(block, COLUMNS);
  const isKnown = block.points.some(({ value }) => value !== null);
  const unit = block.isShare ? ' %' : block.unit === '' ? '' : ` ${plain(block.unit)}`;
  const [high, low] = [line.high, line.low].map((end) => tickText(end, { isSigned: false }));
  const scale = isKnown ? `${low} to ${high}${unit}` : CHART.noValue;
  const head = `${plain(block.name)}, ${scale}; ${CHART.perStep(stretchText(line.stepMs))}`;
  const lines = [head, line.bars, line.marks, line.dates, legendOf(block, line)].filter((shown) => shown !== '');
  // A name from outside cannot close the fence.
  return ['```text', ...lines.map((shown) => shown.replaceAll('`', "'")), '```'].join('\n');
}

/** What moved: usual, range and incidents, a row each. */
export const panelsTable = (block: History.PanelsBlock): MarkdownTable => ({
  heads: CHART.panelHeads,
  numbers: [false, false, false],
  rows: block.panels.map(({ name, note, marks }) => [
    text(name),
    text(note),
    text(marks.map(({ number }) => number).join(', ')),
  ]),
});

/** The promise, what was spent, and what came of it. */
export const budgetTable = ({ promise, rows, caption }: History.BudgetBlock): MarkdownTable => ({
  heads: [caption, CHART.budgetHead],
  numbers: [false, true],
  rows: [...rows.map((row) => [text(row.name), text(row.text)]), [text(promise.name), '']],
});
