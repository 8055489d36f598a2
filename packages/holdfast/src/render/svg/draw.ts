import type { PlotOptions } from '@observablehq/plot';
import { escapeText, Markup } from '../markup.ts';

type Plot = typeof import('@observablehq/plot');

export type { Plot };

/** What draws: Plot and the document it draws into. Made once, and only when a report with charts is written. */
export interface Pen {
  readonly plot: Plot;
  readonly document: NonNullable<PlotOptions['document']>;
}

/** Natural widths: beside the heading on a wide screen, half of it, and a phone. Type stays at 12 px in each. */
export const WIDTH = { wide: 844, half: 410, narrow: 358 } as const;

/** Loads Plot and linkedom: 200 ms that nobody pays who writes no HTML. */
export async function makePen(): Promise<Pen> {
  const [plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')]);
  return { plot, document: parseHTML('<!doctype html><html><body></body></html>').document };
}

export interface DrawOptions extends PlotOptions {
  readonly id: string;
  /** For those who do not see it. */
  readonly title: string;
  readonly show: 'wide' | 'narrow';
}

/**
 * A chart as SVG without style elements or attributes: Plot's own are dropped, colours come from classes. What Plot
 * built is written out element by element from a closed list, so nothing that it or a name brings along gets through.
 */
export function draw(pen: Pen, { id, title, show, ...options }: DrawOptions): Markup {
  const { document } = pen;
  const svg = pen.plot.plot({ ...options, document, className: 'chart' });
  const titleId = `${id}-${show}`;
  const inner = childrenOf(svg);
  const size = `viewBox="0 0 ${options.width} ${options.height}" width="${options.width}" height="${options.height}"`;
  return new Markup(
    `<svg class="chart ${show}" ${size} text-anchor="middle" role="img" aria-labelledby="${escapeText(titleId)}">` +
      `<title id="${escapeText(titleId)}">${escapeText(title)}</title>${inner}</svg>`,
  );
}

const ELEMENTS = new Set(['g', 'path', 'line', 'circle', 'rect', 'text', 'tspan', 'title', 'use']);
const ATTRIBUTES = new Set(
  (
    'class d x y x1 y1 x2 y2 cx cy r rx ry width height dx dy transform fill fill-opacity stroke stroke-width ' +
    'stroke-dasharray stroke-linecap stroke-linejoin text-anchor href'
  ).split(' '),
);

/** As much of the DOM as is read here. */
interface Drawn {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<Drawn>;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
}

// as: linkedom's nodes have these
const childrenOf = (node: unknown): string => [...(node as Drawn).childNodes].map(sourceOf).join('');

function sourceOf(node: Drawn): string {
  if (node.nodeType === 3) return escapeText(node.textContent ?? '');
  const name = node.nodeName.toLowerCase();
  if (node.nodeType !== 1 || !ELEMENTS.has(name)) return '';
  const attributes = [...(node.attributes ?? [])]
    .filter((attribute) => ATTRIBUTES.has(attribute.name) && !isUnsafe(attribute))
    .map(({ name: key, value }) => ` ${key}="${escapeText(rounded(key, value))}"`)
    .join('');
  const inner = childrenOf(node);
  return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

/** Only references into the page itself. */
const isUnsafe = ({ name, value }: { name: string; value: string }): boolean =>
  name === 'href' && !/^#[\w-]+$/.test(value);

/** A tenth of a pixel is all that a screen shows. */
const rounded = (name: string, value: string): string =>
  name === 'class' || name === 'href' || name.startsWith('fill') || name === 'stroke'
    ? value
    : value.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10));
