import type * as History from '@holdfast/core/report/history-blocks.ts';
import type { Markish } from '@observablehq/plot';

/** A mark of an incident with the row of rings in which it has room; `null`: only its upright is drawn. */
export interface PlacedMark extends History.IncidentMark {
  readonly row: number | null;
}

/** Rings nearer than this touch. */
const RING = 21;
/** So many dotted uprights can be looked through; more are drawn as stubs above the frame. */
const DOTTED_MAX = 16;
const RADIUS = 9;
const ROWS_MAX = 4;
/** Height of a row of rings, and the room for the pointers of falls and rises. */
export const RING_ROW = 23;

/** Verdict classes give the colour; the shape says it too: a fall points down, a rise up, all else is hollow. */
const CLASSES: Readonly<Record<History.MarkKind, string>> = { fell: 'fail', rose: 'pass', moved: 'unknown' };

/**
 * Marks with a row each, the lowest in which the ring touches no other; where rows run out, falls and rises keep
 * theirs and others lose the ring. `x` gives the place in pixels.
 */
export function placeMarks(marks: readonly History.IncidentMark[], x: (at: number) => number): PlacedMark[] {
  const taken: number[][] = Array.from({ length: ROWS_MAX }, () => []);
  const sorted = [...marks].sort((a, b) => Number(a.kind === 'moved') - Number(b.kind === 'moved') || a.at - b.at);
  return sorted.map((mark) => {
    const at = x(mark.at);
    const row = taken.findIndex((others) => others.every((other) => Math.abs(other - at) >= RING));
    if (row < 0) return { ...mark, row: null };
    taken[row]?.push(at);
    return { ...mark, row };
  });
}

/** How many rows of rings there are. */
export const ringRows = (marks: readonly PlacedMark[]): number =>
  marks.reduce((most, { row }) => Math.max(most, row === null ? 0 : row + 1), 0);

/** Uprights from the top of the frame down, and above it the rings with their numbers. */
export function incidentMarks(
  marks: readonly PlacedMark[],
  of: { readonly top: number; readonly bottom: number },
): Markish {
  return (_index, scales, _values, _dimensions, { document }) => {
    const make = (name: string, attributes: Readonly<Record<string, string | number>>) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
      return element;
    };
    const at = (mark: PlacedMark): number => Number(scales.x?.(mark.at) ?? 0);
    const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    const isCrowded = marks.filter(({ kind }) => kind === 'moved').length > DOTTED_MAX;
    for (const mark of marks) {
      const y1 = of.top - (mark.row === null ? 4 : mark.row * RING_ROW + RADIUS);
      const y2 = isCrowded && mark.kind === 'moved' ? of.top + 6 : of.bottom;
      const className = mark.kind === 'moved' ? 'axis dash' : `v-s ${CLASSES[mark.kind]}`;
      group.appendChild(make('line', { x1: at(mark), x2: at(mark), y1, y2, class: className }));
    }
    for (const mark of marks) {
      if (mark.row === null) continue;
      const ring = make('g', { class: CLASSES[mark.kind] });
      for (const [name, attributes, text] of ringParts(mark, at(mark), of.top)) {
        const part = make(name, attributes);
        // A circle carries its text as a title, which is shown when it is pointed at.
        const inner = name === 'circle' ? part.appendChild(make('title', {})) : part;
        if (text !== '') inner.textContent = text;
        ring.appendChild(part);
      }
      group.appendChild(ring);
    }
    return group;
  };
}

type RingPart = readonly [name: string, attributes: Readonly<Record<string, string | number>>, text: string];

/** A pointer for falls and rises, the ring, and its number. */
function ringParts(mark: PlacedMark, x: number, top: number): RingPart[] {
  const isFilled = mark.kind !== 'moved';
  const y = top - 18 - (mark.row ?? 0) * RING_ROW;
  const sign = mark.kind === 'fell' ? 1 : -1;
  const base = y + sign * (RADIUS - 2.5);
  const pointer = { d: `M${x - 6} ${base}L${x} ${base + sign * 7}L${x + 6} ${base}Z`, class: 'v-f' };
  return [
    ...(isFilled ? ([['path', pointer, '']] as const) : []),
    ['circle', { cx: x, cy: y, r: RADIUS, class: isFilled ? 'v-f' : 'hole' }, `${mark.number}: ${mark.title}`],
    ['text', { x, y: y + 4, class: isFilled ? 'number on' : 'number' }, String(mark.number)],
  ];
}
