import type * as History from '@holdfast/core/report/history-blocks.ts';
import type { Markish } from '@observablehq/plot';
import type { Pen } from './draw.ts';
import { type Box, boxesAlong, freePlace, type Stroke } from './free-place.ts';
import { textWidth } from './ticks.ts';

/** Where a chart's frame lies, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A text with its place from the upper left of the frame. */
interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly className: string;
}

/** The words of a chart: those that found room beside what they name, and those that go below the axis. */
export interface PlacedKeys {
  readonly inside: readonly PlacedText[];
  readonly below: readonly string[];
}

const LINE = 15;

/** What words must fit into. */
interface Room {
  readonly show: 'wide' | 'narrow';
  /** As far as it lies within the scale. */
  readonly usual: History.TimelineBlock['usual'];
  readonly frame: Frame;
  readonly strokes: readonly Stroke[];
  readonly y: (value: number) => number;
}

/** Words stand where they hide nothing: anywhere along the lower or the upper edge, or else below the axis. */
export function placeKeys({ keys, points, usual: whole }: History.TimelineBlock, of: Room): PlacedKeys {
  const { strokes, show, usual } = of;
  const usualKey = whole !== null && usual === null ? keys.beyond : keys.usual;
  const isHatched = points.some(({ value }) => value === null);
  const blank = isHatched && keys.blank !== '' ? [keys.blank] : [];
  const band = keys.band === undefined ? [] : [keys.band];
  const dots = [...keys.dots, ...band, ...blank];
  if (show === 'narrow') {
    return { inside: [], below: [...keys.dots, ...band, usualKey, ...blank].filter((text) => text !== '') };
  }
  const dotsBox = dots.length === 0 ? null : freePlace(edges(dots, of), strokes);
  const usualBox = usual === null || usualKey === '' ? null : freePlace(beside(usualKey, usual, of), strokes);
  const inside = [
    ...(dotsBox === null
      ? []
      : dots.map((text, i) => placed(text, dotsBox, i, blank.includes(text) ? 'halo' : 'subject-f halo'))),
    ...(usualBox === null ? [] : [placed(usualKey, usualBox, 0, 'halo')]),
  ];
  const left = [
    ...(dotsBox === null ? [keys.dots.join(' '), ...band, ...blank] : []),
    ...(usualBox === null ? [usualKey] : []),
  ].filter((text) => text !== '');
  return { inside, below: left.length === 0 ? [] : [left.join(' · ')] };
}

const placed = (text: string, box: Box, i: number, className: string): PlacedText => ({
  text,
  x: box.x,
  y: box.y + LINE * i + LINE / 2,
  className,
});

/** Along the lower and the upper edge, off the band of the usual. */
function edges(lines: readonly string[], { frame, usual, y }: Pick<Room, 'frame' | 'usual' | 'y'>): Box[] {
  const width = Math.max(...lines.map(textWidth));
  const height = LINE * lines.length;
  const inner = { left: frame.left + 6, right: frame.right - 6 };
  const isOff = (top: number): boolean => usual === null || y(usual.low) < top || y(usual.high) > top + height;
  return [frame.bottom - height - 4, frame.top + 4]
    .filter(isOff)
    .flatMap((top) => boxesAlong(inner, { y: top, width, height, from: 'left' }));
}

/** Just above or below the band, from the right. */
function beside(
  text: string,
  usual: NonNullable<History.TimelineBlock['usual']>,
  { frame, y }: { readonly frame: Frame; readonly y: (value: number) => number },
): Box[] {
  const inner = { left: frame.left + 6, right: frame.right - 6 };
  const size = { width: textWidth(text), height: LINE, from: 'right' } as const;
  return [y(usual.high) - LINE - 3, y(usual.low) + 3]
    .filter((top) => top >= frame.top && top + LINE <= frame.bottom)
    .flatMap((top) => boxesAlong(inner, { ...size, y: top }));
}

/** The words as marks of the chart. */
export function keyMarks(pen: Pen, keys: PlacedKeys, frame: Frame): Markish[] {
  const text = (of: PlacedText): Markish =>
    pen.plot.text([of.text], {
      frameAnchor: 'top-left',
      textAnchor: 'start',
      lineAnchor: 'middle',
      dx: of.x - frame.left,
      dy: of.y - frame.top,
      text: (line: string) => line,
      className: of.className,
    });
  const below = keys.below.map((line, i) => ({
    ...{ text: line, className: 'dim', x: frame.left },
    y: frame.bottom + 36 + LINE * i,
  }));
  return [...keys.inside, ...below].map(text);
}
