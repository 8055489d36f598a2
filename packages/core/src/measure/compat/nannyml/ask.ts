import type { LevelCounts, NannyMethod, NannySeries, NannyValue } from './method.ts';
import { isBeyond } from './threshold.ts';

/** Below this chance the chi-squared test tells drift, whatever the number of rows. */
const CHANCE = 0.05;

/** Fits a method on the whole reference and asks it of every window of both sides. */
export function askNanny<V extends Float64Array | LevelCounts>(
  { id, name, fit, threshold }: NannyMethod<V>,
  whole: V,
  { reference, analysis }: { readonly reference: readonly V[]; readonly analysis: readonly V[] },
): NannySeries {
  const ask = fit(whole);
  const answers = { reference: reference.map(ask), analysis: analysis.map(ask) };
  const limits = threshold(answers.reference.map(({ value }) => value));
  const judged = ({ value, p }: { value: number; p?: number }): NannyValue => ({
    value: Number.isNaN(value) ? null : value,
    isAlert: p === undefined ? isBeyond(value, limits) : p < CHANCE,
  });
  return {
    id,
    name,
    reference: answers.reference.map(judged),
    analysis: answers.analysis.map(judged),
    threshold: limits,
  };
}
