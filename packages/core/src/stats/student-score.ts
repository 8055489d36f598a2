import { normalQuantileFromLog } from './normal.ts';
import { studentLogCdf } from './student.ts';

/** From here on the closed form is right to 1e-4 up to a score of 4, and to 4 % beyond. */
const CLOSED_FROM = 5;

/**
 * The standard normal number that is as far out as `t` is for Student's t with `degrees` (> 0): the normal quantile
 * of the distribution function. The closed form of Hill (1970, algorithm 395) from 5 degrees on, exact below. O(1).
 */
export function studentScore(t: number, degrees: number): number {
  if (degrees < CLOSED_FROM) {
    const size = -normalQuantileFromLog(studentLogCdf(-Math.abs(t), degrees));
    return t < 0 ? -size : size;
  }
  const a = degrees - 0.5;
  const b = 48 * a * a;
  const y = a * Math.log1p((t * t) / degrees);
  const series = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b) + y + 3;
  const size = (series / b + 1) * Math.sqrt(y);
  return t < 0 ? -size : size;
}
