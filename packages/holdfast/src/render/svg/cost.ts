import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { pointsOf } from './curve.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import { ticksOf, tickText, tickTexts } from './ticks.ts';

/** The cost of every line between yes and no, with dots at those that are talked of. Twice, as all charts. */
export const costSvg = (pen: Pen, block: Blocks.CostBlock): Markup =>
  markup`${cost(pen, block, 'wide', WIDTH.wide)}${cost(pen, block, 'narrow', WIDTH.narrow)}`;

function cost(pen: Pen, block: Blocks.CostBlock, show: 'wide' | 'narrow', width: number): Markup {
  // Zero is on the axis: what is saved is a part of what is paid.
  const low = Math.min(0, ...block.y);
  const high = Math.max(1e-9, ...block.y);
  const yTicks = ticksOf(low, high, 4);
  const yTexts = tickTexts(yTicks);
  const xTicks = width > 500 ? [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100] : [0, 25, 50, 75, 100];
  return draw(pen, {
    id: block.id,
    title: block.title,
    show,
    width,
    height: width > 500 ? 280 : width - 40,
    marginLeft: 62,
    marginRight: 16,
    marginTop: 32,
    marginBottom: 46,
    x: { domain: [0, 100], axis: null },
    y: { domain: [low, high + 0.06 * (high - low)], axis: null },
    marks: [
      pen.plot.ruleY(yTicks, { className: 'grid' }),
      pen.plot.axisX({ ticks: xTicks, tickSize: 0, label: null, className: 'dim' }),
      pen.plot.axisY({
        ticks: yTicks,
        tickSize: 0,
        label: null,
        tickFormat: (_: number, i: number) => yTexts[i] ?? '',
        className: 'dim',
      }),
      pen.plot.text([block.axes.y], { ...AXIS, frameAnchor: 'top-left', dx: -58, dy: -28 }),
      pen.plot.text([block.axes.x], { ...AXIS, frameAnchor: 'bottom', dy: 40, lineAnchor: 'bottom' }),
      ...capMarks(pen, block.cap),
      pen.plot.line(pointsOf(block.x, block.y), { x: 'x', y: 'y', className: 'subject thick' }),
      ...block.marks.flatMap((mark, i) => markMarks(pen, mark, i === block.marks.length - 1)),
    ],
  });
}

const AXIS = { text: (t: string) => t, className: 'dim' };

const capMarks = (pen: Pen, cap: Blocks.CostBlock['cap']): Markish[] =>
  cap === null
    ? []
    : [
        pen.plot.ruleX([cap.x], { className: 'limit' }),
        pen.plot.text([cap], { x: 'x', text: 'name', frameAnchor: 'top', dy: -14, className: 'dim' }),
      ];

/** A dot with its name, above it for what is and below it for what should be. */
function markMarks(pen: Pen, mark: Blocks.CostBlock['marks'][number], isLast: boolean): Markish[] {
  const isRight = mark.x > 55;
  return [
    pen.plot.dot([mark], { x: 'x', y: 'y', r: 4.5, className: isLast ? 'subject-f' : 'compare-f', title: titleOf }),
    pen.plot.text([mark], {
      x: 'x',
      y: 'y',
      text: 'name',
      textAnchor: isRight ? 'end' : 'start',
      dx: isRight ? -9 : 9,
      dy: isLast ? 13 : -11,
      className: isLast ? 'subject-f halo strong-line' : 'halo',
    }),
  ];
}

const titleOf = ({ name, x, y }: Blocks.CostBlock['marks'][number]): string =>
  `${name}: ${tickText(Math.round(10 * x) / 10, { isSigned: false })} of 100 rows, ${tickText(Math.round(y), { isSigned: false })}`;
