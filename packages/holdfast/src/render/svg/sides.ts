import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { type DrawOptions, draw, type Pen, WIDTH } from './draw.ts';
import { cutText, textWidth, ticksOf, tickText } from './ticks.ts';

/** A third of the width beside the heading; on a phone one below the other. */
const THIRD = 265;
const [TOP, BOTTOM, STEP, PLOT] = [26, 40, 26, 130];
const NAMES = 96;

/** One small chart of both sides, twice, as all charts: bars of the current rows, the reference as a line over them. */
export const sideSvg = (pen: Pen, panel: Blocks.SidePanel): Markup =>
  markup`${one(pen, panel, 'wide', THIRD)}${one(pen, panel, 'narrow', WIDTH.narrow)}`;

function one(pen: Pen, panel: Blocks.SidePanel, show: 'wide' | 'narrow', width: number): Markup {
  const most = Math.max(1e-9, ...panel.layers.flatMap(({ shares }) => shares));
  const chart = panel.of === 'numbers' ? numbers(pen, panel, most) : texts(pen, panel, most);
  return draw(pen, {
    ...chart,
    id: panel.id,
    title: panel.title,
    show,
    width,
    marginRight: 8,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marks: [...(chart.marks ?? []), ...sideNames(pen, panel)],
  });
}

type Chart = Omit<DrawOptions, 'id' | 'title' | 'show'>;

/** The panel of this kind. */
type PanelOf<K> = Extract<Blocks.SidePanel, { readonly of: K }>;

function numbers(pen: Pen, { edges, layers, unit }: PanelOf<'numbers'>, most: number): Chart {
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const bins = (k: number) => edges.slice(1).map((x2, i) => ({ x1: edges[i] ?? 0, x2, y: layers[k]?.shares[i] ?? 0 }));
  const outline = bins(1).flatMap(({ x1, x2, y }) => [
    { x: x1, y },
    { x: x2, y },
  ]);
  return {
    height: TOP + PLOT + BOTTOM,
    marginLeft: 30,
    x: { domain: [low, high], axis: null },
    y: { domain: [0, most * 1.05], axis: null },
    marks: [
      pen.plot.ruleY(ticksOf(0, most, 3), { className: 'grid' }),
      axis(pen, 'x', ticksOf(low, high, 4)),
      axis(pen, 'y', ticksOf(0, most, 3)),
      pen.plot.text([unit], { text: String, frameAnchor: 'top-left', dx: -28, dy: -20, className: 'dim' }),
      pen.plot.rectY(bins(0), { x1: 'x1', x2: 'x2', y: 'y', inset: 0.5, className: 'subject-f soft', title: stretch }),
      pen.plot.line(outline, { x: 'x', y: 'y', className: 'compare thick' }),
    ],
  };
}

const stretch = ({ x1, x2, y }: { x1: number; x2: number; y: number }): string =>
  `${short(x1)} to ${short(x2)}: ${short(y)}`;

function texts(pen: Pen, { names, layers, unit }: PanelOf<'texts'>, most: number): Chart {
  const rows = names.map((name, i) => ({ i, name, now: layers[0]?.shares[i] ?? 0, before: layers[1]?.shares[i] ?? 0 }));
  const at =
    (part: number) =>
    ({ i }: { i: number }): number =>
      i + part;
  return {
    height: TOP + rows.length * STEP + BOTTOM,
    marginLeft: NAMES,
    x: { domain: [0, most * 1.05], axis: null },
    y: { domain: [rows.length, 0], axis: null },
    marks: [
      pen.plot.ruleX(ticksOf(0, most, 3), { className: 'grid' }),
      axis(pen, 'x', ticksOf(0, most, 3)),
      pen.plot.text([unit], { text: String, frameAnchor: 'bottom', dy: 34, lineAnchor: 'bottom', className: 'dim' }),
      pen.plot.rect(rows, {
        x1: 0,
        x2: 'now',
        y1: at(0.22),
        y2: at(0.78),
        className: 'subject-f soft',
        title: ({ name, now, before }) => `${name}: ${short(now)}, ${layers[1]?.name ?? ''} ${short(before)}`,
      }),
      pen.plot.ruleX(rows, { x: 'before', y1: at(0.08), y2: at(0.92), className: 'compare thick' }),
      pen.plot.text(rows, {
        x: 0,
        y: at(0.5),
        text: ({ name }: { name: string }) => cutText(name, NAMES - 14),
        textAnchor: 'end',
        dx: -8,
      }),
    ],
  };
}

const short = (x: number): string => tickText(Number(x.toPrecision(3)), { isSigned: false });

function axis(pen: Pen, of: 'x' | 'y', ticks: readonly number[]): Markish {
  const options = {
    ticks,
    tickSize: 0,
    label: null,
    tickFormat: (x: number) => tickText(x, { isSigned: false }),
    className: 'dim',
  };
  return of === 'x' ? pen.plot.axisX(options) : pen.plot.axisY(options);
}

/** What the sides are called, in their colours, above the chart from the right. */
function sideNames(pen: Pen, { layers }: Blocks.SidePanel): Markish[] {
  let used = 0;
  return layers.map(({ name }, i) => {
    const dx = -used;
    used += textWidth(name) + 14;
    const className = i === 0 ? 'subject-f halo strong-line' : 'halo';
    return pen.plot.text([name], { text: String, frameAnchor: 'top-right', dx, dy: -20, className });
  });
}
