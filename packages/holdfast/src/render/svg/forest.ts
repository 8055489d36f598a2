import type * as Blocks from '@holdfast/core/report/blocks.ts';
import type { Markish } from '@observablehq/plot';
import { type Markup, markup } from '../markup.ts';
import { draw, type Pen, WIDTH } from './draw.ts';
import { cutText, textWidth, ticksFor, tickText } from './ticks.ts';

type Row = Blocks.ForestRow & { readonly i: number };

interface Frame {
  readonly show: 'wide' | 'narrow';
  readonly width: number;
  /** Height of a row; on a phone name, and n with value, stand above its line. */
  readonly step: number;
  /** From the middle of a row down to its line. */
  readonly drop: number;
  readonly left: number;
  readonly right: number;
}

/** A forest twice: with words beside the rows for wide screens and paper, above them for phones. */
export function forestSvg(pen: Pen, block: Blocks.ForestBlock): Markup {
  const right = Math.max(textWidth(block.unit), ...block.rows.map((row) => widthOf(row, row.text)));
  const names = Math.max(...block.rows.map((row) => widthOf(row, row.name) + textWidth(sizeText(row)))) + 64;
  const left = Math.min(350, Math.max(150, names));
  const wide: Frame = { show: 'wide', width: WIDTH.wide, step: 32, drop: 0, left, right: Math.min(290, right + 16) };
  const narrow: Frame = { show: 'narrow', width: WIDTH.narrow, step: 68, drop: 22, left: 8, right: 8 };
  return markup`${forest(pen, block, wide)}${forest(pen, block, narrow)}`;
}

/** Strong rows are set heavier, and so wider. */
const widthOf = ({ isStrong }: Blocks.ForestRow, text: string): number => textWidth(text) * (isStrong ? STRONG : 1);
const STRONG = 1.12;
const sizeText = ({ n }: Blocks.ForestRow): string => (n === '' ? '' : `n ${n}`);

function forest(pen: Pen, block: Blocks.ForestBlock, frame: Frame): Markup {
  const rows = block.rows.map((row, i) => ({ ...row, i }));
  const domain = domainOf(block);
  const inner = frame.width - frame.left - frame.right;
  const isSigned = block.sides !== null;
  const ticks = ticksFor(domain[0], domain[1], { width: inner, isSigned });
  const top = 34;
  return draw(pen, {
    id: block.id,
    title: block.title,
    show: frame.show,
    width: frame.width,
    height: top + rows.length * frame.step + 26,
    marginLeft: frame.left,
    marginRight: frame.right,
    marginTop: top,
    marginBottom: 26,
    x: { domain: [...domain], axis: null },
    y: { domain: rows.map((row) => row.i), type: 'band', axis: null, padding: 0 },
    marks: [
      pen.plot.ruleX(ticks, { className: 'grid' }),
      pen.plot.axisX({
        ticks,
        tickSize: 0,
        tickFormat: (x: number) => tickText(x, { isSigned }),
        className: 'dim',
        label: null,
      }),
      ...reference(pen, block, domain),
      ...heads(pen, block, frame, domain),
      ...names(pen, rows, frame),
      ...marks(pen, rows, frame),
      ...limits(pen, rows, frame, block.limitName),
    ],
  });
}

/**
 * All that is drawn, and zero where rows are differences; no row is ever cut off. Shares of 100 stay within 0 and 100.
 */
function domainOf({ rows, sides, reference }: Blocks.ForestBlock): readonly [number, number] {
  const ends = rows.flatMap((row) => [
    row.value,
    row.low ?? row.value,
    row.high ?? row.value,
    ...(row.limit === null ? [] : [row.limit]),
  ]);
  if (sides !== null) ends.push(0);
  if (reference !== null) ends.push(reference.value);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const isShare = sides === null && low >= 0 && high <= 100;
  return [
    isShare ? Math.max(0, low - room) : low - room,
    isShare && high > 50 ? Math.min(100, high + room) : high + room,
  ];
}

