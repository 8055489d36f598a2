import { crossFit, type Sample } from '@holdfast/core/learn/cross-fit.ts';
import { type Folds, foldsByChance, foldsByTime, judgedOf } from '@holdfast/core/learn/folds.ts';
import type { Model } from '@holdfast/core/learn/model.ts';
import type { ModelFile } from '@holdfast/core/learn/model-file.ts';
import type { Result } from '@holdfast/core/report/result.ts';
import type { TrainedResult } from '@holdfast/core/report/trained-result.ts';
import { TRAINED } from '@holdfast/core/report/words/trained.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { asFeatures } from '@holdfast/core/table/as-features.ts';
import { columnsWithRole, inferRoles, type RoleNames } from '@holdfast/core/table/roles.ts';
import { type Column, findColumn, rowsOf, type Table, takeNumbers, takeTable } from '@holdfast/core/table/table.ts';
import { type ContractFile, loadContract } from '../contract-file.ts';
import { pinsOf } from '../contract-pins.ts';
import { type Judged, judgeOpened, type WhileMeasuring } from '../judge.ts';
import { placed } from '../placed.ts';
import type { Request } from '../request.ts';
import { type ReadFile, readFiles, selectRows } from '../tables.ts';
import { timesOf } from '../times.ts';
import { withAnswers } from './answers.ts';
import { type ChosenFeatures, chooseFeatures, codesOf } from './choose-features.ts';
import { importanceOf } from './importance-of.ts';
import { type Labels, labelsOf } from './labels.ts';
import { boosted, linear, ROUNDS_MAX } from './learners.ts';

/** What `train` is asked. */
export interface TrainRequest extends Request {
  readonly learner: 'boosted' | 'linear';
}

/** The judged answers of models on rows that they had not seen, and the model of all rows. */
export interface Trained {
  readonly judged: Judged;
  readonly file: ModelFile;
}

const FOLDS = 5;
/** Fewer rows than this, or of the rarer class than the second, leave nothing to judge. */
const [ROWS_MIN, CLASS_MIN] = [50, 10];

/**
 * Learns a model and judges it by cross-validation: each row is answered by a model of other rows, of earlier ones
 * where there is a time, and `evaluate` judges these answers. Problems: those of files, TRAIN_*, POSITIVE_*.
 */
export async function trainFiles(request: TrainRequest, whileMeasuring: WhileMeasuring): Promise<Trained> {
  const file = loadContract(request.contract, request.files[0]);
  try {
    const read = await readFiles(request.files, 'candidate', { ...request, pins: pinsOf(file?.contract ?? null) });
    const opened = { ...read, table: selectRows(read, request.where) };
    return await whileMeasuring(() => trainBy(file, opened, request));
  } catch (error) {
    throw placed(error, file?.contract ?? null);
  }
}

async function trainBy(file: ContractFile | null, { input, table }: ReadFile, request: TrainRequest): Promise<Trained> {
  const prepared = prepare(file, { input, table }, request);
  const { labels, roles, chosen, sample, rows, folds } = prepared;
  let [fold, rounds] = [0, 0];
  const fits = judgedOf(folds.folds).length + 1;
  const onRound = (): void => {
    request.signal.throwIfAborted();
    request.onProgress(Math.min(1, (fold + Math.min(0.95, ++rounds / ROUNDS_MAX)) / fits), 'learning');
  };
  const learner = (request.learner === 'linear' ? linear : boosted)({ goal: labels.goal, seed: request.seed, onRound });
  let last: { readonly model: Model; readonly judged: Uint32Array } | null = null;
  const onModel = (model: Model, judged: Uint32Array): void => {
    last = { model, judged };
    [fold, rounds] = [fold + 1, 0];
  };
  request.onProgress(0, 'learning');
  const answers = crossFit(sample, folds.folds, { learner, onModel });
  const model = learner(sample);
  const trained: TrainedResult = {
    learner: request.learner,
    rows: rows.n,
    judged: answers[0]?.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0) ?? 0,
    folds: { count: folds.folds.count, by: folds.by },
    size: sizeOf(model),
    features: chosen.names,
    left_out: chosen.leftOut,
    importance: last === null ? [] : importanceOf(last, sample, { goal: labels.goal, seed: request.seed }),
    loss: labels.goal.kind === 'squared' ? 'unexplained-variance' : 'log-loss',
  };
  const answered = withAnswers(rows, answers, labels);
  const judged = await judgeOpened(withoutRelease(file), openedAs({ input, table: answered.table }), {
    ...request,
    given: {
      ...request.given,
      task: labels.task,
      roles: { ...roles, ...answered.roles },
      positive: labels.positive?.name ?? null,
    },
  });
  const result: Result = { ...judged.result, assumed: [...judged.result.assumed, ...assumedOf(labels)], trained };
  const basis = { rows: rows.n, inputs: [input.digest], seed: request.seed };
  const { task, classes } = labels;
  return { judged: { ...judged, result }, file: { task, label: roles.label ?? '', classes, model, basis } };
}

