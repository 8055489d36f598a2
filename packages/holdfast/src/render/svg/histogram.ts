import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import { ticksOf, tickText } from './ticks.ts';

/** Counts in bins: the first layer as bars, the second as an outline over them. Twice, as all charts. */
export function histogramSvg(pen: Pen, block: Blocks.HistogramBlock, options: { readonly isHalf: boolean }): Markup {
  const wide = options.isHalf ? WIDTH.half : WIDTH.wide;
  return markup`${histogram(pen, block, 'wide', wide)}${histogram(pen, block, 'narrow', WIDTH.narrow)}`;
}

function histogram(pen: Pen, block: Blocks.HistogramBlock, show: 'wide' | 'narrow', width: number): Markup {
  const { edges } = block;
  const low = edges[0] ?? 0;
  const high = edges.at(-1) ?? 1;
  const most = Math.max(1e-9, ...block.layers.flatMap((layer) => layer.counts));
  const xTicks = ticksOf(low, high, width > 500 ? 10 : 5);
  const yTicks = ticksOf(0, most, 4);
  const isSigned = low < 0;
  return draw(pen, {
    id: block.id,
    title: block.title,
    show,
    width,
    height: width > 500 ? 260 : width - 20,
    marginLeft: 46,
    marginRight: 12,
    marginTop: 28,
    marginBottom: 46,
    x: { domain: [low, high], axis: null },
    y: { domain: [0, most * 1.05], axis: null },
    marks: [
      pen.plot.ruleY(yTicks, { className: 'grid' }),
      pen.plot.axisX({
        ticks: xTicks,
        tickSize: 0,
        label: null,
        tickFormat: (x: number) => tickText(x, { isSigned }),
        className: 'dim',
      }),
      pen.plot.axisY({
        ticks: yTicks,
        tickSize: 0,
        label: null,
        tickFormat: (y: number) => tickText(y, { isSigned: false }),
        className: 'dim',
      }),
      pen.plot.text([block.axes.y], {
        frameAnchor: 'top-left',
        dx: -42,
        dy: -26,
        text: (t: string) => t,
        className: 'dim',
      }),
      pen.plot.text([block.axes.x], {
        frameAnchor: 'bottom',
        dy: 40,
        lineAnchor: 'bottom',
        text: (t: string) => t,
        className: 'dim',
      }),
      ...layers(pen, block),
      ...mark(pen, block, { low, high }),
    ],
  });
}

function layers(pen: Pen, block: Blocks.HistogramBlock): Markish[] {
  const { edges } = block;
  const bins = (counts: readonly number[]) => counts.map((y, i) => ({ x1: edges[i] ?? 0, x2: edges[i + 1] ?? 0, y }));
  const [first, second] = block.layers;
  const found: Markish[] = [];
  if (first !== undefined) {
    const title = (bin: { x1: number; x2: number; y: number }): string =>
      `${tickText(bin.x1, { isSigned: false })} to ${tickText(bin.x2, { isSigned: false })}: ${tickText(Math.round(bin.y * 10) / 10, { isSigned: false })}`;
    found.push(
      pen.plot.rectY(bins(first.counts), {
        x1: 'x1',
        x2: 'x2',
        y: 'y',
        inset: 0.5,
        className: 'subject-f soft',
        title,
      }),
    );
  }
  if (second !== undefined) {
    const outline = bins(second.counts).flatMap((bin) => [
      { x: bin.x1, y: bin.y },
      { x: bin.x2, y: bin.y },
    ]);
    found.push(pen.plot.line(outline, { x: 'x', y: 'y', className: 'compare thick' }));
  }
  if (block.layers.length > 1) {
    block.layers.forEach((layer, i) => {
      found.push(
        pen.plot.text([layer.name], {
          text: (t: string) => t,
          frameAnchor: 'top-right',
          dx: -6,
          dy: 4 + 17 * i,
          className: i === 0 ? 'subject-f halo strong-line' : 'halo',
        }),
      );
    });
  }
  return found;
}

function mark(pen: Pen, block: Blocks.HistogramBlock, of: { low: number; high: number }): Markish[] {
  if (block.mark === null || block.mark.value < of.low || block.mark.value > of.high) return [];
  return [
    pen.plot.ruleX([block.mark.value], { className: 'limit' }),
    pen.plot.text([block.mark], { x: 'value', text: 'name', frameAnchor: 'top', dy: -14, className: 'dim' }),
  ];
}
