import {
  type Accumulators,
  type Gap,
  isGap,
  type Measurement,
  type WindowMetric,
  withDefaults,
} from '../catalogue/define.ts';
import { type Severity, severityOf } from '../catalogue/severity.ts';
import type { ColumnProfile } from '../profile/column.ts';
import { NO_MOMENTS } from '../profile/moments.ts';
import { assert } from '../std/assert.ts';

/** What an entry says of one column of a window: never without what chance alone would give. */
export interface WindowMeasurement extends Measurement {
  readonly noise: number;
  /** For display: the value less its noise against the limits of the entry. */
  readonly severity: Severity;
}

/**
 * One column of a window measured against the same column of the reference. Both are on the bins of the reference.
 * Gaps: too-few-rows where a side has none, not-ordered for text, no-variance for a constant reference.
 */
export function measureWindow(
  entry: WindowMetric,
  reference: ColumnProfile,
  window: ColumnProfile,
  params: Readonly<Record<string, number>> = {},
): WindowMeasurement | Gap {
  assert(reference.name === window.name, 'a column is measured against itself');
  const values = withDefaults(entry, params);
  const measured = entry.measure({ reference: accumulatorsOf(reference), window: accumulatorsOf(window) }, values);
  if (isGap(measured)) return measured;
  const { noise } = measured;
  assert(noise !== undefined, 'an entry on profiles says what chance gives');
  assert(Number.isFinite(measured.value) && Number.isFinite(noise), 'no entry gives a number that is none');
  return { ...measured, noise, severity: severityOf(measured, values) };
}

const accumulatorsOf = ({ bins, counts, moments }: ColumnProfile): Accumulators => ({
  histogram: { bins, counts },
  moments: moments ?? NO_MOMENTS,
});
