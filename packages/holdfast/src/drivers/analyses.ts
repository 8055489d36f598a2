import { isGap } from '@holdfast/core/catalogue/define.ts';
import type { CheckSpec } from '@holdfast/core/contract/check.ts';
import type { CompareSpec, Contract } from '@holdfast/core/contract/contract.ts';
import { recalibrationGain } from '@holdfast/core/measure/recalibration-gain.ts';
import { measureSets } from '@holdfast/core/measure/sets.ts';
import type { Scope, Surveyed } from '@holdfast/core/measure/survey.ts';
import { chooseLine } from '@holdfast/core/measure/threshold/choose.ts';
import { calibrationResult } from '@holdfast/core/report/calibration-result.ts';
import type { Figures, Result } from '@holdfast/core/report/result.ts';
import { kindOfSets, setsFigures } from '@holdfast/core/report/sets-result.ts';
import { thresholdResult } from '@holdfast/core/report/threshold-result.ts';
import { spiegelhalter } from '@holdfast/core/stats/spiegelhalter.ts';
import type { Assigned } from '@holdfast/core/table/assign.ts';
import { usualRunChecks } from '@holdfast/core/verdict/runs.ts';
import type { Runs, Subject } from '@holdfast/core/verdict/subject.ts';
import { plain } from './comparison.ts';
import { capacityOf, pricesOf } from './costs.ts';
import type { ForWhom } from './groups-aside.ts';
import type { Plan } from './plan.ts';
import type { RowSets } from './set-right.ts';
import { metricsOfSeeds, type Stability, stabilityOf } from './stability.ts';
import { timesOf } from './times.ts';
import type { Training } from './training.ts';

/** What an analysis looks at. */
export interface Analysed {
  readonly subject: Subject;
  readonly assigned: Assigned;
  readonly contract: Contract | null;
  readonly plan: Plan;
  readonly compare: CompareSpec | null;
  readonly scopes: readonly (Scope & { readonly group: string | null })[];
  readonly surveyed: readonly Surveyed[];
  readonly training: Training;
  readonly sets: RowSets | null;
}

/** What analyses add to a result and to its charts. */
export interface Analyses {
  readonly result: Pick<Result, 'thresholdChoice' | 'found' | 'stability' | 'calibration' | 'sets' | 'fairness'>;
  readonly figures: Pick<Figures, 'costCurve' | 'learningCurve'>;
  /** Where it answers worse than the other model. */
  readonly lost: ForWhom['lost'];
  /** What checks ask about training. */
  readonly runs: Runs | null;
  /** The checks of the contract, and the usual ones about training. */
  readonly checks: readonly CheckSpec[];
}

/** What is said of a model beyond single numbers: one analysis for each key of the result. */
export function analysesOf(given: Analysed, { found, lost, fairness }: ForWhom): Analyses {
  const threshold = thresholdOf(given);
  const stability = luckOf(given);
  return {
    result: {
      ...threshold.result,
      ...(found && { found }),
      ...calibrationOf(given),
      ...setsOf(given),
      ...(fairness && { fairness }),
      ...(stability.result && { stability: stability.result }),
    },
    figures: { ...threshold.figures, ...stability.figures },
    lost,
    runs: stability.runs,
    checks: stability.checks,
  };
}

/** How much is the luck of training. */
function luckOf(given: Analysed): Stability & Pick<Analyses, 'checks'> {
  const { subject, contract, plan, compare, scopes, training } = given;
  const { seeds, curve } = training;
  const asked = contract?.release.checks ?? [];
  const usual = usualRunChecks(asked, { compare, hasSeeds: seeds !== null, hasCurve: curve !== null });
  const checks = [...asked, ...usual];
  const headline = compare?.metric ?? plain(subject.rows.classes.length > 0 ? 'accuracy' : 'mae');
  const metrics = metricsOfSeeds(checks, headline);
  return { checks, ...stabilityOf({ subject, seeds, curve, metrics, scopes, id: plan.names.id }) };
}

/** Where the line between yes and no should lie. */
function thresholdOf({ subject, assigned, contract, plan }: Analysed): Pick<Analyses, 'result' | 'figures'> {
  const { rows, task, seed } = subject;
  if (task !== 'binary' || !rows.roles.score) return { result: {}, figures: {} };
  const capacity = capacityOf(contract?.costs ?? null, assigned.table, plan.roles.timestamp);
  const shareMax = capacity === null ? 1 : Math.min(1, capacity.perDay / capacity.rowsPerDay);
  const lines = chooseLine(rows, { prices: pricesOf(contract?.costs ?? null), shareMax, seed });
  const limit = assigned.threshold?.limit ?? null;
  const currency = contract?.costs?.currency ?? null;
  return {
    result: { thresholdChoice: thresholdResult(lines, { limit, currency, capacity }) },
    figures: isGap(lines) || lines.curve.length === 0 ? {} : { costCurve: lines.curve },
  };
}

/** Whether the probabilities can be trusted, over all rows and by group. */
function calibrationOf({ subject, assigned, plan, surveyed, scopes }: Analysed): Pick<Result, 'calibration'> {
  const { rows, task, seed } = subject;
  const { label, score } = rows.roles;
  if (task !== 'binary' || !label || !score) return {};
  const time = timesOf(assigned.table, plan.roles.timestamp);
  // The test takes rows as independent.
  const test = rows.cluster === null ? spiegelhalter({ label, score, weight: rows.weight }) : null;
  const gainOf = () => recalibrationGain(rows, { time, seed });
  const calibration = calibrationResult({ surveyed, groups: scopes, test, gainOf });
  return calibration === null ? {} : { calibration };
}

/** What the sets of a calibrator hold, over all rows and in each slice. */
function setsOf({ sets, subject, scopes }: Analysed): Pick<Result, 'sets'> {
  const { rows, seed } = subject;
  if (sets === null || !rows.roles.label) return {};
  const lines = [{ name: null, indices: null }, ...scopes].map(({ name, indices }) => {
    const measured = measureSets(sets.of, rows, { seed, indices });
    return { slice: name, n: measured.n, ...setsFigures(measured) };
  });
  return { sets: { level: sets.rule.level, kind: kindOfSets(sets.rule.whole), classes: sets.of.length, lines } };
}
