import type { Asked, Comparison } from './entries.ts';
import type { Tolerance } from './tally.ts';

const IDS: Record<string, string> = {
  selection_rate: 'selection-rate',
  tpr: 'recall',
  tnr: 'specificity',
  accuracy: 'accuracy',
  precision: 'precision',
};

/** Checks every rate of a group that an entry has. */
export function checkRates(to: Comparison, place: string, asked: Asked, output: object, tolerance: Tolerance): void {
  for (const [key, want] of Object.entries(output)) {
    const id = IDS[key];
    if (id !== undefined) to.check(`${place} ${key}`, id, asked, want, tolerance);
  }
}
