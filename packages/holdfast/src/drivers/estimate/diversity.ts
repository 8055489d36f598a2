import { isGap } from '@holdfast/core/catalogue/define.ts';
import { entryById } from '@holdfast/core/catalogue/index.ts';
import { quantity } from '@holdfast/core/measure/entry-quantity.ts';
import { diversityChange } from '@holdfast/core/measure/feedback/diversity.ts';
import type { FeedbackResult } from '@holdfast/core/report/labels-result.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';

/** Rows with answers, in windows of their places. */
interface Windowed {
  readonly rows: Rows;
  readonly windows: readonly Int32Array[];
}

/** Windows of fewer rows tell no diversity. */
const ROWS_LEAST = 30;

/** A number that falls as answers become alike, window by window, beside what it was in the reference. */
export function diversityIn(reference: Windowed, later: Windowed): FeedbackResult['diversity'] {
  const id = later.rows.classes.length > 0 ? 'prediction-entropy' : 'prediction-gini';
  const entry = entryById(id);
  if (entry === null || entry.kind !== 'metric' || !('rows' in entry.needs)) return null;
  const q = quantity(entry);
  const valuesOf = ({ rows, windows }: Windowed): (number | null)[] =>
    windows.map((at) => {
      if (at.length < ROWS_LEAST) return null;
      const found = q.of(takeRows({ ...rows, features: [], cluster: null }, at), 'value');
      return isGap(found) ? null : found.value;
    });
  const windows = valuesOf(later);
  return { entry: id, ...diversityChange(valuesOf(reference), windows), windows };
}
