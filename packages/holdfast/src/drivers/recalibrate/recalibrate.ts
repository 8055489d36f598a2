import type { Costs } from '@holdfast/core/contract/contract.ts';
import type { CalibratorFile } from '@holdfast/core/learn/calibrator-file.ts';
import { quantileBy } from '@holdfast/core/learn/level.ts';
import type { RecalibrationFigures, RecalibrationResult } from '@holdfast/core/report/recalibration-result.ts';
import { recalibrationHeadline } from '@holdfast/core/report/words/recalibration.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { assignRoles } from '@holdfast/core/table/assign.ts';
import { isByRow, type Price } from '@holdfast/core/table/row-prices.ts';
import { scopesOf } from '@holdfast/core/verdict/subject.ts';
import { type ContractFile, loadContract } from '../contract-file.ts';
import { pinsOf } from '../contract-pins.ts';
import { costsLine } from '../costs.ts';
import { frameOf } from '../frame.ts';
import type { WhileMeasuring } from '../judge.ts';
import { placed } from '../placed.ts';
import { type Plan, planOf } from '../plan.ts';
import type { Request } from '../request.ts';
import { type Opened, openAll } from '../tables.ts';
import { timesOf } from '../times.ts';
import { learnChances } from './chances.ts';
import { learnTemperature } from './classes.ts';
import { learnNumbers } from './numbers.ts';
import type { Learned, Sample } from './rules.ts';

/** What `recalibrate` is asked, once options are understood. */
export interface RecalibrateRequest extends Request {
  /** The share of labels that intervals shall hold; null where nobody said. */
  readonly level: number | null;
  /** Where the calibrator will be written to. */
  readonly out: string | null;
}

/** A result, the points of its chart, and the calibrator. */
export interface Recalibrated {
  readonly result: RecalibrationResult;
  readonly figures: RecalibrationFigures;
}

/**
 * Learns what sets a model's answers right and judges it on rows that were held out. Problems: those of files, contract
 * and roles; RECALIBRATE_FEW, RECALIBRATE_SCORES, RECALIBRATE_TASK. The same files, contract and seed give the same.
 */
export async function recalibrateFiles(
  request: RecalibrateRequest,
  whileMeasuring: WhileMeasuring = (work) => work(),
): Promise<Recalibrated> {
  const file = loadContract(request.contract, request.files[0]);
  try {
    const opened = await openAll(request, pinsOf(file?.contract ?? null), NO_OTHERS);
    return await whileMeasuring(async () => recalibrateBy(file, opened, request));
  } catch (error) {
    throw placed(error, file?.contract ?? null);
  }
}

/** Only the rows themselves are looked at. */
const NO_OTHERS = { reference: null, seeds: null } as const;

function recalibrateBy(file: ContractFile | null, opened: Opened, request: RecalibrateRequest): Recalibrated {
  const { seed, level, out, onProgress } = request;
  const contract = file?.contract ?? null;
  const plan = planOf(request, contract, opened);
  const table = opened.candidate.input.path;
  const assigned = assignRoles(plan.table, table, plan.roles);
  onProgress(null, 'learning');
  const groups = plan.slices.flatMap((slice) =>
    scopesOf(slice, assigned.table).flatMap(({ name, where, indices }) =>
      // Horizons of a forecast are looked at unasked: they would only make everything wider.
      name && indices ? [{ name, where, indices, isDeclared: !isHorizon(slice, plan) }] : [],
    ),
  );
  const time = timesOf(assigned.table, plan.roles.timestamp);
  const column = columnOf(plan);
  const loss = lossIn(contract?.costs ?? null);
  const learned = learn(plan, { rows: assigned.rows, time, seed, groups, level, table, column, loss });
  const { expired, notes, command, threshold, ...frame } = {
    ...frameOf(request, file, { opened, plan, assigned, expired: [] }),
    expired: [],
  };
  const calibrator: CalibratorFile = {
    task: plan.roles.task === 'ranking' ? 'regression' : plan.roles.task,
    model: frame.model,
    classes: assigned.rows.classes,
    ...(learned.answers && { answers: learned.answers }),
    rule: learned.rule,
    ...(learned.sets && { sets: learned.sets.rule }),
    basis: {
      rows: assigned.rows.n,
      inputs: frame.inputs.map(({ digest }) => digest),
      judged: learned.heldOut,
      ...learned.basis,
    },
  };
  const { parting, reliability, sets, rule: _rule, answers: _answers, basis: _basis, ...found } = learned;
  const column_ = parting.by === 'time' ? plan.roles.timestamp : assigned.independence.column;
  const parts: Omit<RecalibrationResult, 'headline'> = {
    ...frame,
    command: 'recalibrate',
    costs: costsLine(contract?.costs ?? null),
    parting: { by: parting.by, column: parting.by === 'row' ? null : column_, folds: parting.folds.count },
    ...found,
    sets: sets?.result ?? null,
    calibrator,
    written: out,
  };
  return { result: { ...parts, headline: recalibrationHeadline(parts, out) }, figures: { reliability } };
}

function learn({ roles }: Plan, sample: Sample): Learned {
  switch (roles.task) {
    case 'binary':
      return learnChances(sample);
    case 'multiclass':
      return learnTemperature(sample);
    case 'regression':
    case 'forecast':
      return learnNumbers(sample);
    default:
      throw new Problem('RECALIBRATE_TASK', { table: sample.table, task: roles.task });
  }
}

/** By the prices of too much and too little, where all rows have the same; else how far off numbers are. */
function lossIn(costs: Costs | null): Sample['loss'] {
  const amount = (price: Price | null | undefined): number => (typeof price === 'number' ? price : 0);
  const [above, below] = [amount(costs?.over), amount(costs?.under)];
  if (costs === null || isByRow(costs) || above + below <= 0) return { entry: 'mae', params: {}, quantile: 0.5 };
  return { entry: 'over-under-cost', params: { over: above, under: below }, quantile: quantileBy(above, below) };
}

const isHorizon = (slice: Plan['slices'][number], { names }: Plan): boolean =>
  slice.kind !== 'condition' && slice.column === names.horizon && !names.groups.includes(slice.column);

/** The column of the answers, for messages. */
const columnOf = ({ names }: Plan): string =>
  names.score ?? names.scores.map(({ column }) => column).join(', ') ?? names.prediction ?? '';
