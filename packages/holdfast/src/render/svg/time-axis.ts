import { timeTicks } from '@holdfast/core/report/words/backtest-ticks.ts';
import type { Markish } from '@observablehq/plot';
import type { Pen } from './draw.ts';
import { textWidth } from './ticks.ts';

/** The axis of time below a chart: dates beside short strokes; one that would leave the chart is turned to the left. */
export function timeAxis(
  pen: Pen,
  span: { readonly start: number; readonly end: number },
  of: {
    readonly count: number;
    readonly width: number;
    readonly plotHeight: number;
    readonly x: (at: number) => number;
  },
): Markish[] {
  const ticks = timeTicks(span.start, span.end, of.count);
  const isCut = ({ at, text }: (typeof ticks)[number]): boolean => of.x(at) + textWidth(text) > of.width;
  const texts = (some: typeof ticks, textAnchor: 'start' | 'end', dx: number): Markish =>
    pen.plot.text(some, { x: 'at', text: 'text', frameAnchor: 'bottom', textAnchor, dx, dy: 17, className: 'dim' });
  const stroke = { x: 'at', insetTop: of.plotHeight, insetBottom: -6, className: 'axis' };
  return [
    pen.plot.ruleX(ticks, stroke),
    texts(
      ticks.filter((tick) => !isCut(tick)),
      'start',
      4,
    ),
    texts(ticks.filter(isCut), 'end', -4),
  ];
}
