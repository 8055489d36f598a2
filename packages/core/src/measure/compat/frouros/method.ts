import { type CompatAnswer, type Refusal, whyKey } from '../answer.ts';

/** Two samples as Frouros takes them; missing rows are left out before. */
export interface FrourosPair {
  /** Ascending. */
  readonly reference: Float64Array;
  readonly current: Float64Array;
  /** In the order of the rows, for what draws from rows. */
  readonly rows: { readonly reference: Float64Array; readonly current: Float64Array };
  /** Whether both columns hold whole numbers as such, whose own bins are then 1 wide or more. */
  readonly isWhole: boolean;
}

/** Two samples in the order of their rows. */
export const frourosPair = (
  reference: Float64Array,
  current: Float64Array,
  { isWhole = false }: { readonly isWhole?: boolean } = {},
): FrourosPair => ({
  reference: reference.toSorted(),
  current: current.toSorted(),
  rows: { reference, current },
  isWhole,
});

/** A measure or test of Frouros: a distance, or a statistic and its chance. It has no threshold of its own. */
export interface FrourosMethod {
  readonly id: string;
  readonly name: string;
  readonly measure: (pair: FrourosPair) => FrourosNumber | Refusal;
}

/** What it gives: a distance stands alone; a chance that is no number there is left out. */
export type FrourosNumber = { readonly statistic: number; readonly p: number | null };

/** What Frouros says of two samples by one of its detectors; the verdict is left to whoever calls it. */
export function askFrouros({ id, name, measure }: FrourosMethod, pair: FrourosPair): CompatAnswer {
  if (pair.reference.length < 2 || pair.current.length < 2) return { id, name, gap: 'too-few-rows' };
  const found = measure(pair);
  if (typeof found === 'string') return { id, name, gap: found };
  const { statistic } = found;
  const p = Number.isNaN(found.p) ? null : found.p;
  return { id, name, statistic, p, threshold: null, isDrift: null, why: whyKey('frouros', id) };
}

/** A distance without a chance. */
export const distance = (statistic: number | null): FrourosNumber | Refusal =>
  statistic === null ? 'too-few-rows' : { statistic, p: null };
