import { DETECTORS } from '../catalogue/index.ts';
import { type Place, Problem } from '../std/problem.ts';
import { quantityAmong } from './check.ts';
import type { JsonPath } from './lines.ts';
import type { Reading } from './reading.ts';

/** A detector that runs over a stream of single values. */
export interface DetectorSpec {
  /** As it is written. */
  readonly id: string;
  readonly entry: string;
  /** The column that it looks at; null: whether each answer was wrong, or by how much. */
  readonly column: string | null;
  readonly params: Readonly<Record<string, number>>;
  readonly place: Place;
}

/**
 * The detectors of a list: `page-hinkley(price, threshold = 20)`, or `adwin` over the errors of the answers. Problems:
 * CONTRACT_CHECK_SYNTAX, CONTRACT_ENTRY_UNKNOWN, CONTRACT_KEY_UNKNOWN, CONTRACT_VALUE, CONTRACT_NAME_TWICE.
 */
export function detectorsOf(written: readonly string[], path: JsonPath, reading: Reading): readonly DetectorSpec[] {
  const seen = new Set<string>();
  const one = (text: string, at: JsonPath): DetectorSpec => {
    const { entry, column, params, combinator, average } = quantityAmong(DETECTORS, text, at, reading);
    const place = reading.place(at);
    const around = combinator === 'plain' ? average : combinator;
    // A detector sees values one by one: there is nothing to compare or to average.
    if (around !== null) throw new Problem('CONTRACT_ENTRY_UNKNOWN', { entry: around, nearest: entry, place });
    if (seen.has(text)) throw new Problem('CONTRACT_NAME_TWICE', { what: 'detector', name: text, place });
    seen.add(text);
    return { id: text, entry, column, params, place };
  };
  return written.flatMap((text, i) => reading.attempt(() => one(text, [...path, i])) ?? []);
}
