import type { Measurement, NumberParam } from './define.ts';

/** How much a distance says beyond what chance alone gives. For display, never an alarm. */
export type Severity = 'none' | 'moderate' | 'severe';

/** Limits of what is shown as moderate and as severe. */
export const severityParams = (
  moderate: number,
  severe: number,
): Record<Severity & ('moderate' | 'severe'), NumberParam> => ({
  moderate: {
    default: moderate,
    min: 0,
    max: 100,
    help: 'Shown as moderate where the value less its noise is at least this; for display, never an alarm.',
  },
  severe: {
    default: severe,
    min: 0,
    max: 100,
    help: 'Shown as severe where the value less its noise is at least this; for display, never an alarm.',
  },
});

/** What is shown beside a value: its excess over the noise against the limits. */
export function severityOf(
  { value, noise = 0 }: Measurement,
  { moderate = Infinity, severe = Infinity }: Readonly<Record<string, number>>,
): Severity {
  const excess = value - noise;
  return excess >= severe ? 'severe' : excess >= moderate ? 'moderate' : 'none';
}
