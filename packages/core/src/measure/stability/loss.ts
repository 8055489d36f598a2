import { isGap } from '../../catalogue/define.ts';
import { entryById } from '../../catalogue/index.ts';
import type { Rows } from '../../table/rows.ts';
import { quantity } from '../entry-quantity.ts';

/** What a seed loses: log loss where it has probabilities, else the share of wrong answers; null without answers. */
export function logLossOf(rows: Rows): number | null {
  for (const [id, sign] of LOSSES) {
    const entry = entryById(id);
    const found = entry && quantity(entry).of(rows, 'value');
    if (found && !isGap(found)) return sign === 1 ? found.value : 1 - found.value;
  }
  return null;
}

const LOSSES = [
  ['log-loss', 1],
  ['accuracy', -1],
] as const;
