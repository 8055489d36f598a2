import type * as History from '@holdfast/core/report/history-blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import { incidentMarks, placeMarks, RING_ROW, ringRows } from './incident-marks.ts';
import { textWidth, ticksOf, tickText } from './ticks.ts';
import { timeAxis } from './time-axis.ts';

const BOTTOM = 28;
const PLOT = { wide: 300, narrow: 240 } as const;

/** Dots with intervals over time, the usual as a band, incidents as numbered uprights; twice, as all charts. */
export function timelineSvg(pen: Pen, block: History.TimelineBlock): Markup {
  return markup`${timeline(pen, block, 'wide')}${timeline(pen, block, 'narrow')}`;
}

function timeline(pen: Pen, block: History.TimelineBlock, show: 'wide' | 'narrow'): Markup {
  const width = WIDTH[show];
  const domain = domainOf(block);
  const yTicks = ticksOf(domain[0], domain[1], 6);
  const texts = yTicks.map((y) => tickText(y, { isSigned: false }));
  const left = Math.max(28, ...texts.map((text) => textWidth(text) + 10));
  const right = 6;
  const span = block.end - block.start || 1;
  const x = (at: number): number => left + ((at - block.start) / span) * (width - left - right);
  const marks = placeMarks(block.marks, x);
  const top = 12 + ringRows(marks) * RING_ROW;
  // Without a single value there is nothing to read off: the frame says it on less room.
  const plotHeight = block.points.some(({ value }) => value !== null) ? PLOT[show] : 96;
  const height = top + plotHeight + BOTTOM;
  return draw(pen, {
    id: block.id,
    title: block.title,
    show,
    ...{ width, height },
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: BOTTOM,
    x: { domain: [block.start, block.start + span], axis: null },
    y: { domain: [...domain], axis: null },
    marks: [
      ...blanks(pen, block),
      pen.plot.ruleY(yTicks, { className: 'grid' }),
      pen.plot.text(yTicks, {
        y: (y: number) => y,
        frameAnchor: 'left',
        dx: -8,
        textAnchor: 'end',
        text: (y: number) => tickText(y, { isSigned: false }),
        className: 'dim',
      }),
      ...usual(pen, block, show),
      incidentMarks(marks, { top, bottom: height - BOTTOM }),
      ...dots(pen, block, domain, show),
      ...keys(pen, block, show),
      ...timeAxis(pen, block, { count: show === 'wide' ? 9 : 4, width, plotHeight, x }),
    ],
  });
}

/**
 * All values and the usual in full. An interval may widen the scale by as much again and is cut beyond that, so that
 * one window of a few rows does not flatten all others; its ends are in its title and in the table.
 */
function domainOf({ points, usual, isShare }: History.TimelineBlock): readonly [number, number] {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (usual !== null) values.push(usual.value, usual.low, usual.high);
  if (values.length === 0) return [0, isShare ? 100 : 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const ends = points.flatMap((point) => [point.low, point.high]).filter((end) => end !== null);
  const least =
    Math.max(
      low - span,
      ends.reduce((a, b) => Math.min(a, b), low),
    ) -
    span * 0.04;
  const most =
    Math.min(
      high + span,
      ends.reduce((a, b) => Math.max(a, b), high),
    ) +
    span * 0.04;
  return isShare ? [Math.max(0, least), Math.min(100, most)] : [least, most];
}

/** Stretches without a value keep their place and are hatched; neighbours are one stretch. */
function blanks(pen: Pen, { points }: History.TimelineBlock): Markish[] {
  const found: { start: number; end: number; text: string }[] = [];
  let isRun = false;
  for (const point of points) {
    const last = found.at(-1);
    if (point.value === null && isRun && last !== undefined) last.end = point.end;
    else if (point.value === null) found.push({ start: point.start, end: point.end, text: point.text });
    isRun = point.value === null;
  }
  if (found.length === 0) return [];
  return [pen.plot.rectX(found, { x1: 'start', x2: 'end', className: 'hatch', title: 'text' })];
}

function usual(pen: Pen, { usual: band, keys: words }: History.TimelineBlock, show: string): Markish[] {
  if (band === null) return [];
  const found: Markish[] = [
    pen.plot.rectY([band], { y1: 'low', y2: 'high', className: 'usual' }),
    pen.plot.ruleY([band.value], { className: 'axis dash' }),
  ];
  if (show === 'wide' && words.usual !== '') {
    found.push(
      pen.plot.text([band], {
        y: 'value',
        frameAnchor: 'right',
        textAnchor: 'end',
        dx: -6,
        dy: -9,
        text: () => words.usual,
        className: 'halo',
      }),
    );
  }
  return found;
}

function dots(
  pen: Pen,
  block: History.TimelineBlock,
  [low, high]: readonly [number, number],
  show: 'wide' | 'narrow',
): Markish[] {
  const known = block.points.filter(({ value }) => value !== null).map((p) => ({ ...p, x: (p.start + p.end) / 2 }));
  const lines = known
    .filter((point) => point.low !== null && point.high !== null)
    .map((point) => ({ x: point.x, y1: Math.max(low, point.low ?? low), y2: Math.min(high, point.high ?? high) }));
  return [
    pen.plot.ruleX(lines, { x: 'x', y1: 'y1', y2: 'y2', className: 'subject faint' }),
    pen.plot.dot(known, { x: 'x', y: 'value', r: show === 'wide' ? 3 : 2, className: 'subject-f', title: 'text' }),
  ];
}

/** Words for dots and hatching stand in the corner below, where values are rarest; on a phone the caption must do. */
function keys(pen: Pen, { keys: words, points }: History.TimelineBlock, show: string): Markish[] {
  const isHatched = points.some(({ value }) => value === null);
  const lines = [...(show === 'wide' ? words.dots : []), ...(isHatched && words.blank !== '' ? [words.blank] : [])];
  return lines.map((line, i) =>
    pen.plot.text([line], {
      frameAnchor: 'bottom-left',
      textAnchor: 'start',
      dx: 6,
      dy: -8 - 15 * (lines.length - 1 - i),
      text: (text: string) => text,
      className: line === words.blank ? 'halo' : 'subject-f halo',
    }),
  );
}
