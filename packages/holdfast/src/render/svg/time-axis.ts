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
  const all = timeTicks(span.start, span.end, of.count);
  const isCut = ({ at, text }: (typeof all)[number]): boolean => of.x(at) + textWidth(text) + 4 > of.width;
  // A date that has no room on either side is left out.
  const ticks = all.filter((tick, i) => {
    const before = all[i - 1];
    return !isCut(tick) || before === undefined || endOf(before, of.x) < of.x(tick.at) - 4 - textWidth(tick.text);
  });
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

const endOf = ({ at, text }: { at: number; text: string }, x: (at: number) => number): number =>
  x(at) + textWidth(text) + 10;
