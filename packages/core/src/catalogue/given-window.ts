import type { Bins } from '../profile/bins.ts';
import { momentsOfBlock, NO_MOMENTS } from '../profile/moments.ts';
import type { Accumulators, WindowGiven } from './define.ts';

type Both = WindowGiven<{ readonly window: readonly (keyof Accumulators)[] }>;

/** What an entry on profiles is given, from counts of levels `a`, `b` ...; none is other, new or missing. */
export function givenCounts(reference: readonly number[], window: readonly number[]): Both {
  const levels = reference.map((_, k) => String.fromCharCode(97 + (k % 26)).repeat(1 + Math.floor(k / 26)));
  const bins: Bins = { kind: 'levels', levels, rare: new Uint32Array(), isOpen: false };
  const side = (counts: readonly number[]): Accumulators => ({
    histogram: { bins, counts: Float64Array.from([...counts, 0, 0, 0]) },
    moments: NO_MOMENTS,
  });
  return { reference: side(reference), window: side(window) };
}

/** The same of numbers, counted between those edges. */
export function givenNumbers(
  edges: readonly number[],
  reference: readonly (number | null)[],
  window: readonly (number | null)[],
): Both {
  const bins: Bins = { kind: 'number', edges: Float64Array.from(edges) };
  const own = edges.length - 1;
  const side = (cells: readonly (number | null)[]): Accumulators => {
    const values = Float64Array.from(cells.filter((cell) => cell !== null));
    const counts = new Float64Array(own + 3);
    for (const value of values) {
      const below = edges.filter((edge) => edge <= value).length;
      counts[below === 0 ? own : below > own ? own + 1 : below - 1]!++; // ! one of the slots
    }
    counts[own + 2] = cells.length - values.length;
    return { histogram: { bins, counts }, moments: momentsOfBlock(values, values.length) };
  };
  return { reference: side(reference), window: side(window) };
}
