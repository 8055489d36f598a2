import type * as History from '@holdfast/core/report/history-blocks.ts';
import { CHART } from '@holdfast/core/report/words/backtest-charts.ts';
import { dateText, stretchText } from '@holdfast/core/report/words/backtest-dates.ts';
import type { Paint, Screen } from './paint.ts';
import { columnsOf, fit, plain, wrap } from './plain.ts';
import { legendOf, sparklineOf } from './sparkline.ts';
import { tickText } from './svg/ticks.ts';

/** Columns for what the scale is, and for the words at the right. */
const LEFT = 8;
const RIGHT = 18;
const MARKS_MAX = 12;

/** How it went, as a line of bars with the letters of incidents below it, and what they are. */
export function timelineText(block: History.TimelineBlock, screen: Screen): string[] {
  const { width, paint } = screen;
  const line = sparklineOf(block, Math.max(12, width - LEFT - (width >= 64 ? RIGHT : 0)));
  const left = ' '.repeat(LEFT);
  const step = `  ${CHART.perStep(stretchText(line.stepMs))}`;
  const hasRoom = columnsOf(left + line.bars + step) <= width;
  const [high, low] = [line.high, line.low].map((end) => scaleText(end, block));
  const isKnown = block.points.some(({ value }) => value !== null);
  const name = plain(block.name);
  // A name that does not fit beside the scale has a line of its own.
  const isLong = columnsOf(name) >= LEFT;
  return [
    ...(isLong ? [fit(name, width).trimEnd()] : []),
    `${isLong ? left : `${fit(name, LEFT - 1)} `}${isKnown ? high : CHART.noValue}`,
    `${left}${paint.subject(line.bars)}${hasRoom ? paint.dim(step) : ''}`,
    ...(isKnown ? [`${left}${low}`] : []),
    ...(line.marks === '' ? [] : [`${left}${line.marks}`]),
    ...(line.dates === '' ? [] : [paint.dim(`${left}${line.dates}`)]),
    ...wrap(legendOf(block, line), width - LEFT).map((text) => paint.dim(left + text)),
    ...incidentLines(block, screen),
  ];
}

function scaleText(end: number, { isShare, unit }: History.TimelineBlock): string {
  const text = tickText(end, { isSigned: false }).replace('−', '-');
  if (isShare) return `${text} %`;
  return /^[A-Z]{3}$/.test(unit) ? `${unit} ${text}` : `${text} ${plain(unit)}`.trim();
}

/** Number, day and what moved; performance first where not all fit, in the order of time. */
function incidentLines({ marks }: History.TimelineBlock, { width, paint }: Screen): string[] {
  if (marks.length === 0) return [];
  const first = [...marks].sort((a, b) => Number(b.kind !== 'moved') - Number(a.kind !== 'moved')).slice(0, MARKS_MAX);
  const shown = marks.filter((mark) => first.includes(mark));
  const digits = String(shown.at(-1)?.number ?? 1).length;
  const lines = shown.flatMap((mark) => {
    const head = `${String(mark.number).padStart(digits)}  ${dateText(mark.at).padStart(11)}  `;
    const [start = '', ...rest] = wrap(plain(mark.title), width - head.length);
    return [`${head}${start}`, ...rest.map((text) => ' '.repeat(head.length) + text)].map(colourOf(mark.kind, paint));
  });
  const left = marks.length - shown.length;
  return ['', ...lines, ...(left > 0 ? [paint.dim(CHART.more(left))] : [])];
}

const colourOf =
  (kind: History.MarkKind, paint: Paint) =>
  (line: string): string =>
    kind === 'moved' ? line : paint.verdict(kind === 'fell' ? 'fail' : 'pass', line);
