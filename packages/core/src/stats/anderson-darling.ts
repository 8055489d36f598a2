import { placeAfter, placeOf } from './equal-bins.ts';
import { pooled } from './pooled-ranks.ts';
import { dot, sum } from './sum.ts';

/**
 * The two-sample test of Anderson and Darling as Scholz and Stephens (1987) state it, equation 7 (ties at their
 * middle), standardised, for samples in ascending order. Its chance comes from seven points of their table by a
 * parabola in the logarithm, and ends at 0.001 and 0.25. Null with fewer than two distinct values. O(n log n).
 */
export function andersonDarling(x: Float64Array, y: Float64Array): { statistic: number; p: number } | null {
  const all = pooled(x, y);
  const rows = all.length;
  if (x.length === 0 || y.length === 0 || all[0] === all[rows - 1]) return null;
  const terms: Record<'x' | 'y', number[]> = { x: [], y: [] };
  for (let below = 0; below < rows; ) {
    const value = all[below]!; // ! below < rows
    const upTo = placeAfter(all, value);
    const count = upTo - below;
    const middle = below + count / 2;
    const weight = count / rows / (middle * (rows - middle) - (rows * count) / 4);
    const term = (of: Float64Array): number => {
      const reached = (placeOf(of, value) + placeAfter(of, value)) / 2;
      return weight * (rows * reached - middle * of.length) ** 2;
    };
    terms.x.push(term(x));
    terms.y.push(term(y));
    below = upTo;
  }
  const raw = ((rows - 1) / rows) * (sum(terms.x) / x.length + sum(terms.y) / y.length);
  const statistic = (raw - 1) / Math.sqrt(varianceOf(x.length, y.length));
  return { statistic, p: chanceOf(statistic) };
}

/** Scholz and Stephens 1987, equation 4, for two samples. */
function varianceOf(n: number, m: number): number {
  const rows = n + m;
  const inverse = 1 / n + 1 / m;
  let [tail, mixed] = [0, 0];
  // Σ over i of 1/(rows - i) up to each place, and of these divided by the place.
  for (let i = 2; i < rows; i++) {
    tail += 1 / (rows - i + 1);
    mixed += tail / i;
  }
  const [g, h] = [mixed, tail + 1];
  const a = 4 * g - 6 + (10 - 6 * g) * inverse;
  const b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
  const c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h;
  const d = (2 * h + 6) * 4 - 8 * h;
  return (a * rows ** 3 + b * rows ** 2 + c * rows + d) / ((rows - 1) * (rows - 2) * (rows - 3));
}

/** Their table 2 for two samples: the statistic that is passed with each chance. */
const CHANCES = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];
const CRITICAL = [0.325, 1.226, 1.961, 1.96 + 1.149 - 0.391, 3.752, 4.592, 6.546];

function chanceOf(statistic: number): number {
  if (statistic < CRITICAL[0]!) return 0.25; // ! seven points
  if (statistic > CRITICAL[6]!) return 0.001; // ! seven points
  return Math.exp(parabolaAt(CRITICAL, CHANCES.map(Math.log), statistic));
}

/** The parabola of least squares through points, at a place: by polynomials that are orthogonal on the points. */
function parabolaAt(places: readonly number[], values: readonly number[], at: number): number {
  const mean = sum(places) / places.length;
  const first = places.map((x) => x - mean);
  const size = dot(first, first);
  const third =
    dot(
      first.map((x) => x * x),
      first,
    ) / size;
  const spread = size / places.length;
  const bend = (x: number): number => (x - mean) ** 2 - third * (x - mean) - spread;
  const second = places.map(bend);
  const along = (base: readonly number[]): number => dot(base, values) / dot(base, base);
  return sum(values) / values.length + along(first) * (at - mean) + along(second) * bend(at);
}
