import { type Features, takeFeatures } from '@holdfast/core/learn/features.ts';
import { whyKey } from '@holdfast/core/measure/compat/answer.ts';
import { nannyCalibration, nannyChances } from '@holdfast/core/measure/compat/nannyml/calibration.ts';
import {
  type NannyAnswers,
  type NannyWorth,
  nannyMetrics,
} from '@holdfast/core/measure/compat/nannyml/class-metrics.ts';
import {
  learnLosses,
  lossesOf,
  lossStray,
  lossValue,
  NANNY_LOSSES,
} from '@holdfast/core/measure/compat/nannyml/losses.ts';
import {
  type NannyEstimates,
  type NannyReading,
  nannyEstimates,
} from '@holdfast/core/measure/compat/nannyml/performance.ts';
import { type NannySide, nannySides } from '@holdfast/core/measure/compat/nannyml/sides.ts';
import type { NannyWindows } from '@holdfast/core/measure/compat/nannyml/windows.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { takeTable } from '@holdfast/core/table/table.ts';
import { loadContract } from '../contract-file.ts';
import { pinsOf } from '../contract-pins.ts';
import { pricesOf } from '../costs.ts';
import type { EstimateRequest } from '../estimate/request.ts';
import { type Sides, sidesOf } from '../estimate/sides.ts';
import { readFiles, selectRows } from '../tables.ts';
import type { CompatFound, CompatResult } from './request.ts';

/** Windows of both sides, as places in what is judged. */
interface Cut {
  readonly sides: Sides;
  readonly reference: readonly Int32Array[];
  readonly analysis: readonly Int32Array[];
}

/**
 * Performance as NannyML estimates it on two files: CBPE for two classes, DLE for amounts. Problems: those of files,
 * contract and roles; TASK_UNKNOWN for what it has no numbers of here.
 */
export async function nannyEstimateFiles(
  request: Omit<EstimateRequest, 'window' | 'labelNext'>,
  how: NannyWindows,
): Promise<CompatResult> {
  const contract = loadContract(request.contract, request.analysis)?.contract ?? null;
  const opening = { pins: pinsOf(contract), onProgress: request.onProgress, signal: request.signal };
  const reference = await readFiles([request.reference], 'reference', opening);
  const whole = await readFiles([request.analysis], 'candidate', opening);
  const labels = request.labels === null ? null : await readFiles([request.labels], 'labels', opening);
  const analysis = { ...whole, table: selectRows(whole, request.where) };
  const sides = sidesOf({ ...request, window: null, labelNext: null }, contract, { reference, analysis, labels });
  const cut = cutSides(sides, how);
  const { task } = sides.plan.roles;
  request.onProgress(null, 'estimating');
  const prices = pricesOf(contract?.costs ?? null);
  const worth: NannyWorth | null = prices && {
    worth: [
      [-prices.trueNegative, -prices.falsePositive],
      [-prices.falseNegative, -prices.truePositive],
    ],
    isPerPrediction: false,
    isShares: false,
  };
  if (task !== 'binary' && task !== 'regression' && task !== 'forecast')
    throw new Problem('OPTION_VALUE', {
      option: '--compat',
      value: `nannyml, task ${task}`,
      expected: 'two classes or amounts',
      command: 'estimate',
    });
  return {
    program: 'nannyml',
    reference: { path: reference.input.path, rows: sides.reference },
    current: { path: whole.input.path, rows: sides.assigned.rows.n - sides.reference },
    rows: task === 'binary' ? classRows(cut, worth) : amountRows(cut),
    leftOut: [],
    table: null,
  };
}

function cutSides(sides: Sides, how: NannyWindows): Cut {
  const { assigned, reference, plan } = sides;
  const range = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, k) => from + k);
  const [before, after] = [range(0, reference), range(reference, assigned.rows.n)].map((rows) =>
    takeTable(assigned.table, rows),
  );
  const cut = nannySides(before!, after!, { how, timestamp: plan.names.timestamp }); // ! two
  const rowsOf = ({ windows }: NannySide, first: number) => windows.map(({ rows }) => rows.map((row) => first + row));
  return { sides, reference: rowsOf(cut.reference, 0), analysis: rowsOf(cut.analysis, reference) };
}