interface Prepared {
  readonly labels: Labels;
  readonly roles: RoleNames;
  readonly chosen: ChosenFeatures;
  /** The rows that have a label. */
  readonly rows: Table;
  readonly sample: Sample;
  readonly folds: Parted;
}

/** Everything about rows and columns, decided before anything is learned. */
function prepare(file: ContractFile | null, { input, table }: ReadFile, request: TrainRequest): Prepared {
  const contract = file?.contract ?? null;
  const roles = inferRoles(table, { ...contract?.columns.roles, ...request.given.roles }).roles;
  const found = table.columns.map((column) => column.name);
  const label = roles.label === null ? null : findColumn(table, roles.label);
  if (roles.label === null) throw new Problem('ROLE_UNKNOWN', { role: 'label', table: input.path, found });
  if (label === null)
    throw new Problem('TABLE_COLUMN_MISSING', { column: roles.label, role: 'label', table: input.path, found });
  const all = labelsOf(label, {
    table: input.path,
    task: request.given.task ?? contract?.task ?? null,
    positive: request.given.positive ?? contract?.columns.positive ?? null,
  });
  const kept = rowsOf(Uint8Array.from(all.target, (value) => (Number.isNaN(value) ? 0 : 1)));
  const rows = takeTable(table, kept);
  const labels = { ...all, target: takeNumbers(all.target, kept) };
  requireEnough(labels, input.path);
  const taken = new Set([...columnsWithRole(roles), ...(contract?.columns.roles.ignored ?? [])]);
  for (const group of roles.groups) taken.delete(group);
  const free = found.filter((name) => !taken.has(name));
  const others = chooseFeatures(rows, free, takeColumnOf(rows, roles.label));
  const answers = answerColumns(roles).map((name) => ({ name, why: 'answers' as const }));
  const chosen = { ...others, leftOut: [...answers, ...others.leftOut] };
  if (chosen.names.length === 0) throw new Problem('TRAIN_FEATURES', { table: input.path, found: free });
  const weight = roles.weight === null ? null : numbersOf(rows, roles.weight);
  const sample = { features: asFeatures(rows, chosen.names), target: labels.target, weight };
  return { labels, roles, chosen, rows, sample, folds: partedBy(rows, roles, { labels, seed: request.seed }) };
}

/** Columns in which another model answers. */
const answerColumns = ({ prediction, score, scores, quantiles }: RoleNames): string[] => [
  ...[prediction, score].filter((name) => name !== null),
  ...[...scores, ...quantiles].map(({ column }) => column),
];

const takeColumnOf = (table: Table, name: string): Column => findColumn(table, name) as Column; // as: it is the label

const numbersOf = (table: Table, name: string): Float64Array | null => {
  const column = findColumn(table, name);
  return column?.kind === 'number' ? column.values : null;
};

/** Problem: TRAIN_FEW. */
function requireEnough({ target, classes }: Labels, table: string): void {
  const rows = target.length;
  const counts = classes.map((_, code) => target.reduce((all, value) => all + (value === code ? 1 : 0), 0));
  const rarer = Math.min(rows, ...counts);
  if (rows >= ROWS_MIN && rarer >= CLASS_MIN) return;
  throw new Problem('TRAIN_FEW', {
    table,
    rows,
    rarer: classes.length === 0 ? null : rarer,
    needed: ROWS_MIN,
    each: CLASS_MIN,
  });
}

interface Parted {
  readonly folds: Folds;
  readonly by: TrainedResult['folds']['by'];
}

/** Rows in five parts: by time where there is one, whole clusters together, else each class evenly. */
function partedBy(
  table: Table,
  roles: RoleNames,
  { labels, seed }: { readonly labels: Labels; readonly seed: number },
): Parted {
  const time = timesOf(table, roles.timestamp);
  if (time !== null) {
    const folds = foldsByTime(time, FOLDS);
    // Where all rows have the same time there is nothing before and after.
    if (folds.count === FOLDS) return { folds, by: 'time' };
  }
  const cluster = roles.cluster === null ? null : findColumn(table, roles.cluster);
  const strata = labels.classes.length > 0 ? labels.target : new Float64Array(table.n);
  const folds = foldsByChance(strata, { count: FOLDS, seed, cluster: cluster && codesOf(cluster, table.n) });
  return { folds, by: cluster === null ? 'chance' : 'cluster' };
}

const sizeOf = (model: Model): number =>
  model.kind === 'boosted' ? model.rounds.length : model.coefficients.flat().filter((slope) => slope !== 0).length;

/** The tables of a judgement of which one was made here. */
const openedAs = (candidate: ReadFile) => ({ candidate, labels: null, against: null, reference: null, seeds: null });

/** The contract without what it asks of a release: nothing is released here. */
const withoutRelease = (file: ContractFile | null): ContractFile | null =>
  file && {
    ...file,
    contract: { ...file.contract, release: { ...file.contract.release, compare: null, seeds: null, curves: null } },
  };

function assumedOf({ positive }: Labels): Result['assumed'] {
  return positive?.isRarer === true ? [{ what: 'positive', value: positive.name, why: TRAINED.rarer }] : [];
}