function reference(pen: Pen, block: Blocks.ForestBlock, domain: readonly [number, number]): Markish[] {
  const found: Markish[] = [];
  if (domain[0] <= 0 && domain[1] >= 0 && block.sides !== null) found.push(pen.plot.ruleX([0], { className: 'zero' }));
  if (block.reference !== null) {
    found.push(pen.plot.ruleX([block.reference.value], { className: 'compare' }));
    const place = { x: 'value', text: 'name', frameAnchor: 'top' as const, dy: -14, className: 'dim' };
    found.push(pen.plot.text([block.reference], { ...place, textAnchor: anchorAt(block.reference.value, domain) }));
  }
  return found;
}

/** Beside an end of the axis a word in the middle would be cut off. */
function anchorAt(value: number, [low, high]: readonly [number, number]): 'start' | 'middle' | 'end' {
  const share = (value - low) / (high - low);
  return share < 0.12 ? 'start' : share > 0.88 ? 'end' : 'middle';
}

function heads(
  pen: Pen,
  block: Blocks.ForestBlock,
  { show, width, left, right }: Frame,
  domain: readonly [number, number],
): Markish[] {
  const found: Markish[] = [];
  if (block.sides !== null) {
    found.push(...sideWords(pen, block.sides, { domain, inner: width - left - right }));
  }
  if (show === 'wide')
    found.push(label(pen, [block.unit], { at: width - left, y: null, anchor: 'end', className: 'dim' }));
  return found;
}

/** The words for the two sides of zero: at zero, or pushed together from the end of the axis that leaves no room. */
function sideWords(
  pen: Pen,
  sides: { readonly worse: string; readonly better: string },
  { domain, inner }: { domain: readonly [number, number]; inner: number },
): Markish[] {
  const zero = (inner * (0 - domain[0])) / (domain[1] - domain[0]);
  const room = { worse: textWidth(sides.worse) + 8, better: textWidth(sides.better) + 8 };
  const at = Math.max(room.worse, Math.min(inner - room.better, zero));
  return [
    label(pen, [sides.worse], { at: at - 8, y: null, anchor: 'end', className: 'dim' }),
    label(pen, [sides.better], { at: at + 8, y: null, anchor: 'start', className: 'dim' }),
  ];
}

/** A text at a place from the left edge of the frame; `y` null is the head of the column. */
function label(
  pen: Pen,
  rows: readonly (Row | string)[],
  of: {
    at: number;
    y: ((row: Row) => number) | null;
    anchor: 'start' | 'end';
    className: string;
    text?: (row: Row) => string;
    dy?: number;
  },
): Markish {
  return pen.plot.text(rows as readonly Row[], {
    // as: heads are texts and never read as rows
    text: of.text ?? ((row: unknown) => String(row)),
    ...(of.y === null
      ? { frameAnchor: 'top-left' as const, dy: -26 }
      : { y: of.y, frameAnchor: 'left' as const, dy: of.dy ?? 0 }),
    textAnchor: of.anchor,
    dx: of.at,
    className: of.className,
  });
}

function names(pen: Pen, rows: readonly Row[], frame: Frame): Markish[] {
  const isWide = frame.show === 'wide';
  const hasGlyph = rows.some((row) => row.verdict !== null);
  const indent = hasGlyph ? 20 : 0;
  const end = frame.width - frame.left;
  const sizes = Math.max(...rows.map((row) => textWidth(sizeText(row))));
  const room = isWide ? frame.left - 30 - indent - sizes : frame.width - indent - 4;
  const y = (row: Row): number => row.i;
  const dy = isWide ? 0 : -20;
  const below = isWide ? 0 : -2;
  return [false, true].flatMap((isStrong) => {
    const some = rows.filter((row) => row.isStrong === isStrong);
    const className = `halo${isStrong ? ' strong' : ''}`;
    if (some.length === 0) return [];
    return [
      label(pen, some, {
        at: -frame.left + indent,
        y,
        anchor: 'start',
        className,
        text: (row) => cutText(row.name, room / (isStrong ? STRONG : 1)),
        dy,
      }),
      label(pen, some, { at: end, y, anchor: 'end', className, text: (row) => row.text, dy: below }),
      label(pen, some, {
        at: isWide ? -14 : indent - frame.left,
        y,
        anchor: isWide ? 'end' : 'start',
        className: 'dim',
        text: sizeText,
        dy: below,
      }),
      ...(hasGlyph ? [glyphs(some, frame, dy)] : []),
    ];
  });
}

