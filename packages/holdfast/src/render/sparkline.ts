import type * as History from '@holdfast/core/report/history-blocks.ts';
import { CHART } from '@holdfast/core/report/words/backtest-charts.ts';
import { timeTicks } from '@holdfast/core/report/words/backtest-ticks.ts';

const BARS = '▁▂▃▄▅▆▇█';
const BLANK = '░';

/** A timeline in letters: a bar for each step, the marks of incidents below, and the dates below them. */
export interface Sparkline {
  readonly bars: string;
  readonly marks: string;
  readonly dates: string;
  /** Ends of the scale, in the numbers of the block. */
  readonly low: number;
  readonly high: number;
  readonly stepMs: number;
  readonly hasBlank: boolean;
}

/** The timeline on so many columns; several stretches share a column where there are more. */
export function sparklineOf(block: History.TimelineBlock, columns: number): Sparkline {
  const size = Math.max(1, Math.ceil(block.points.length / columns));
  const groups: History.TimelinePoint[][] = [];
  for (let i = 0; i < block.points.length; i += size) groups.push(block.points.slice(i, i + size));
  const values = groups.map(meanOf);
  const [low, high] = scaleOf(block, values);
  const bars = values.map((value) => (value === null ? BLANK : barOf(value, low, high))).join('');
  const start = groups[0]?.[0]?.start ?? block.start;
  const stepMs = groups.length === 0 ? 0 : ((groups.at(-1)?.at(-1)?.end ?? block.end) - start) / groups.length;
  const place = (at: number): number =>
    Math.min(groups.length - 1, Math.max(0, stepMs > 0 ? Math.floor((at - 1 - start) / stepMs) : 0));
  return {
    bars,
    marks: marksLine(block.marks, groups.length, place),
    dates: datesLine(block, groups.length, place),
    ...{ low, high },
    // A step is named by what it usually holds, not by the shorter last one.
    stepMs: (groups[0]?.at(-1)?.end ?? start) - start,
    hasBlank: values.includes(null),
  };
}

function meanOf(points: readonly History.TimelinePoint[]): number | null {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Round ends around all values: tens of a share, two digits of others. */
function scaleOf({ isShare }: History.TimelineBlock, values: readonly (number | null)[]): [number, number] {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return [0, isShare ? 100 : 1];
  const low = known.reduce((a, b) => Math.min(a, b));
  const high = known.reduce((a, b) => Math.max(a, b));
  const step = isShare ? 10 : 10 ** Math.floor(Math.log10(Math.max(high - low, Math.abs(high) * 1e-3, 1e-12)));
  const ends: [number, number] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  if (ends[0] === ends[1]) ends[1] += step;
  return [Number(ends[0].toPrecision(12)), Number(ends[1].toPrecision(12))];
}

function barOf(value: number, low: number, high: number): string {
  const i = Math.floor(((value - low) / (high - low)) * BARS.length);
  return BARS[Math.min(BARS.length - 1, Math.max(0, i))] ?? BLANK;
}

const LETTERS: Readonly<Record<History.MarkKind, string>> = { fell: 'x', rose: '+', moved: '.' };

/** One letter a column: what is worst there is shown. */
function marksLine(marks: readonly History.IncidentMark[], columns: number, place: (at: number) => number): string {
  const cells = Array.from({ length: columns }, () => ' ');
  for (const kind of ['moved', 'rose', 'fell'] as const)
    for (const mark of marks) if (mark.kind === kind) cells[place(mark.at)] = LETTERS[kind];
  return cells.join('').trimEnd();
}

function datesLine(block: History.TimelineBlock, columns: number, place: (at: number) => number): string {
  const cells = Array.from({ length: columns }, () => ' ');
  let free = 0;
  for (const { at, text } of timeTicks(block.start, block.end, Math.max(2, Math.floor(columns / 10)))) {
    const from = place(at + 1);
    if (from < free || from + text.length > columns) continue;
    for (let i = 0; i < text.length; i++) cells[from + i] = text[i] ?? ' ';
    free = from + text.length + 1;
  }
  return cells.join('').trimEnd();
}

/** What the letters mean, as far as they are there. */
export function legendOf({ marks }: History.TimelineBlock, { hasBlank }: Sparkline): string {
  const has = (kind: History.MarkKind): boolean => marks.some((mark) => mark.kind === kind);
  const { fell, rose, moved, blank } = CHART.legend;
  const words = [has('fell') ? fell : '', has('rose') ? rose : '', has('moved') ? moved : '', hasBlank ? blank : ''];
  return words.filter((word) => word !== '').join(', ');
}
