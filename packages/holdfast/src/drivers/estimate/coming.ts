import {
  type LabelDelay,
  labelDelay,
  type StillToCome,
  stillToCome,
} from '@holdfast/core/measure/few-labels/label-delay.ts';
import type { Sides } from './sides.ts';
import type { Cut } from './windows.ts';

/** How labels came, in the order in which they did. */
export interface Coming {
  /**
   * By window, the rows whose label came in it: its own and those of earlier windows. The last has all that came later.
   */
  readonly cameIn: readonly Int32Array[];
  /** By window, the one at whose end most of its labels were there; infinite where they never were. */
  readonly toldIn: readonly number[];
  /** By judged row its window; -1 is none. */
  readonly windowOf: Int32Array;
  /** Null where nobody knows when labels came: then each is taken to come in the window of its row. */
  readonly known: KnownDelay | null;
}

/** When labels came, as far as that is known. */
export interface KnownDelay {
  readonly delay: LabelDelay;
  /** The last that is known of: an answer or a label. */
  readonly asOf: number;
  /** By window: labels that are still to come. */
  readonly toCome: readonly StillToCome[];
  readonly waiting: readonly number[];
  /** Labels that came before their row was answered. */
  readonly before: number;
}

/** Labels of so large a share of a window tell what the whole of it was. */
export const LABELLED_ENOUGH = 0.8;

/** How the labels of the windows came. */
export function comingOf(sides: Sides, { windows }: Cut): Coming {
  // Windows of rows without a time have no end that an arrival could be held against.
  const arrivals = sides.times === null ? null : sides.arrivals;
  return { ...orderOfLabels({ isLabelled: sides.isLabelled, arrivals }, windows), known: knownOf(sides, windows) };
}

/** In which window the label of each row came; `arrivals` null: in its own. */
export function orderOfLabels(
  { isLabelled, arrivals }: Pick<Sides, 'isLabelled' | 'arrivals'>,
  windows: readonly Pick<Cut['windows'][number], 'rows' | 'end'>[],
): Omit<Coming, 'known'> {
  const ticks = windows.map((): number[] => []);
  const windowOf = new Int32Array(isLabelled.length).fill(-1);
  const toldIn = windows.map(({ rows }, w) => {
    const at = [...rows].flatMap((row) => {
      windowOf[row] = w;
      if (isLabelled[row] !== 1) return [];
      const tick = tickOf(arrivals?.[row] ?? Number.NaN, w, windows);
      ticks[tick]!.push(row); // ! a window
      return [tick];
    });
    const enough = Math.ceil(LABELLED_ENOUGH * rows.length);
    return at.sort((a, b) => a - b)[enough - 1] ?? Number.POSITIVE_INFINITY;
  });
  return { cameIn: ticks.map((rows) => Int32Array.from(rows)), toldIn, windowOf };
}

/** The window in which a label of a row of window `own` came. */
function tickOf(arrival: number, own: number, windows: readonly Pick<Cut['windows'][number], 'end'>[]): number {
  if (Number.isNaN(arrival)) return own;
  let [low, high] = [own, windows.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBefore = windows[middle]!.end <= arrival; // ! below the length
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

function knownOf(sides: Sides, windows: Cut['windows']): KnownDelay | null {
  const { arrivals, times, isLabelled, reference } = sides;
  if (arrivals === null || times === null) return null;
  let [asOf, before] = [Number.NEGATIVE_INFINITY, 0];
  for (let row = reference; row < times.length; row++) {
    asOf = Math.max(asOf, times[row]!, Number.isNaN(arrivals[row]) ? asOf : arrivals[row]!); // ! a row, here and below
    if (arrivals[row]! < times[row]!) before++; // ! as above
  }
  const all = Int32Array.from({ length: times.length - reference }, (_, k) => reference + k);
  const waitOf = (rows: Int32Array): Float64Array =>
    Float64Array.from(
      rows.filter((row) => isLabelled[row] !== 1),
      (row) => asOf - times[row]!, // ! a row
    );
  const delays = Float64Array.from(
    all.filter((row) => !Number.isNaN(arrivals[row])),
    (row) => Math.max(0, arrivals[row]! - times[row]!), // ! a row
  );
  const delay = labelDelay({ delays, ages: waitOf(all) });
  const ages = windows.map(({ rows }) => waitOf(rows));
  return {
    delay,
    asOf,
    toCome: ages.map((own) => stillToCome(delay, own)),
    waiting: ages.map(({ length }) => length),
    before,
  };
}
