import type * as History from '@holdfast/core/report/history-blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import type { Stroke } from './free-place.ts';
import { incidentMarks, placeMarks, RING_ROW, ringRows } from './incident-marks.ts';
import { textWidth, ticksOf, tickTexts } from './ticks.ts';
import { timeAxis } from './time-axis.ts';
import { type Frame, keyMarks, placeKeys } from './timeline-keys.ts';
import { scaleOf, type TimelineScale } from './timeline-scale.ts';

const BOTTOM = 28;
const RIGHT = 6;
const PLOT = { wide: 300, narrow: 240 } as const;

/** Dots with intervals over time, the usual as a band, incidents as numbered uprights; twice, as all charts. */
export function timelineSvg(pen: Pen, block: History.TimelineBlock): Markup {
  return markup`${timeline(pen, block, 'wide')}${timeline(pen, block, 'narrow')}`;
}

function timeline(pen: Pen, block: History.TimelineBlock, show: 'wide' | 'narrow'): Markup {
  const width = WIDTH[show];
  const scale = scaleOf(block);
  const isKnown = block.points.some(({ value }) => value !== null);
  const yTicks = isKnown ? ticksOf(scale.low, scale.high, 6) : [];
  const texts = tickTexts(yTicks);
  const left = Math.max(28, ...texts.map((text) => textWidth(text) + 10));
  const span = block.end - block.start || 1;
  const x = (at: number): number => left + ((at - block.start) / span) * (width - left - RIGHT);
  const marks = placeMarks(block.marks, x);
  const top = 12 + ringRows(marks) * RING_ROW;
  // Without a single value there is nothing to read off: the frame says it on less room.
  const plotHeight = isKnown ? PLOT[show] : 96;
  const y = (value: number): number => top + ((scale.high - value) / (scale.high - scale.low)) * plotHeight;
  const frame = { left, right: width - RIGHT, top, bottom: top + plotHeight };
  const keys = placeKeys(block, { show, usual: scale.usual, frame, strokes: strokesOf(block, { x, y, frame }), y });
  const marginBottom = BOTTOM + 15 * keys.below.length;
  return draw(pen, {
    id: block.id,
    title: block.title,
    show,
    ...{ width, height: top + plotHeight + marginBottom },
    ...{ marginLeft: left, marginRight: RIGHT, marginTop: top, marginBottom },
    x: { domain: [block.start, block.start + span], axis: null },
    y: { domain: [scale.low, scale.high], axis: null },
    marks: [
      ...blanks(pen, block),
      pen.plot.ruleY(yTicks, { className: 'grid' }),
      ...yAxis(pen, yTicks, texts),
      ...usual(pen, scale),
      ...estimates(pen, block, scale),
      incidentMarks(marks, { top, bottom: frame.bottom }),
      ...(block.came === undefined ? dots(pen, block, scale, show) : banded(pen, block, scale, show)),
      ...keyMarks(pen, keys, frame),
      ...timeAxis(pen, block, { count: show === 'wide' ? 9 : 4, width, plotHeight, x }),
    ],
  });
}

const yAxis = (pen: Pen, ticks: readonly number[], texts: readonly string[]): Markish[] => [
  pen.plot.text(ticks, {
    y: (tick: number) => tick,
    frameAnchor: 'left',
    dx: -8,
    textAnchor: 'end',
    text: (tick: number) => texts[ticks.indexOf(tick)] ?? '',
    className: 'dim',
  }),
];

/** What words must not hide: dots with their intervals, and the uprights of falls and rises. */
function strokesOf(
  { points, marks }: History.TimelineBlock,
  { x, y, frame }: { x: (at: number) => number; y: (value: number) => number; frame: Frame },
): Stroke[] {
  const clip = (at: number): number => Math.min(frame.bottom, Math.max(frame.top, at));
  const dotted = points.flatMap(({ start, end, value, low, high }) =>
    value === null ? [] : [{ x: x((start + end) / 2), y1: clip(y(high ?? value)) - 3, y2: clip(y(low ?? value)) + 3 }],
  );
  const uprights = marks
    .filter(({ kind }) => kind !== 'moved')
    .map(({ at }) => ({ x: x(at), y1: frame.top, y2: frame.bottom }));
  return [...dotted, ...uprights];
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

function usual(pen: Pen, { usual: band }: TimelineScale): Markish[] {
  if (band === null) return [];
  return [
    pen.plot.rectY([band], { y1: 'low', y2: 'high', className: 'usual' }),
    pen.plot.ruleY([band.value], { className: 'axis dash' }),
  ];
}

/** What was estimated of the same number, behind the dots and cut where the scale ends. */
function estimates(
  pen: Pen,
  { estimates: bands = [] }: History.TimelineBlock,
  { low, high }: TimelineScale,
): Markish[] {
  const seen = bands
    .map((band) => ({ ...band, low: Math.max(low, band.low), high: Math.min(high, band.high) }))
    .filter((band) => band.low < band.high);
  return seen.length === 0
    ? []
    : [pen.plot.rect(seen, { x1: 'start', x2: 'end', y1: 'low', y2: 'high', className: 'band', title: 'text' })];
}

/** What was estimated as a band with its middle, and what came as dots. */
function banded(
  pen: Pen,
  { points, came = [] }: History.TimelineBlock,
  { low, high }: TimelineScale,
  show: 'wide' | 'narrow',
): Markish[] {
  const known = points.flatMap((point) =>
    point.low === null || point.high === null || point.value === null
      ? []
      : [
          {
            ...point,
            low: Math.max(low, point.low),
            high: Math.min(high, point.high),
            middle: [point.value, point.value],
          },
        ],
  );
  const r = show === 'wide' ? 3 : 2;
  return [
    pen.plot.rect(known, { x1: 'start', x2: 'end', y1: 'low', y2: 'high', className: 'band', title: 'text' }),
    known.map((point) =>
      pen.plot.line(point.middle, {
        x: (_: number, i: number) => (i === 0 ? point.start : point.end),
        y: (v: number) => v,
        className: 'subject',
      }),
    ),
    pen.plot.dot(came, { x: 'at', y: 'value', r, className: 'came', title: 'text' }),
  ];
}

function dots(
  pen: Pen,
  block: History.TimelineBlock,
  { low, high }: TimelineScale,
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
