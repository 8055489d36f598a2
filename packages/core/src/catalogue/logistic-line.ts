/** A line on the log-odds: ln(p / (1 - p)) = intercept + slope x. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/** The second derivatives of the likelihood: sums of w p (1 - p), of that times x, and times x². */
export interface Curvature {
  readonly one: number;
  readonly x: number;
  readonly square: number;
}

/** What moves the likelihood at a line. */
export interface Derivatives {
  readonly byIntercept: number;
  readonly bySlope: number;
  readonly curvature: Curvature;
}

/** Newton's move; with the slope held only the intercept moves. Null where the curvature has run out of digits. */
export function newtonMove({ byIntercept, bySlope, curvature }: Derivatives, isFree: boolean): Line | null {
  const { one, x, square } = curvature;
  if (!(one > 0)) return null;
  if (!isFree) return { intercept: byIntercept / one, slope: 0 };
  const determinant = one * square - x * x;
  if (!(determinant > 0)) return null;
  return {
    intercept: (square * byIntercept - x * bySlope) / determinant,
    slope: (one * bySlope - x * byIntercept) / determinant,
  };
}

/** The line after a part of a move. */
export const movedLine = (at: Line, move: Line, size = 1): Line => ({
  intercept: at.intercept + size * move.intercept,
  slope: at.slope + size * move.slope,
});

/**
 * Each Newton step doubles the digits that are right: after a move as small as this, relative to the line, all of them
 * are.
 */
const LAST_MOVE = 1e-8;

/** Whether the line after this move needs no other one. */
export const isLast = (at: Line, move: Line): boolean =>
  Math.max(Math.abs(move.intercept), Math.abs(move.slope)) <=
  LAST_MOVE * Math.max(1, Math.abs(at.intercept), Math.abs(at.slope));
