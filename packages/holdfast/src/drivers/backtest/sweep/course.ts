import { isGap, type Metric } from '@holdfast/core/catalogue/define.ts';
import { ENTRIES, entryById } from '@holdfast/core/catalogue/index.ts';
import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { Course, ModelKey } from '@holdfast/core/control/sweep/course.ts';
import { quantity } from '@holdfast/core/measure/entry-quantity.ts';
import type { Quantity } from '@holdfast/core/measure/quantity.ts';
import { assert } from '@holdfast/core/std/assert.ts';
import type { Rows } from '@holdfast/core/table/rows.ts';
import { paramsFrom, pricesOf } from '../../costs.ts';
import type { Goal } from '../../train/learners.ts';
import type { Replayed } from '../course.ts';
import type { History } from '../history.ts';
import type { WatchPlan } from '../watch-plan.ts';
import { answered, type Material, materialOf } from './material.ts';
import { makeModels, type PeriodAnswers, setRight, shippedScore } from './models.ts';

/** What a course is made from. */
export interface Sweeping {
  readonly contract: Contract | null;
  readonly history: History;
  readonly plan: WatchPlan;
  readonly replayed: Replayed;
  readonly seed: number;
  /** Called before each model is learned, with how many there were; what it throws ends the work. */
  readonly onModel: (count: number) => void;
}

/** The course of a history, and what its costs are in. */
export interface MadeCourse {
  readonly course: Course;
  readonly material: Material;
  /** `errors`: the contract has no prices, so an error counts 1; `amounts`: it is as large as it is. */
  readonly unit: 'money' | 'errors' | 'amounts';
}

/** A history as policies play it. Costs are the contract's, else errors. */
export function courseOf({ contract, history, plan, replayed, seed, onModel }: Sweeping): MadeCourse {
  const material = materialOf(history, plan);
  const { periods } = material;
  const { total, unit } = totalCost(contract, history);
  const { classes } = material.judged;
  const goal: Goal =
    classes.length === 0
      ? { kind: 'squared' }
      : classes.length === 2
        ? { kind: 'logistic' }
        : { kind: 'softmax', classes: classes.length };
  let count = 0;
  const costOf = (period: number, answers: PeriodAnswers | null): number =>
    total(answered(material, periods[period]!, answers)); // ! a period
  const models = makeModels(material, {
    ...{ goal, seed, costOf },
    limit: limitOf(contract),
    onModel: () => onModel(++count),
  });
  const known = new Map<string, number>();
  const cost = ({ trained, recalibrated }: ModelKey, period: number): number => {
    const isMade = Math.max(trained ?? 0, recalibrated ?? 0) <= period;
    if (!isMade || periods[period]!.rows.length === 0) return Number.NaN; // ! a period
    const key = `${trained} ${recalibrated} ${period}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const plain = trained === null ? null : models.canTrain(trained) ? models.answersOf(trained, period) : undefined;
    const made = plain === undefined ? Number.NaN : costOf(period, right(plain, { trained, recalibrated }, period));
    known.set(key, made);
    return made;
  };
  /** The answers after scores were set right. */
  const right = (plain: PeriodAnswers | null, { trained, recalibrated }: ModelKey, period: number) => {
    const score = plain === null ? shippedScore(material, period) : plain.score;
    if (recalibrated === null || score === null) return plain;
    return models.decided(setRight(models.calibratorAt(trained, recalibrated), score));
  };
  return {
    material,
    unit,
    course: {
      rows: Float64Array.from(periods, ({ rows }) => rows.length),
      knownFrom: knownFrom(material, plan),
      drifts: driftsOf(material, replayed),
      canTrain: Uint8Array.from(periods, (_, period) => Number(models.canTrain(period))),
      canRecalibrate: material.score !== null && goal.kind === 'logistic',
      prices: pricesIn(contract),
      cost,
    },
  };
}

const pricesIn = (contract: Contract | null): Course['prices'] => {
  const { retrain, recalibrate, label, alarm } = contract?.costs?.upkeep ?? {};
  return { retrain: retrain ?? 0, recalibrate: recalibrate ?? 0, label: label ?? 0, alarm: alarm ?? 0 };
};

/** Where a chance becomes a yes: where both errors cost the same. */
function limitOf(contract: Contract | null): number {
  const prices = pricesOf(contract?.costs ?? null);
  if (prices === null) return 0.5;
  const [no, yes] = [prices.falsePositive - prices.trueNegative, prices.falseNegative - prices.truePositive];
  return no > 0 && yes > 0 ? no / (no + yes) : 0.5;
}

/** What the errors of some rows cost in all. */
function totalCost(
  contract: Contract | null,
  { plan }: History,
): { readonly total: (rows: Rows) => number; readonly unit: MadeCourse['unit'] } {
  const params = paramsFrom(contract?.costs ?? null);
  const { task } = plan.roles;
  const isPriced = (one: (typeof ENTRIES)[number]): one is Metric =>
    one.kind === 'metric' && one.family === 'cost' && one.tasks.includes(task) && params(one) !== null;
  const priced = ENTRIES.find(isPriced);
  const meanOf = (q: Quantity, rows: Rows): number => {
    const found = q.of(rows, 'value');
    return isGap(found) ? Number.NaN : found.value;
  };
  if (priced !== undefined) {
    const q = quantity(priced, params(priced) ?? {});
    return { total: (rows) => meanOf(q, rows) * rows.n, unit: 'money' };
  }
  const isAmount = task === 'regression' || task === 'forecast';
  const entry = entryById(isAmount ? 'mae' : 'accuracy');
  assert(entry?.kind === 'metric', 'the entry is in the catalogue');
  const q = quantity(entry);
  return isAmount
    ? { total: (rows) => meanOf(q, rows) * rows.n, unit: 'amounts' }
    : { total: (rows) => (1 - meanOf(q, rows)) * rows.n, unit: 'errors' };
}

/** The first period at whose start the labels of each are there, as the contract's delay says. */
function knownFrom({ periods }: Material, { labelDelayMs }: WatchPlan): Int32Array {
  return Int32Array.from(periods, ({ end }) => {
    const found = periods.findIndex(({ start }) => start >= end + labelDelayMs);
    return found < 0 ? periods.length : found;
  });
}

/** Alarms that inputs or answers moved, by the period in which they were told. */
function driftsOf({ periods }: Material, { incidents }: Replayed): Int32Array {
  const drifts = new Int32Array(periods.length);
  for (const { group, at } of incidents) {
    if (group !== 'inputs' && group !== 'answers') continue;
    // An alarm at the end of a window is of the period that ends there.
    const period = periods.findIndex(({ start, end }) => at > start && at <= end);
    if (period >= 0) drifts[period]!++; // ! a period
  }
  return drifts;
}
