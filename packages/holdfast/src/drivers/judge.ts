import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ENTRIES } from '@holdfast/core/catalogue/index.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import { type Scope, type Surveyed, survey } from '@holdfast/core/measure/survey.ts';
import { calibrationCheck, checkResult, contestChecks, measurementResult } from '@holdfast/core/report/compose.ts';
import { figuresOf } from '@holdfast/core/report/figures.ts';
import { worstLost } from '@holdfast/core/report/found-slices-result.ts';
import { headline } from '@holdfast/core/report/headline.ts';
import type { Figures, Result } from '@holdfast/core/report/result.ts';
import { type Assigned, assignRoles } from '@holdfast/core/table/assign.ts';
import { findColumn } from '@holdfast/core/table/table.ts';
import { judgeCalibration } from '@holdfast/core/verdict/calibration.ts';
import { judgeChecks, judgeComparison, overall } from '@holdfast/core/verdict/release.ts';
import { besideReference, entryOf, type Subject, scopesOf } from '@holdfast/core/verdict/subject.ts';
import { sinceAccepted } from './accepted.ts';
import { type Analysed, analysesOf } from './analyses.ts';
import { comparisonOf, defaultCompare } from './comparison.ts';
import { type ContractFile, loadContract } from './contract-file.ts';
import { pinsOf } from './contract-pins.ts';
import { costsLine, paramsFrom } from './costs.ts';
import { frameOf } from './frame.ts';
import { forWhom, forWhomAside, groupedOf } from './groups-aside.ts';
import { isScaled, naiveScale, withScale } from './naive-scale.ts';
import { placed } from './placed.ts';
import { type Plan, planOf } from './plan.ts';
import type { Request } from './request.ts';
import { setRight } from './set-right.ts';
import { type Opened, openAll } from './tables.ts';
import { trainingOf } from './training.ts';

/** A result, and the points of its charts. */
export interface Judged {
  readonly result: Result;
  readonly figures: Figures;
}

/** Runs the long work between the last file that is read and the first that is written. */
export type WhileMeasuring = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Measures a candidate and, for `gate`, judges it by its contract: the one path from files to a verdict. Problems:
 * those of files, contract, roles and expressions. The same files, contract, day and seed give the same result.
 */
export async function judgeFiles(request: Request, whileMeasuring: WhileMeasuring = (work) => work()): Promise<Judged> {
  const file = loadContract(request.contract, request.files[0]);
  try {
    const contract = file?.contract ?? null;
    const opened = await openAll(request, pinsOf(contract), {
      reference: referenceOf(request, contract),
      seeds: request.seeds ?? besideContract(contract, contract?.release.seeds ?? null),
    });
    return await whileMeasuring(() => judgeOpened(file, opened, request));
  } catch (error) {
    throw placed(error, file?.contract ?? null);
  }
}

/** The same of tables that were read, or made. */
export async function judgeOpened(file: ContractFile | null, opened: Opened, request: Request): Promise<Judged> {
  const { seed, nowMs } = request;
  const contract = file?.contract ?? null;
  const plan = planOf(request, contract, opened);
  const roled = assignRoles(plan.table, opened.candidate.input.path, plan.roles, plan.other);
  const { assigned, sets } = setRight(roled, plan, request.calibrator ?? null);
  const scaled = naiveScale(opened.reference, plan, contract);
  const params = withScale(paramsFrom(contract?.costs ?? null), scaled.naive);
  const bare: Subject = { ...subjectOf(plan, assigned, opened), params, seed };
  const scopes = plan.slices.flatMap((slice) => scopesOf(slice, bare.table));

  const compare = plan.other && (contract?.release.compare ?? defaultCompare(bare));
  const curves = request.curves ?? besideContract(contract, contract?.release.curves ?? null);
  // Before the figures: nobody waits for them to be told that a column is missing.
  const training = trainingOf({ subject: bare, assigned, contract, opened, plan, curves });
  const given = { subject: bare, assigned, contract, plan, compare, scopes, training, sets };
  const { surveyed, analyses } = await measured(given, request);
  const subject: Subject = { ...bare, runs: analyses.runs };
  const isGate = request.command === 'gate';
  const waivers = contract?.release.waivers ?? [];
  const checked = isGate ? judgeChecks(analyses.checks, subject, waivers) : [];
  const compared = compare ? judgeComparison(compare, subject, plan.slices, waivers) : [];
  const calibration = compare && judgeCalibration(compare, subject, waivers);
  const contested = calibration === null ? compared : [...compared, calibration];
  const unknown = request.unknown ?? contract?.release.unknown ?? 'fail';
  const { lost } = analyses;
  const judged = isGate ? overall(checked, contested, { unknown, nowMs, hasLost: worstLost(lost) !== null }) : null;
  const told = { nowMs, labelUnit: contract?.columns.labelUnit ?? null, currency: contract?.costs?.currency ?? null };
  const contests = compare && isGate ? contestChecks(compare, entryOf(compare.metric.entry), compared, told) : [];
  const isSaid = calibration !== null && (calibration.isGuarded || calibration.judgement.verdict === 'pass');
  const chances = compare && isGate && isSaid ? [calibrationCheck(compare, calibration, told)] : [];
  const parts: Omit<Result, 'headline'> = {
    ...frameOf(request, file, {
      opened,
      plan,
      assigned,
      expired: judged?.expired ?? [],
      soon: judged?.soon ?? [],
      features: bare.rows.features,
      notes: scaled.notes,
    }),
    verdict: judged?.verdict ?? null,
    ...(isGate && { unknown }),
    checks: [...contests, ...chances, ...checked.map((one) => checkResult(one, told))],
    measurements: surveyed.map(measurementResult),
    slices: scopes.map(({ name, where, indices, group }) => ({
      name: name ?? '',
      where,
      n: indices?.length ?? 0,
      group,
    })),
    comparison: compare && comparisonOf(compare, compared, { subject, opened, plan, contract, calibration, lost }),
    costs: costsLine(contract?.costs ?? null),
    ...(scaled.naive && { naive: scaled.naive }),
    ...analyses.result,
    windows: [],
  };
  const accepted = isGate && file ? sinceAccepted(parts, file.contract.path) : null;
  const whole = accepted === null ? parts : { ...parts, accepted };
  const names = { candidate: 'candidate', other: compare?.to ?? 'other' };
  const drawn = figuresOf(subject.rows, { names, threshold: assigned.threshold, unit: told.labelUnit, seed });
  return { result: { ...whole, headline: headline(whole) }, figures: { ...drawn, ...analyses.figures } };
}

