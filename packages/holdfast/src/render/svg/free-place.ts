/** An upright stroke in pixels: a dot is one without height. */
export interface Stroke {
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
}

/** A box for words in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Words keep so far from what is drawn. */
const GAP = 4;

/** The first box that no stroke touches; null where all are taken. Cost: boxes by strokes. */
export const freePlace = (boxes: readonly Box[], strokes: readonly Stroke[]): Box | null =>
  boxes.find(({ x, y, width, height }) =>
    strokes.every(
      (stroke) =>
        stroke.x < x - GAP || stroke.x > x + width + GAP || stroke.y2 < y - GAP || stroke.y1 > y + height + GAP,
    ),
  ) ?? null;

/** Boxes of one size along a line, from one end of the frame to the other. */
export function boxesAlong(
  frame: { readonly left: number; readonly right: number },
  of: { readonly y: number; readonly width: number; readonly height: number; readonly from: 'left' | 'right' },
): Box[] {
  const { y, width, height } = of;
  const step = 24;
  const room = Math.max(0, frame.right - frame.left - width);
  const found = Array.from({ length: Math.floor(room / step) + 1 }, (_, i) => i * step);
  return found.map((move) => ({
    x: of.from === 'left' ? frame.left + move : frame.right - width - move,
    ...{ y, width, height },
  }));
}
