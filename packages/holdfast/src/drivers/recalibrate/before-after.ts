import { isGap } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { type Standing, SURE } from '@holdfast/core/learn/choose.ts';
import { against, minus } from '@holdfast/core/measure/combine.ts';
import { quantity } from '@holdfast/core/measure/entry-quantity.ts';
import { measure, TWO_SIDED } from '@holdfast/core/measure/interval.ts';
import type { Quantity } from '@holdfast/core/measure/quantity.ts';
import type { Bounded } from '@holdfast/core/report/calibration-result.ts';
import type { BeforeAfter, Candidate } from '@holdfast/core/report/recalibration-result.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import type { Sample } from './rules.ts';

/** Measures whose difference between two models on the same rows means something by itself. */
const DIFFERENCES = [
  'log-loss',
  'brier',
  'multiclass-log-loss',
  'multiclass-brier',
  'interval-score',
  'interval-width',
  'mae',
  'over-under-cost',
];

/** Each entry over rows whose answers are the new ones, with the old ones as those of the other model. */
export function beforeAfter(
  entries: readonly (readonly [id: string, params?: Record<string, number>])[],
  rows: Rows,
  seed: number,
): readonly BeforeAfter[] {
  const old: Rows = { ...rows, roles: { ...rows.roles, ...rows.against }, against: {} };
  return entries.flatMap(([id, params]): BeforeAfter[] => {
    const entry = ENTRIES.find((one) => one.id === id);
    if (entry === undefined) return [];
    const q = quantity(entry, params);
    const bounded = (of: Quantity, on: Rows = rows): Bounded | null => {
      const found = measure(of, on, { seed });
      return isGap(found) ? null : { value: found.value, interval: found.boundsAt(TWO_SIDED) };
    };
    const isApart = DIFFERENCES.includes(id) && Object.keys(rows.against).length > 0;
    return [
      {
        entry: id,
        before: Object.keys(rows.against).length > 0 ? bounded(q, old) : null,
        after: bounded(q),
        difference: isApart ? bounded(minus(q, against(q))) : null,
      },
    ];
  });
}

/** One entry in each group; `rowAt` are the rows of the table that the judged rows are. */
export function inGroups(
  groups: Sample['groups'],
  judged: Rows,
  rowAt: Int32Array,
  ask: (rows: Rows) => BeforeAfter | undefined,
): readonly (BeforeAfter & { readonly slice: string; readonly n: number })[] {
  const placeOf = new Map(Array.from(rowAt, (row, place) => [row, place]));
  return groups.flatMap(({ name, indices }) => {
    const places = Array.from(indices).flatMap((row) => placeOf.get(row) ?? []);
    const found = places.length === 0 ? undefined : ask(takeRows(judged, places));
    return found === undefined ? [] : [{ slice: name, n: places.length, ...found }];
  });
}

/** What was tried, with the interval of each difference to the first. */
export const candidatesOf = (standings: readonly Standing[]): readonly Candidate[] =>
  standings.map(({ kind, loss, difference, deviation }, k) => {
    const reach = SURE * (deviation ?? 0);
    const isThere = k > 0 && difference !== null;
    return {
      kind,
      loss,
      difference: isThere ? { value: difference, interval: [difference - reach, difference + reach] } : null,
    };
  });
