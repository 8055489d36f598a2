import { isGap, type Metric } from '../catalogue/define.ts';
import { entryById } from '../catalogue/index.ts';
import { calibrationId } from '../contract/compare-id.ts';
import type { CompareSpec, Waiver } from '../contract/contract.ts';
import { compareChances } from '../measure/versus/chances.ts';
import { judgeContests } from './compare.ts';
import type { Compared } from './release.ts';
import type { Subject } from './subject.ts';

/** By how much a calibration error may grow where the contract does not say: one of 100 (STATISTICS 6). */
export const CALIBRATION_MARGIN = 0.01;

/** What is asked of scores as chances. */
const ENTRIES: Readonly<Record<string, string>> = {
  binary: 'smooth-calibration-error',
  multiclass: 'top-confidence-calibration-error',
};

/** Whether the scores of the candidate became worse as chances. */
export interface ComparedCalibration extends Compared {
  readonly entry: Metric;
  /** The contract asks for it: then an undecided one stands in the way too. */
  readonly isNamed: boolean;
}

/**
 * The calibration error of the candidate against the other model's on the same rows, at a margin of its own and
 * outside of Holm's family. A sure loss beyond the margin always blocks; too few rows block only where the contract
 * names `calibration`, because a few hundred rows never settle one of 100. A loss within the margin passes. Null where
 * neither is asked for nor can be measured, or where it is the headline itself.
 */
export function judgeCalibration(
  spec: CompareSpec,
  subject: Subject,
  waivers: readonly Waiver[],
): ComparedCalibration | null {
  const entry = entryById(ENTRIES[subject.task] ?? '');
  const isNamed = spec.calibration !== null;
  if (!entry || spec.metric.entry === entry.id) return null;
  const { rows, seed } = subject;
  const { candidate, other, difference } = compareChances(entry, rows, seed);
  if (isGap(difference) && !isNamed) return null;
  const margin = spec.calibration ?? CALIBRATION_MARGIN;
  const [judged] = judgeContests([{ difference, margin, isGuarded: true }]);
  const judgement = judged!.verdict === 'warn' ? { ...judged!, verdict: 'pass' as const } : judged!; // ! one contest
  const id = calibrationId(spec);
  return {
    entry,
    isNamed,
    scope: { name: null, indices: null },
    isGuarded: isNamed || judgement.verdict === 'fail',
    n: rows.n,
    candidate,
    other,
    difference,
    margin,
    judgement,
    waiver: waivers.find(({ check }) => check === id || check === 'compare') ?? null,
  };
}
