import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import { cutText, ticksOf, tickText } from './ticks.ts';

/** Shares of texts: the first layer as bars from zero, the second as an upright over them. Twice, as all charts. */
export function levelsSvg(pen: Pen, block: Blocks.LevelsBlock, options: { readonly isHalf: boolean }): Markup {
  const wide = options.isHalf ? WIDTH.half : WIDTH.wide;
  return markup`${levels(pen, block, 'wide', wide)}${levels(pen, block, 'narrow', WIDTH.narrow)}`;
}

const [STEP, TOP, BOTTOM] = [28, 28, 46];
const NAMES_WIDTH = 128;

function levels(pen: Pen, block: Blocks.LevelsBlock, show: 'wide' | 'narrow', width: number): Markup {
  const [first, second] = block.layers;
  const rows = block.names.map((name, i) => ({
    i,
    name: cutText(name, NAMES_WIDTH - 12),
    value: first?.counts[i] ?? 0,
    before: second?.counts[i] ?? 0,
  }));
  const most = Math.max(1e-9, ...rows.flatMap(({ value, before }) => [value, before]));
  const share = (x: number): string => tickText(Math.round(x * 10) / 10, { isSigned: false });
  return draw(pen, {
    id: block.id,
    title: block.title,
    show,
    width,
    height: TOP + rows.length * STEP + BOTTOM,
    marginLeft: NAMES_WIDTH,
    marginRight: 12,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: [0, most * 1.05], axis: null },
    y: { domain: [rows.length, 0], axis: null },
    marks: [
      pen.plot.ruleX(ticksOf(0, most, 4), { className: 'grid' }),
      pen.plot.axisX({
        ticks: ticksOf(0, most, 4),
        tickSize: 0,
        label: null,
        tickFormat: (x: number) => tickText(x, { isSigned: false }),
        className: 'dim',
      }),
      pen.plot.text([block.unit], {
        text: (t: string) => t,
        frameAnchor: 'bottom',
        dy: 40,
        lineAnchor: 'bottom',
        className: 'dim',
      }),
      pen.plot.rect(rows, {
        x1: 0,
        x2: 'value',
        y1: (row: { i: number }) => row.i + 0.22,
        y2: (row: { i: number }) => row.i + 0.78,
        className: 'subject-f soft',
        title: (row) => `${row.name}: ${share(row.value)}, ${share(row.before)} ${second?.name ?? ''}`,
      }),
      pen.plot.ruleX(rows, {
        x: 'before',
        y1: (row: { i: number }) => row.i + 0.1,
        y2: (row: { i: number }) => row.i + 0.9,
        className: 'compare thick',
      }),
      pen.plot.text(rows, {
        x: 0,
        y: (row: { i: number }) => row.i + 0.5,
        text: 'name',
        textAnchor: 'end',
        dx: -8,
      }),
      ...block.layers.map((layer, i) => sideName(pen, layer.name, i)),
    ],
  });
}

/** What a side is called, in its colour, at the top. */
const sideName = (pen: Pen, name: string, i: number): Markish =>
  pen.plot.text([name], {
    text: (t: string) => t,
    frameAnchor: 'top-right',
    dx: -6 - 64 * i,
    dy: -20,
    className: i === 0 ? 'subject-f halo strong-line' : 'halo',
  });