/** A window's labels, or null where one is missing: only whole windows are told. */
const isWhole = (rows: Int32Array, { isLabelled }: Sides): boolean => rows.every((row) => isLabelled[row] === 1);

function classRows({ sides, reference, analysis }: Cut, worth: NannyWorth | null): CompatFound[] {
  const { label, prediction, score } = sides.assigned.rows.roles;
  if (label === undefined || prediction === undefined || score === undefined)
    throw new Problem('ROLE_UNKNOWN', { role: 'score', table: 'the reference', found: sides.plan.features });
  const whole = (n: number, values: Float64Array): Float64Array => values.subarray(0, n);
  const before = sides.reference;
  const known = { label: whole(before, label), prediction: whole(before, prediction), score: whole(before, score) };
  const chances = nannyChances(nannyCalibration(known.label, known.score), score);
  const at = (rows: Int32Array, labels: Float64Array): NannyAnswers => {
    const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!); // ! a row
    return { label: take(labels), prediction: take(prediction), score: take(score) };
  };
  return nannyMetrics(worth).map((metric) => {
    const reading = (rows: Int32Array): NannyReading => ({
      rows: rows.length,
      estimated: metric.estimated(at(rows, chances)),
      realised: isWhole(rows, sides) ? metric.realised(at(rows, label)) : null,
    });
    const found = nannyEstimates(
      { reference: reference.map(reading), analysis: analysis.map(reading) },
      { range: metric.range, strayOf: metric.strayOf(known) },
    );
    return foundOf(metric, found, reference.length);
  });
}

function amountRows({ sides, reference, analysis }: Cut): CompatFound[] {
  const { label, prediction } = sides.assigned.rows.roles;
  if (label === undefined || prediction === undefined)
    throw new Problem('ROLE_UNKNOWN', { role: 'prediction', table: 'the reference', found: sides.plan.features });
  const features: Features = {
    n: sides.features.n,
    columns: [...sides.features.columns, { kind: 'number', name: 'prediction\n', values: prediction }],
  };
  const known = Int32Array.from({ length: sides.reference }, (_, i) => i);
  const isPositive = label.every((y, i) => y > -1 && prediction[i]! > -1); // ! i < n
  return NANNY_LOSSES.filter(({ id }) => isPositive || !id.includes('sle')).map((loss) => {
    const all = lossesOf(loss, label, prediction);
    const losses = all.subarray(0, sides.reference);
    const learned = learnLosses(takeFeatures(features, known), losses);
    const came = (rows: Int32Array): Float64Array => Float64Array.from(rows, (row) => all[row]!); // ! a row
    const reading = (rows: Int32Array): NannyReading => ({
      rows: rows.length,
      estimated: lossValue(loss, learned(takeFeatures(features, rows))),
      realised: isWhole(rows, sides) ? lossValue(loss, came(rows)) : null,
    });
    const found = nannyEstimates(
      { reference: reference.map(reading), analysis: analysis.map(reading) },
      { range: { low: 0 }, strayOf: lossStray(loss, losses) },
    );
    return foundOf(loss, found, reference.length);
  });
}

/** The row of a metric: of the later windows, the value farthest from the middle of the limits stands for all. */
function foundOf(
  { id, name }: { readonly id: string; readonly name: string },
  { windows, threshold }: NannyEstimates,
  before: number,
): CompatFound {
  const later = windows.slice(before);
  const { lower, upper } = threshold;
  const middle = ((lower ?? 0) + (upper ?? 0)) / 2;
  const farthest = later
    .flatMap(({ value }) => value ?? [])
    .reduce<number | null>((most, value) => {
      return most === null || Math.abs(value - middle) > Math.abs(most - middle) ? value : most;
    }, null);
  return {
    column: null,
    id,
    name,
    statistic: farthest,
    p: null,
    threshold: upper,
    lowerThreshold: lower,
    isDrift: later.some(({ isAlert }) => isAlert),
    windows: later,
    why: whyKey('nannyml', id),
  };
}