/** The shape of the verdict before the name: `use` of a symbol that the page defines. */
function glyphs(rows: readonly Row[], frame: Frame, dy: number): Markish {
  return (_index, scales, _values, _dimensions, context) => {
    const { document } = context;
    const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    for (const row of rows) {
      if (row.verdict === null) continue;
      const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
      const y = Number(scales.y?.(row.i) ?? 0) + frame.step / 2 + dy;
      use.setAttribute('href', `#g-${row.verdict}`);
      use.setAttribute('class', row.verdict);
      use.setAttribute('x', '0');
      use.setAttribute('y', String(y - 7));
      use.setAttribute('width', '14');
      use.setAttribute('height', '14');
      group.appendChild(use);
    }
    return group;
  };
}

/** Interval with end strokes and a dot; undecided rows are hollow and hatched. */
function marks(pen: Pen, rows: readonly Row[], { step, drop }: Frame): Markish[] {
  const y = (row: Row): number => row.i;
  const kinds = [...new Set(rows.map((row) => row.verdict))];
  return kinds.flatMap((kind) => {
    const some = rows.filter((row) => row.verdict === kind);
    const drawn = some.filter((row) => row.low !== null && row.high !== null);
    const [line, dot] =
      kind === null ? ['subject', 'subject-f'] : [`v-s ${kind}`, kind === 'unknown' ? 'hollow unknown' : `v-f ${kind}`];
    const inset = (step - 8) / 2;
    const ends = drawn.flatMap((row) => [
      { i: row.i, x: row.low },
      { i: row.i, x: row.high },
    ]);
    const hatch =
      kind === 'unknown'
        ? [
            pen.plot.barX(drawn, {
              x1: 'low',
              x2: 'high',
              y,
              insetTop: inset + drop,
              insetBottom: inset - drop,
              className: 'hatch',
            }),
          ]
        : [];
    return [
      ...hatch,
      pen.plot.ruleY(drawn, { x1: 'low', x2: 'high', y, dy: drop, className: `interval ${line}` }),
      pen.plot.tickX(ends, {
        x: 'x',
        y: 'i',
        insetTop: inset + drop,
        insetBottom: inset - drop,
        className: `interval ${line}`,
      }),
      pen.plot.dot(some, {
        x: 'value',
        y,
        dy: drop,
        r: 4.5,
        className: dot,
        title: (row: Row) => `${row.name}: ${row.text}`,
      }),
    ];
  });
}

/** The margin is a short black upright on its own row. */
function limits(pen: Pen, rows: readonly Row[], { step, drop }: Frame, name: string | null): Markish[] {
  const some = rows.filter((row) => row.limit !== null);
  if (some.length === 0) return [];
  const inset = (step - 20) / 2;
  const y = (row: Row): number => row.i;
  const upright = pen.plot.tickX(some, {
    x: 'limit',
    y,
    insetTop: inset + drop,
    insetBottom: inset - drop,
    className: 'limit',
  });
  if (name === null || drop > 0) return [upright];
  const label = { x: 'limit', y, text: () => name, textAnchor: 'end' as const, dx: -4, dy: -12, className: 'dim' };
  return [upright, pen.plot.text(some.slice(0, 1), label)];
}
