import fc from 'fast-check';
import {
  type Accumulators,
  isGap,
  type Measurement,
  type WindowGiven,
  type WindowLaw,
  type WindowMetric,
} from '../../packages/core/src/catalogue/define.ts';
import { type Bins, ownBins } from '../../packages/core/src/profile/bins.ts';
import { mergeMoments, momentsOfBlock, NO_MOMENTS } from '../../packages/core/src/profile/moments.ts';

export type Params = Readonly<Record<string, number>>;
/** All accumulators of both sides. */
export type Both = Readonly<Record<'window' | 'reference', Accumulators>>;
/** A case of a law: null when it holds, else what was seen. */
export type WindowCheck = (entry: WindowMetric, given: Both, params: Params) => string | null;

/** The measurement, or null for a gap. */
export function measured(entry: WindowMetric, given: Both, params: Params): Measurement | null {
  const answer = entry.measure(given as WindowGiven, params); // as: it has all that any entry may name
  return isGap(answer) ? null : answer;
}

const numberOf = (entry: WindowMetric, given: Both, params: Params): number | null =>
  measured(entry, given, params)?.value ?? null;
const same = (a: number | null, b: number | null, what: string): string | null =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)))
    ? null
    : `${what}: ${a} became ${b}`;

/** So many times the rows, each as it is. */
function times(side: Accumulators, factor: number): Accumulators {
  let moments = NO_MOMENTS;
  for (let k = 0; k < factor; k++) moments = mergeMoments(moments, side.moments);
  const { bins, counts } = side.histogram;
  return { histogram: { bins, counts: Float64Array.from(counts, (count) => count * factor) }, moments };
}

/** What holds for every entry on profiles. */
export const EVERYWHERE: Readonly<Record<string, WindowCheck>> = {
  'value and noise are finite, and the value is in range': (entry, given, params) => {
    const answer = measured(entry, given, params);
    if (answer === null) return null;
    const { value, noise = Number.NaN } = answer;
    const [least, most] = entry.range;
    const isFine = Number.isFinite(value) && value >= least - 1e-12 && value <= most + 1e-12;
    return isFine && Number.isFinite(noise) && noise >= 0 ? null : `${value}, noise ${noise}`;
  },

  'parts say by how much shares rose and fell, and come to nothing together': (entry, given, params) => {
    const answer = measured(entry, given, params);
    if (answer === null) return null;
    const total = (answer.parts ?? []).reduce((sum, { value }) => sum + value, 0);
    const names = new Set((answer.parts ?? []).map(({ of }) => of));
    return Math.abs(total) <= 1e-9 && names.size === answer.parts?.length ? null : `${total} over ${names.size}`;
  },

  'a hundred times the rows have a tenth of the noise, or a hundredth': (entry, given, params) => {
    const few = measured(entry, given, params);
    const many = measured(entry, { window: times(given.window, 100), reference: times(given.reference, 100) }, params);
    if (few === null || many === null || few.noise === undefined || few.noise < 1e-9) return null;
    const ratio = (many.noise ?? Number.NaN) / few.noise;
    // With few rows the noise may be cut at the end of the range.
    return ratio <= 0.35 ? null : `noise ${few.noise} became ${many.noise}`;
  },
};

/** What an entry promises by name. */
export const PROMISED: Readonly<Record<WindowLaw, WindowCheck>> = {
  'zero-on-equal': (entry, { reference }, params) => {
    const value = numberOf(entry, { reference, window: reference }, params);
    const thrice = numberOf(
      entry,
      { reference, window: times(reference, 3) },
      { ...params, ...(params['added'] && { added: 0.001 }) },
    );
    if (value === null) return null;
    if (Math.abs(value) > 1e-9) return `window = reference: ${value}`;
    return thrice === null || Math.abs(thrice) < 1e-2 ? null : `three times the reference: ${thrice}`;
  },
  symmetric: (entry, { reference, window }, params) =>
    same(
      numberOf(entry, { reference, window }, params),
      numberOf(entry, { reference: window, window: reference }, params),
      'sides changed',
    ),
  'bin-order-free': (entry, { reference, window }, params) => {
    const { bins } = reference.histogram;
    if (bins.kind === 'number') return null;
    const order = [...bins.levels.keys()].reverse();
    const turned: Bins = { ...bins, levels: order.map((k) => bins.levels[k] ?? '') };
    const turn = (side: Accumulators): Accumulators => ({
      ...side,
      histogram: {
        bins: turned,
        counts: Float64Array.from(
          [...order, ...[0, 1, 2].map((k) => order.length + k)],
          (k) => side.histogram.counts[k] ?? 0,
        ),
      },
    });
    const after = numberOf(entry, { reference: turn(reference), window: turn(window) }, params);
    return same(numberOf(entry, { reference, window }, params), after, 'levels turned round');
  },
};

const LEVELS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Random counts of both sides: often empty bins, often a side without rows; numbers with moments that fit. */
export const bothSides: fc.Arbitrary<Both> = fc.oneof(
  fc.integer({ min: 1, max: LEVELS.length }).chain((size) => {
    const bins: Bins = { kind: 'levels', levels: LEVELS.slice(0, size), rare: new Uint32Array(), isOpen: false };
    const count = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 5, arbitrary: fc.nat(60) });
    const side = fc
      .array(count, { minLength: ownBins(bins) + 3, maxLength: ownBins(bins) + 3 })
      .map((counts): Accumulators => ({ histogram: { bins, counts: Float64Array.from(counts) }, moments: NO_MOMENTS }));
    return fc.record({ reference: side, window: side });
  }),
  fc.uniqueArray(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 6 }).chain((ends) => {
    const bins: Bins = { kind: 'number', edges: Float64Array.from(ends).sort() };
    return fc.record({ reference: numberSide(bins), window: numberSide(bins) });
  }),
);

function numberSide(bins: Bins & { readonly kind: 'number' }): fc.Arbitrary<Accumulators> {
  const cells = fc.array(
    fc.option(
      fc.integer({ min: -60, max: 60 }).map((v) => v / 10),
      { freq: 8 },
    ),
    { maxLength: 40 },
  );
  return cells.map((list) => {
    const values = Float64Array.from(list.filter((cell) => cell !== null));
    const own = ownBins(bins);
    const counts = new Float64Array(own + 3);
    for (const value of values) {
      const below = bins.edges.filter((edge) => edge <= value).length;
      counts[below === 0 ? own : below > own ? own + 1 : below - 1]!++; // ! a slot
    }
    counts[own + 2] = list.length - values.length;
    return { histogram: { bins, counts }, moments: momentsOfBlock(values, values.length) };
  });
}
