import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { draw, type Pen, WIDTH } from './draw.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points of a line; more than a screen can show are thinned evenly, the last is kept. */
const POINTS_MAX = 240;
export function pointsOf(xs: readonly number[], ys: readonly number[]): Point[] {
  const n = Math.min(xs.length, ys.length);
  const stride = Math.max(1, Math.ceil(n / POINTS_MAX));
  const found: Point[] = [];
  for (let i = 0; i < n; i++) if (i % stride === 0 || i === n - 1) found.push({ x: xs[i] ?? 0, y: ys[i] ?? 0 });
  return found;
}

const QUARTERS = [0, 25, 50, 75, 100];

interface Square {
  readonly id: string;
  readonly title: string;
  readonly axes: { readonly x: string; readonly y: string };
}

/** A square of 0 to 100 by 0 to 100, twice. */
function squareSvg(pen: Pen, of: Square, marks: () => Markish[]): Markup {
  const one = (show: 'wide' | 'narrow', width: number): Markup =>
    draw(pen, {
      id: of.id,
      title: of.title,
      show,
      width,
      height: width - 20,
      marginLeft: 34,
      marginRight: 12,
      marginTop: 28,
      marginBottom: 46,
      x: { domain: [0, 100], axis: null },
      y: { domain: [0, 100], axis: null },
      marks: [
        pen.plot.ruleX(QUARTERS, { className: 'grid' }),
        pen.plot.ruleY(QUARTERS, { className: 'grid' }),
        pen.plot.axisX({ ticks: QUARTERS, tickSize: 0, label: null, className: 'dim' }),
        pen.plot.axisY({ ticks: QUARTERS, tickSize: 0, label: null, className: 'dim' }),
        pen.plot.text([of.axes.x], {
          frameAnchor: 'bottom',
          dy: 40,
          lineAnchor: 'bottom',
          text: (t: string) => t,
          className: 'dim',
        }),
        pen.plot.text([of.axes.y], {
          frameAnchor: 'top-left',
          dx: -30,
          dy: -26,
          text: (t: string) => t,
          className: 'dim',
        }),
        ...marks(),
      ],
    });
  return markup`${one('wide', WIDTH.half)}${one('narrow', WIDTH.narrow)}`;
}

const diagonal = (pen: Pen): Markish =>
  pen.plot.line(
    [
      { x: 0, y: 0 },
      { x: 100, y: 100 },
    ],
    { x: 'x', y: 'y', className: 'axis dash' },
  );

/** The subject is drawn last, on top. */
const subjectLast = <T>(items: readonly T[]): (readonly [T, boolean])[] =>
  items.map((item, i) => [item, i === 0] as const).reverse();

/** ROC or precision by recall: the subject in blue, the other in grey, a dot at the threshold. */
export function curveSvg(pen: Pen, block: Blocks.CurveBlock): Markup {
  return squareSvg(pen, block, () => [
    ...(block.hasDiagonal ? [diagonal(pen)] : []),
    ...subjectLast(block.curves).map(([curve, isSubject]) =>
      pen.plot.line(pointsOf(curve.x, curve.y), { x: 'x', y: 'y', className: isSubject ? 'subject thick' : 'compare' }),
    ),
    ...block.curves.slice(0, 1).flatMap((curve) => (curve.at === null ? [] : threshold(pen, curve.at))),
    ...corner(
      pen,
      block.curves.map((curve) => curve.label),
      block.labelsAt,
    ),
  ]);
}

function threshold(pen: Pen, at: { x: number; y: number; text: string }): Markish[] {
  const isRight = at.x > 45;
  return [
    pen.plot.dot([at], { x: 'x', y: 'y', r: 4.5, className: 'subject-f', title: 'text' }),
    pen.plot.text([at], {
      x: 'x',
      y: 'y',
      text: (point: { text: string }) => point.text.replace(': ', ':\n'),
      lineAnchor: 'top',
      lineHeight: 1.3,
      textAnchor: isRight ? 'end' : 'start',
      dx: isRight ? -8 : 8,
      dy: 8,
      className: 'halo',
    }),
  ];
}

/** Names of lines, stacked in a corner where there is room, each in the colour of its line. */
function corner(pen: Pen, labels: readonly string[], anchor: 'bottom-right' | 'bottom-left'): Markish[] {
  const isRight = anchor === 'bottom-right';
  return labels.map((label, i) =>
    pen.plot.text([label], {
      text: (t: string) => t,
      frameAnchor: anchor,
      dx: isRight ? -6 : 6,
      dy: -8 - 17 * (labels.length - 1 - i),
      className: i === 0 ? 'subject-f halo strong-line' : 'halo',
    }),
  );
}

/** What a score of 60 is worth: the isotonic line over the band of an honest score. */
export function reliabilitySvg(pen: Pen, block: Blocks.ReliabilityBlock): Markup {
  const { band } = block;
  const area = band === null ? [] : band.x.map((x, i) => ({ x, low: band.low[i] ?? x, high: band.high[i] ?? x }));
  return squareSvg(pen, block, () => [
    ...(area.length === 0 ? [] : [pen.plot.areaY(area, { x: 'x', y1: 'low', y2: 'high', className: 'band' })]),
    diagonal(pen),
    ...subjectLast(block.lines).map(([line, isSubject]) =>
      pen.plot.line(pointsOf(line.x, line.y), { x: 'x', y: 'y', className: isSubject ? 'subject thick' : 'compare' }),
    ),
    ...corner(
      pen,
      [...block.lines.map((line) => line.name), ...(band === null ? [] : [block.bandName])],
      'bottom-right',
    ),
  ]);
}
