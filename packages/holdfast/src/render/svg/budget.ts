import type * as History from '@holdfast/core/report/history-blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import { textWidth, ticksOf, tickText } from './ticks.ts';

const TOP = 30;
const BOTTOM = 24;

interface Frame {
  readonly show: 'wide' | 'narrow';
  readonly width: number;
  readonly step: number;
  /** From the middle of a row down to what is drawn: on a phone the words stand above it. */
  readonly drop: number;
  readonly left: number;
  readonly right: number;
}

/** What was promised as an upright, what was spent as a bar from zero, what came of it as a value with its interval. */
export function budgetSvg(pen: Pen, block: History.BudgetBlock): Markup {
  const left = Math.max(...block.rows.map(({ name }) => textWidth(name))) + 16;
  const right = Math.max(...block.rows.map(({ text }) => textWidth(text))) + 16;
  const wide: Frame = { show: 'wide', width: WIDTH.wide, step: 34, drop: 0, left, right };
  const narrow: Frame = { show: 'narrow', width: WIDTH.narrow, step: 50, drop: 14, left: 8, right: 8 };
  return markup`${budget(pen, block, wide)}${budget(pen, block, narrow)}`;
}

function budget(pen: Pen, block: History.BudgetBlock, frame: Frame): Markup {
  const rows = block.rows.map((row, i) => ({ ...row, i }));
  const ends = rows.flatMap(({ value, interval }) => [value, interval?.[1] ?? value]);
  const most = Math.max(block.promise.value, ...ends) * 1.08 || 1;
  const inner = frame.width - frame.left - frame.right;
  const ticks = ticksOf(0, most, Math.max(3, Math.floor(inner / 90)));
  return draw(pen, {
    id: block.id,
    title: block.title,
    show: frame.show,
    width: frame.width,
    height: TOP + rows.length * frame.step + BOTTOM,
    marginLeft: frame.left,
    marginRight: frame.right,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: [0, most], axis: null },
    y: { domain: rows.map(({ i }) => i), type: 'band', axis: null, padding: 0 },
    marks: [
      pen.plot.ruleX(ticks, { className: 'grid' }),
      pen.plot.ruleX([0], { className: 'axis' }),
      pen.plot.axisX({
        ticks,
        tickSize: 0,
        label: null,
        tickFormat: (x: number) => tickText(x, { isSigned: false }),
        className: 'dim',
      }),
      pen.plot.ruleX([block.promise.value], { className: 'limit', insetTop: -10 }),
      promiseName(pen, block, { ...frame, inner, most }),
      ...words(pen, rows, frame),
      ...bars(pen, rows, frame),
    ],
  });
}

type Row = History.BudgetRow & { readonly i: number };

/** The name of the promise over its upright, kept inside the chart. */
function promiseName(pen: Pen, { promise }: History.BudgetBlock, of: Frame & { inner: number; most: number }): Markish {
  const at = (promise.value / of.most) * of.inner;
  const half = (textWidth(promise.name) * 1.1) / 2;
  const isRight = at + half > of.inner + of.right;
  const isLeft = at - half < -of.left;
  return pen.plot.text([promise], {
    x: 'value',
    frameAnchor: 'top',
    dy: -20,
    dx: isRight ? of.inner + of.right - at : isLeft ? -of.left - at : 0,
    textAnchor: isRight ? 'end' : isLeft ? 'start' : 'middle',
    text: 'name',
    className: 'strong halo',
  });
}

function words(pen: Pen, rows: readonly Row[], { width, left, drop }: Frame): Markish[] {
  const dy = -drop + (drop === 0 ? 0 : 2);
  const y = (row: Row): number => row.i;
  return [
    pen.plot.text(rows, {
      y,
      frameAnchor: 'left',
      dx: -left,
      dy,
      textAnchor: 'start',
      text: 'name',
      className: 'halo',
    }),
    pen.plot.text(rows, {
      y,
      frameAnchor: 'left',
      dx: width - left,
      dy,
      textAnchor: 'end',
      text: 'text',
      className: 'halo',
    }),
  ];
}

/** An amount is a bar from zero; a value with an interval is a dot with a line, hollow where it decides nothing. */
function bars(pen: Pen, rows: readonly Row[], { step, drop }: Frame): Markish[] {
  const y = (row: Row): number => row.i;
  const amounts = rows.filter(({ interval }) => interval === null);
  const inset = (step - 6) / 2;
  const found: Markish[] = [
    pen.plot.barX(amounts, {
      x1: 0,
      x2: 'value',
      y,
      insetTop: inset + drop,
      insetBottom: inset - drop,
      className: 'compare-f',
      title: 'text',
    }),
  ];
  for (const row of rows) {
    if (row.interval === null) continue;
    const name = row.verdict ?? 'unknown';
    const [low, high] = row.interval;
    const ends = [low, high].map((x) => ({ x, i: row.i }));
    const whisker = (step - 8) / 2;
    const tick = {
      x: 'x',
      y: 'i',
      insetTop: whisker + drop,
      insetBottom: whisker - drop,
      className: `interval v-s ${name}`,
    };
    found.push(
      pen.plot.ruleY([row], { x1: () => low, x2: () => high, y, dy: drop, className: `interval v-s ${name}` }),
      pen.plot.tickX(ends, tick),
      pen.plot.dot([row], {
        ...{ x: 'value', y, dy: drop, r: 4.5, title: 'text' },
        className: name === 'unknown' ? 'hollow unknown' : `v-f ${name}`,
      }),
    );
  }
  return found;
}
