import { isGap } from '../catalogue/define.ts';
import { TWO_SIDED } from '../measure/interval.ts';
import type { Gain } from '../measure/recalibration-gain.ts';
import type { Scope, Surveyed } from '../measure/survey.ts';

/** How far scores are from being chances: over all rows, and in each group that was named. */
export interface CalibrationResult {
  /** All rows first; a group whose rows say nothing is left out. */
  readonly lines: readonly CalibrationLine[];
  readonly finding: CalibrationFinding;
  /** Spiegelhalter's test that the scores are chances, over all rows; null where they leave nothing to vary. */
  readonly test: { readonly z: number; readonly p: number } | null;
  /** What recalibration would save in log loss, on rows that it was not learned from; null where it was not tried. */
  readonly gain: Gain | null;
}

/** What is wrong with the scores; `lean` is how they lie as a whole, `spread` how far they go towards 0 and 1. */
export interface CalibrationFinding {
  readonly is: 'honest' | 'off' | 'unclear';
  readonly lean: 'high' | 'low' | null;
  readonly spread: 'extreme' | 'timid' | null;
}

/** One number with its interval of 95 %. */
export interface Bounded {
  readonly value: number;
  readonly interval: readonly [number | null, number | null] | null;
}

/** The scores of some rows beside what came. */
export interface CalibrationLine {
  readonly slice: string | null;
  readonly group: string | null;
  readonly n: number;
  /** The smooth calibration error, and what an honest model of so many rows shows of it by chance. */
  readonly error: Bounded & { readonly chance: number | null };
  readonly slope: Bounded | null;
  readonly intercept: Bounded | null;
  /** brier = miscalibration - discrimination + uncertainty. */
  readonly brier: number;
  readonly miscalibration: number;
  readonly discrimination: number;
  readonly uncertainty: number;
}

/** Everything that was surveyed, and what else was found out. */
export interface CalibrationParts {
  readonly surveyed: readonly Surveyed[];
  readonly groups: readonly (Scope & { readonly group: string | null })[];
  readonly test: CalibrationResult['test'];
  readonly gainOf: () => Gain | null;
}

/** The result; null where scores are no chances, or nothing of it was measured. */
export function calibrationResult({ surveyed, groups, test, gainOf }: CalibrationParts): CalibrationResult | null {
  const whole = lineOf(surveyed, null, null);
  if (whole === null) return null;
  const parts = groups.flatMap(({ name, group }) => (group === null ? [] : (lineOf(surveyed, name, group) ?? [])));
  const finding = findingOf(whole);
  return { lines: [whole, ...parts], finding, test, gain: finding.is === 'off' ? gainOf() : null };
}

function lineOf(surveyed: readonly Surveyed[], slice: string | null, group: string | null): CalibrationLine | null {
  const found = (id: string): Surveyed['measured'] | null =>
    surveyed.find(({ entry, of, scope }) => entry.id === id && of === null && scope === slice)?.measured ?? null;
  const bounded = (id: string): Bounded | null => {
    const measured = found(id);
    return measured === null || isGap(measured)
      ? null
      : { value: measured.value, interval: measured.boundsAt(TWO_SIDED) };
  };
  const error = found('smooth-calibration-error');
  const parts = ['brier', 'miscalibration', 'discrimination', 'uncertainty'].map((id) => bounded(id)?.value);
  const [brier, miscalibration, discrimination, uncertainty] = parts;
  if (error === null || isGap(error) || brier === undefined || miscalibration === undefined) return null;
  if (discrimination === undefined || uncertainty === undefined) return null;
  return {
    slice,
    group,
    n: error.n,
    error: { value: error.value, interval: error.boundsAt(TWO_SIDED), chance: error.noise ?? null },
    slope: bounded('calibration-slope'),
    intercept: bounded('calibration-intercept'),
    brier,
    miscalibration,
    discrimination,
    uncertainty,
  };
}

/** Which side of a value the whole interval lies on. */
function sideOf(bounded: Bounded | null, of: number): -1 | 0 | 1 {
  const [low = null, high = null] = bounded?.interval ?? [];
  if (low !== null && low > of) return 1;
  return high !== null && high < of ? -1 : 0;
}

/** What a line says for sure: honest is as far as its rows can tell. */
export function findingOf({
  error,
  slope,
  intercept,
}: Pick<CalibrationLine, 'slope' | 'intercept'> & { readonly error: Bounded }): CalibrationFinding {
  const low = error.interval?.[0] ?? null;
  const [lean, spread] = [sideOf(intercept, 0), sideOf(slope, 1)];
  return {
    is: low === null ? 'unclear' : low > 0 ? 'off' : 'honest',
    lean: lean < 0 ? 'high' : lean > 0 ? 'low' : null,
    spread: spread < 0 ? 'extreme' : spread > 0 ? 'timid' : null,
  };
}
