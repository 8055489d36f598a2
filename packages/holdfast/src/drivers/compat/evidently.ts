import { askEvidently, type EvidentlyMethod } from '@holdfast/core/measure/compat/evidently/method.ts';
import {
  EVIDENTLY_DRIFT_SHARE,
  EVIDENTLY_METHODS,
  evidentlyDefault,
} from '@holdfast/core/measure/compat/evidently/methods.ts';
import { type EvidentlyPair, evidentlyKind, evidentlyPair } from '@holdfast/core/measure/compat/evidently/pair.ts';
import { named } from './named.ts';
import type { CompatRequest, CompatRow, CompatRows, CompatTables } from './request.ts';

/** Each column by the test that Evidently takes or that is named, and the verdict on the table. */
export function evidentlyRows({ pairs }: CompatTables, { method }: CompatRequest): CompatRows {
  const asked = method === null ? null : named(EVIDENTLY_METHODS, method);
  const rows: CompatRow[] = [];
  const leftOut: { column: string; kind: string }[] = [];
  const drifted = new Set<string>();
  let columns = 0;
  for (const [reference, current] of pairs) {
    const column = reference.name;
    const kind = evidentlyKind(reference, current);
    if (kind !== 'num' && kind !== 'cat') {
      leftOut.push({ column, kind });
      continue;
    }
    columns++;
    const pair = evidentlyPair(kind, reference, current);
    for (const one of methodsFor(asked, pair)) {
      const answer = askEvidently(one, pair);
      if ('gap' in answer) rows.push({ column, ...answer });
      else {
        rows.push({ column, ...answer, lowerThreshold: null, windows: null });
        if (answer.isDrift) drifted.add(column);
      }
    }
  }
  const share = drifted.size / columns;
  const isWhole = columns > 0 && method !== 'all';
  const table = { drifted: drifted.size, of: columns, share, isDrift: share >= EVIDENTLY_DRIFT_SHARE };
  return { rows, leftOut, table: isWhole ? table : null };
}

/** A test that is named but does not suit a column gives way to the default, as there. */
function methodsFor(asked: readonly EvidentlyMethod[] | null, pair: EvidentlyPair): readonly EvidentlyMethod[] {
  const suited = (asked ?? []).filter(({ kinds }) => kinds.includes(pair.kind));
  return suited.length > 0 ? suited : [evidentlyDefault(pair)];
}
