import type * as History from '@holdfast/core/report/history-blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import { cutText, textWidth } from './ticks.ts';
import { timeAxis } from './time-axis.ts';

/** A third of the width beside the heading; on a phone one below the other. */
const WIDE = 265;
const HEIGHT = 150;
const TOP = 42;
const BOTTOM = 42;

/** One small chart: name, line, usual, the incidents in which it moved, and the range below. */
export function panelSvg(pen: Pen, block: History.PanelsBlock, panel: History.Panel): Markup {
  return markup`${one(pen, block, panel, 'wide')}${one(pen, block, panel, 'narrow')}`;
}

function one(pen: Pen, block: History.PanelsBlock, panel: History.Panel, show: 'wide' | 'narrow'): Markup {
  const width = show === 'wide' ? WIDE : WIDTH.narrow;
  const { low, high, usual } = scaleOf(panel);
  const span = block.end - block.start || 1;
  const x = (at: number): number => 2 + ((at - block.start) / span) * (width - 4);
  const plotHeight = HEIGHT - TOP - BOTTOM;
  const words = (text: string, dy: number, className: string): Markish =>
    pen.plot.text([text], { frameAnchor: 'top-left', dx: -2, dy, text: (t: string) => cutText(t, width), className });
  return draw(pen, {
    id: panel.id,
    title: panel.title,
    show,
    width,
    height: HEIGHT,
    marginLeft: 2,
    marginRight: 2,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: [block.start, block.start + span], axis: null },
    y: { domain: [low, high], axis: null },
    marks: [
      ...(usual === null ? [] : [pen.plot.ruleY([usual], { className: 'zero dash' })]),
      pen.plot.ruleX(panel.marks, { x: 'at', insetTop: -4, className: 'axis dash' }),
      ...numbers(pen, panel.marks, x),
      pen.plot.line(panel.line, {
        x: 'at',
        y: (point: { value: number | null }) => point.value ?? Number.NaN,
        className: 'subject',
      }),
      pen.plot.ruleY([low], { className: 'grid' }),
      words(panel.name, -36, 'strong'),
      words(panel.note, plotHeight + 28, 'dim'),
      ...timeAxis(pen, block, { count: 3, width, plotHeight, x }),
    ],
  });
}

/** Numbers of incidents above their uprights; where they would touch, the later one is left to the table. */
function numbers(pen: Pen, marks: readonly History.IncidentMark[], x: (at: number) => number): Markish[] {
  let free = Number.NEGATIVE_INFINITY;
  const shown = [...marks]
    .sort((a, b) => a.at - b.at)
    .filter((mark) => {
      const half = textWidth(String(mark.number)) / 2 + 2;
      if (x(mark.at) - half < free) return false;
      free = x(mark.at) + half;
      return true;
    });
  return [
    pen.plot.text(shown, {
      x: 'at',
      frameAnchor: 'top',
      dy: -16,
      text: (mark: History.IncidentMark) => String(mark.number),
      title: 'title',
      className: 'halo',
    }),
  ];
}

/** All values; the usual too, unless it is so far off that it would flatten them: then it is only said below. */
function scaleOf({ line, usual }: History.Panel): { low: number; high: number; usual: number | null } {
  const values = line.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return { low: 0, high: 1, usual: null };
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const span = most - least || Math.abs(most) || 1;
  const shown = usual !== null && usual >= least - 1.5 * span && usual <= most + 1.5 * span ? usual : null;
  const [low, high] = [Math.min(least, shown ?? least), Math.max(most, shown ?? most)];
  const room = (high - low || span) * 0.06;
  return { low: low - room, high: high + room, usual: shown };
}
