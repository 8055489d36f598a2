import { sum } from '../../../stats/sum.ts';
import { distance, type FrourosMethod } from './method.ts';

/** With 5,000 rows on a side it takes a second. */
const ROWS_MAX = 5000;

/** The squared maximum mean discrepancy of one column with a kernel of width 1 in its own unit. O(rows²). */
export const meanDiscrepancy: FrourosMethod = {
  id: 'MMD',
  name: 'Maximum Mean Discrepancy',
  measure: ({ reference, current }) => {
    if (Math.max(reference.length, current.length) > ROWS_MAX) return 'too-many-rows';
    return distance(
      squaredDiscrepancy(
        Array.from(reference, (x) => [x]),
        Array.from(current, (x) => [x]),
        1,
      ),
    );
  },
};

type Points = readonly (readonly number[])[];

/** Without bias, kernel exp(-d² / 2σ²); points of both samples as lists of coordinates. */
export function squaredDiscrepancy(reference: Points, current: Points, sigma: number): number {
  const [n, m] = [reference.length, current.length];
  const kernel = (a: readonly number[], b: readonly number[]): number => {
    let square = 0;
    for (let k = 0; k < a.length; k++) square += (a[k]! - b[k]!) ** 2; // ! as many coordinates
    return Math.exp(-square / (2 * sigma * sigma));
  };
  const total = (rows: Points, columns: Points): number =>
    sum(rows.map((row) => sum(columns.map((column) => kernel(row, column)))));
  const within = (points: Points, count: number): number => (total(points, points) - count) / (count * (count - 1));
  return within(reference, n) + within(current, m) - (2 * total(reference, current)) / (n * m);
}
