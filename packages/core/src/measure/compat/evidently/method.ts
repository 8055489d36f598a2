import { type CompatAnswer, type Refusal, whyKey } from '../answer.ts';
import type { EvidentlyPair } from './pair.ts';

/** A test of Evidently: a chance or a distance, and when it is drift. */
export interface EvidentlyMethod {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly EvidentlyPair['kind'][];
  readonly threshold: number;
  /** How the score stands to the threshold when it is drift. */
  readonly drift: 'below' | 'at-most' | 'at-least' | 'above';
  /** The score, or why there is none. */
  readonly score: (pair: EvidentlyPair) => number | Refusal;
}

/** What Evidently says of a column by one of its tests. */
export function askEvidently(method: EvidentlyMethod, pair: EvidentlyPair): CompatAnswer {
  const { id, name, threshold, drift } = method;
  const score = method.score(pair);
  if (typeof score === 'string') return { id, name, gap: score };
  const isDrift = DRIFT[drift](score, threshold);
  return { id, name, statistic: score, p: null, threshold, isDrift, why: whyKey('evidently', id) };
}

const DRIFT = {
  below: (score: number, threshold: number) => score < threshold,
  'at-most': (score: number, threshold: number) => score <= threshold,
  'at-least': (score: number, threshold: number) => score >= threshold,
  above: (score: number, threshold: number) => score > threshold,
};
