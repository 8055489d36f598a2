import type { Gap } from '../catalogue/define.ts';
import { isGap } from '../catalogue/define.ts';
import { TWO_SIDED } from '../measure/interval.ts';
import type { Chosen, Line, Lines } from '../measure/threshold/choose.ts';

/** Where the line between yes and no should lie, and what comes of each; or the gap that says why that is not known. */
export type ThresholdChoice = Gap | ThresholdLines;

/** Lines through the scores of the candidate, in rows and money per 1,000 rows. */
export interface ThresholdLines {
  readonly n: number;
  readonly currency: string | null;
  readonly lines: readonly LineResult[];
  /** Where the cheapest line lies in nine of ten resamples; null where mistakes have no price. */
  readonly range: readonly [number | null, number | null] | null;
  /** Money that is saved by a line chosen on other rows, per 1,000 rows. */
  readonly saving: {
    readonly value: number | null;
    readonly gap?: string;
    readonly interval: readonly [number, number] | null;
    readonly level: number;
    readonly method: string | null;
  } | null;
  readonly capacity: { readonly perDay: number; readonly rowsPerDay: number; readonly isCap: boolean } | null;
}

/** One line, per 1,000 rows. */
export interface LineResult {
  readonly id: 'now' | 'cheapest' | `found-${number}`;
  /** Yes from this score on; null where rows were decided in some other way, or none is answered yes. */
  readonly threshold: number | null;
  readonly found: number;
  readonly missed: number;
  readonly falseAlarms: number;
  readonly leftAlone: number;
  readonly cost: number | null;
}

/** What people can follow up, and how much there is. */
export type Capacity = { readonly perDay: number; readonly rowsPerDay: number } | null;

/** The lines as JSON holds them. `limit` is the threshold by which the rows are decided now. */
export function thresholdResult(
  lines: Lines | Gap,
  { limit, currency, capacity }: { limit: number | null; currency: string | null; capacity: Capacity },
): ThresholdChoice {
  if (isGap(lines)) return lines;
  const { n, now, chosen, byFound } = lines;
  return {
    n,
    currency,
    lines: [
      lineResult('now', { ...now, limit }, n),
      ...(chosen ? [lineResult('cheapest', chosen, n)] : []),
      ...byFound.map(({ share, line }) => lineResult(`found-${Math.round(100 * share)}`, line, n)),
    ],
    range: chosen?.range ?? null,
    saving: chosen && savingResult(chosen),
    capacity: capacity && { ...capacity, isCap: chosen?.isCapped ?? false },
  };
}

function lineResult(id: LineResult['id'], { limit, outcome, cost }: Line, n: number): LineResult {
  const per1000 = (amount: number): number => (1000 * amount) / n;
  const { found, missed, falseAlarms, leftAlone } = outcome;
  return {
    id,
    threshold: limit,
    found: per1000(found),
    missed: per1000(missed),
    falseAlarms: per1000(falseAlarms),
    leftAlone: per1000(leftAlone),
    cost: cost === null ? null : per1000(cost),
  };
}

function savingResult({ saving }: Chosen): NonNullable<ThresholdLines['saving']> {
  if (isGap(saving)) return { value: null, gap: saving.gap, interval: null, level: 0.95, method: null };
  const bounds = saving.boundsAt(TWO_SIDED);
  const interval = bounds && ([1000 * bounds[0], 1000 * bounds[1]] as const);
  return { value: 1000 * saving.value, interval, level: 0.95, method: interval && saving.method };
}
