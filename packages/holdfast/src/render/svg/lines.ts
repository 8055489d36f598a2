import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { pointsOf } from './curve.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import { ticksOf, tickText, tickTexts } from './ticks.ts';

/** Lines over steps, the first in the colour of the subject. Twice, as all charts. */
export const linesSvg = (pen: Pen, block: Blocks.LinesBlock): Markup =>
  markup`${lines(pen, block, 'wide', WIDTH.wide)}${lines(pen, block, 'narrow', WIDTH.narrow)}`;

function lines(pen: Pen, block: Blocks.LinesBlock, show: 'wide' | 'narrow', width: number): Markup {
  const [left, right] = endsOf(block.lines.flatMap(({ x }) => x));
  const [low, high] = endsOf(block.lines.flatMap(({ y }) => y));
  const [xTicks, yTicks] = [ticksOf(left, right, width > 500 ? 8 : 4), ticksOf(low, high, 4)];
  const [xTexts, yTexts] = [tickTexts(xTicks), tickTexts(yTicks)];
  return draw(pen, {
    id: block.id,
    title: block.title,
    show,
    width,
    height: width > 500 ? 280 : width - 60,
    marginLeft: 70,
    marginRight: 16,
    marginTop: 32,
    marginBottom: 46,
    x: { domain: [left, right], axis: null },
    y: { domain: [low, high + 0.06 * (high - low)], axis: null },
    marks: [
      pen.plot.ruleY(yTicks, { className: 'grid' }),
      pen.plot.axisX({ ticks: xTicks, tickFormat: (_: number, i: number) => xTexts[i] ?? '', ...TICKS }),
      pen.plot.axisY({ ticks: yTicks, tickFormat: (_: number, i: number) => yTexts[i] ?? '', ...TICKS }),
      pen.plot.text([block.axes.y], { ...AXIS, frameAnchor: 'top-left', dx: -66, dy: -28 }),
      pen.plot.text([block.axes.x], { ...AXIS, frameAnchor: 'bottom', dy: 40, lineAnchor: 'bottom' }),
      ...[...block.lines].reverse().map((line) =>
        pen.plot.line(pointsOf(line.x, line.y), {
          x: 'x',
          y: 'y',
          className: line === block.lines[0] ? 'subject thick' : 'compare',
        }),
      ),
      ...names(pen, block.lines),
      ...block.marks.flatMap((mark) => dot(pen, mark, mark.x > (left + right) / 2)),
    ],
  });
}

const TICKS = { tickSize: 0, label: null, className: 'dim' } as const;
const AXIS = { text: (t: string) => t, className: 'dim' };

/** The least and the largest; a chart of one point has a width too. */
function endsOf(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** In the corner that the first line leaves free: losses fall, what is saved rises. From the top as lines end. */
const names = (pen: Pen, all: Blocks.LinesBlock['lines']): Markish[] => {
  const endOf = ({ y }: Blocks.LinesBlock['lines'][number]): number => y.at(-1) ?? 0;
  const isRising = all[0] !== undefined && endOf(all[0]) > (all[0].y[0] ?? 0);
  return [...all]
    .sort((a, b) => endOf(b) - endOf(a))
    .map((line, i) =>
      pen.plot.text([line.name], {
        text: (t: string) => t,
        frameAnchor: isRising ? 'top-left' : 'top-right',
        dx: isRising ? 6 : -6,
        dy: 6 + 17 * i,
        className: line === all[0] ? 'subject-f halo strong-line' : 'halo',
      }),
    );
};

function dot(pen: Pen, mark: Blocks.LinesBlock['marks'][number], isRight: boolean): Markish[] {
  const title = `${mark.name}: step ${tickText(mark.x, { isSigned: false })}`;
  return [
    pen.plot.dot([mark], { x: 'x', y: 'y', r: 4.5, className: 'subject-f', title: () => title }),
    pen.plot.text([mark], {
      x: 'x',
      y: 'y',
      text: 'name',
      textAnchor: isRight ? 'end' : 'start',
      dx: isRight ? -9 : 9,
      dy: -11,
      className: 'subject-f halo strong-line',
    }),
  ];
}