/** What is judged, as far as files say. */
const subjectOf = (plan: Plan, { rows, table }: Assigned, { reference }: Opened) => ({
  task: plan.roles.task,
  rows: { ...rows, features: plan.features.flatMap((name) => findColumn(table, name) ?? []) },
  table,
  reference: reference?.table ?? null,
});

const ALL: Scope = { name: null, indices: null };
/** Entries that compare the columns of two tables. */
const PAIRED = ENTRIES.filter(({ needs }) => 'columns' in needs && needs.columns === 'two');

/** What a gate says of each slice. `evaluate` says everything, and takes its time for it. */
const IN_SLICES = ENTRIES.filter(({ family }) => ['performance', 'fairness', 'cost'].includes(family));

/** The file of earlier rows: as asked for, else the contract's where one of its checks needs it. */
function referenceOf({ reference, command }: Request, contract: Contract | null): string | null {
  if (reference !== null || contract === null || contract.reference === null || command !== 'gate') return reference;
  const asked = [
    ...(contract.release.checks ?? []),
    ...(contract.release.compare ? [contract.release.compare.metric] : []),
  ];
  const isNeeded = asked.some(({ entry, params }) => isScaled(entry, params) || PAIRED.some(({ id }) => id === entry));
  return isNeeded ? besideContract(contract, contract.reference) : null;
}

/** A file that the contract names, which is relative to it. */
const besideContract = (contract: Contract | null, path: string | null): string | null =>
  contract === null || path === null ? null : join(dirname(contract.path), path);

/** All that is measured: numbers here, groups and slices in another thread meanwhile where there are many rows. */
async function measured(given: Omit<Analysed, 'surveyed'>, request: Request) {
  const asked = groupedOf(given);
  const aside = forWhomAside(asked);
  const surveyed = await surveyAll(given.subject, given.scopes, request);
  const found = (await aside) ?? forWhom(asked);
  return { surveyed, analyses: analysesOf({ ...given, surveyed }, found) };
}

/** Every entry over all rows and in each scope; the columns of two tables where there is a reference. */
async function surveyAll(
  { rows, reference, task, params, seed }: Subject,
  scopes: readonly Scope[],
  { command, onProgress, signal }: Request,
): Promise<readonly Surveyed[]> {
  const given = { seed, params };
  const report = (done: number, all: number): void => onProgress(done / all, 'measuring');
  onProgress(0, 'measuring');
  const found = [
    ...survey(ENTRIES, rows, task, [ALL], given),
    ...survey(command === 'gate' ? IN_SLICES : ENTRIES, rows, task, scopes, { ...given, onProgress: report }),
    ...(reference === null ? [] : survey(PAIRED, besideReference(rows, reference), task, [ALL], given)),
  ];
  // Whoever uses this as a library may want to stop; the program itself is killed while it measures.
  await setImmediate();
  signal.throwIfAborted();
  return found;
}
