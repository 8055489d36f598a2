import { isGap } from '@holdfast/core/catalogue/define.ts';
import type { Target } from '@holdfast/core/measure/estimate/target.ts';
import { type EarlyLabels, earlyLabels } from '@holdfast/core/measure/few-labels/early-labels.ts';
import { ageOf, shareToCome } from '@holdfast/core/measure/few-labels/label-delay.ts';
import type { LabelsCame } from '@holdfast/core/report/labels-result.ts';
import { takeRows } from '@holdfast/core/table/rows.ts';
import { type Held, outcomesOf } from './calibration.ts';

/** Of the labels that come at all, so many have come by the age that is called most. */
const MOST = 0.95;
/** A row that is younger than all others: before any label. */
const NEW = -1;

/** How labels came: when, how many are still to come, what was corrected; null without any. */
export function labelsCame(
  held: Held,
  targets: readonly Target[],
  keyOf: (target: Target) => string,
): LabelsCame | null {
  const { known, cameIn } = held.coming;
  if (cameIn.every((rows) => rows.length === 0)) return null;
  return {
    by: known === null ? 'window' : 'arrival',
    as_of: known?.asOf ?? null,
    delay: delayOf(held),
    before_prediction: known?.before ?? 0,
    corrected: correctedOf(held, targets, keyOf),
    early: earlyOf(held),
  };
}

function delayOf({ coming }: Held): LabelsCame['delay'] {
  if (coming.known === null) return null;
  const { delay, waiting } = coming.known;
  const { share, interval } = shareToCome(delay, NEW);
  return {
    labels: coming.cameIn.reduce((sum, rows) => sum + rows.length, 0),
    waiting: waiting.reduce((sum, rows) => sum + rows, 0),
    median: ageOf(delay, share / 2),
    most: ageOf(delay, MOST * share),
    ever: share,
    ever_interval: interval,
    oldest: delay.oldest,
  };
}

/** Over all labelled rows, by the labels that came first and by those that hold. */
function correctedOf(
  { sides, coming }: Held,
  targets: readonly Target[],
  keyOf: (target: Target) => string,
): LabelsCame['corrected'] {
  const { rows, again, withoutId, unknown } = sides.corrected;
  if (rows + again + withoutId + unknown === 0) return null;
  const at = Int32Array.from(coming.cameIn.flatMap((own) => [...own]));
  const [first, latest] = [sides.first, sides.assigned.rows].map((own) =>
    takeRows({ ...own, features: [], cluster: null }, at),
  );
  const valueIn = (target: Target, of: typeof first): number | null => {
    const found = of && target.quantity.of(of, 'value');
    return found === undefined || isGap(found) ? null : found.value;
  };
  const changed = targets.map((target) => [
    keyOf(target),
    { before: valueIn(target, first), after: valueIn(target, latest) },
  ]);
  return {
    rows,
    of: at.length,
    again,
    without_id: withoutId,
    unknown_id: unknown,
    changed: rows === 0 ? {} : Object.fromEntries(changed),
  };
}

/** Early labels beside late ones, in windows whose labels are nearly all there. */
function earlyOf(held: Held): EarlyLabels | null {
  const { sides, cut, coming } = held;
  const { arrivals, times, isLabelled } = sides;
  if (arrivals === null || times === null) return null;
  const settled = cut.windows.flatMap(({ rows }, w) => {
    const labelled = rows.filter((row) => isLabelled[row] === 1 && !Number.isNaN(arrivals[row]));
    const toCome = coming.known?.toCome[w]?.interval[1] ?? 0;
    return labelled.length >= MOST * (labelled.length + toCome) ? [labelled] : [];
  });
  const rows = Int32Array.from(settled.flatMap((own) => [...own]));
  if (rows.length === 0) return null;
  return earlyLabels({
    streams: outcomesOf(held, rows),
    delays: Float64Array.from(rows, (row) => arrivals[row]! - times[row]!), // ! a row, here and below
    window: Int32Array.from(rows, (row) => coming.windowOf[row]!), // ! as above
  });
}
