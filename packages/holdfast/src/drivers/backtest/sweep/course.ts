import type { Contract } from '@holdfast/core/contract/contract.ts';
import type { Course, ModelKey } from '@holdfast/core/control/sweep/course.ts';
import type { Objective } from '@holdfast/core/learn/boost/objective.ts';
import type { Replayed } from '../course.ts';
import type { History } from '../history.ts';
import type { WatchPlan } from '../watch-plan.ts';
import { hasFeatures, type Material, materialOf } from './material.ts';
import { makeModels, shippedAnswers } from './models.ts';
import { type PeriodAnswers, type Pricing, pricingOf, takeAnswers } from './pricing.ts';

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
  readonly unit: Pricing['unit'];
}

/** A history as policies play it. Costs are the contract's, else errors. */
export function courseOf({ contract, history, plan, replayed, seed, onModel }: Sweeping): MadeCourse {
  const material = materialOf(history, plan);
  const { periods } = material;
  const pricing = pricingOf(contract, history);
  const { classes } = history.history.judged.rows;
  const goal: Objective =
    classes.length === 0
      ? { kind: 'quantile', quantile: pricing.quantile }
      : classes.length === 2
        ? { kind: 'logistic' }
        : { kind: 'softmax', classes: classes.length };
  let count = 0;
  const costs: ((answers: PeriodAnswers | null) => number)[] = [];
  const costOf = (period: number, answers: PeriodAnswers | null): number =>
    (costs[period] ??= pricing.of(periods[period]!.rows))(answers); // ! a period
  const models = makeModels(material, { goal, seed, costOf, limit: pricing.limit, onModel: () => onModel(++count) });
  const canLearn = hasFeatures(material);
  const canTrain = Uint8Array.from(periods, (_, period) => Number(canLearn && models.canTrain(period)));
  const answersOf = ({ trained, recalibrated }: ModelKey, period: number): PeriodAnswers | null => {
    const plain = trained === null ? null : models.answersOf(trained, period);
    if (recalibrated === null) return plain;
    return models.setRight(trained, recalibrated)(plain ?? shippedAnswers(material, period));
  };
  /** What is computed of the answers of a model in a period, once; NaN where there are none. */
  const once = (compute: (answers: PeriodAnswers | null, period: number) => number): Course['cost'] => {
    const known = new Map<string, number>();
    return (key, period) => {
      const { trained, recalibrated } = key;
      const isMade =
        Math.max(trained ?? 0, recalibrated ?? 0) <= period && (trained === null || canTrain[trained] === 1);
      if (!isMade || periods[period]!.rows.length === 0) return Number.NaN; // ! a period
      const name = `${trained} ${recalibrated} ${period}`;
      const made = known.get(name) ?? compute(answersOf(key, period), period);
      known.set(name, made);
      return made;
    };
  };
  const { knownFrom, early } = knownIn(material);
  const rates: ((answers: PeriodAnswers | null) => number)[] = [];
  const rateOf = (answers: PeriodAnswers | null, period: number): number => {
    const own = early[period]!; // ! a period, here and below
    rates[period] ??= pricing.of(own.map((k) => periods[period]!.rows[k]!)); // ! a row of it
    return rates[period](answers && takeAnswers(answers, own)) / own.length;
  };
  return {
    material,
    unit: pricing.unit,
    course: {
      rows: Float64Array.from(periods, ({ rows }) => rows.length),
      knownFrom,
      drifts: driftsOf(material, replayed),
      canTrain,
      canRecalibrate: goal.kind === 'quantile' || (goal.kind === 'logistic' && material.score !== null),
      prices: pricesIn(contract),
      cost: once((answers, period) => costOf(period, answers)),
      rate: once(rateOf),
    },
  };
}

const pricesIn = (contract: Contract | null): Course['prices'] => {
  const { retrain, recalibrate, label, alarm } = contract?.costs?.upkeep ?? {};
  return { retrain: retrain ?? 0, recalibrate: recalibrate ?? 0, label: label ?? 0, alarm: alarm ?? 0 };
};

/** The share of its labels that make a period known. */
const KNOWN_SHARE = 0.9;

/**
 * By period the first one at whose start most of its labels had come, and which of its rows these are: what policies
 * may know of it, then and later.
 */
function knownIn({ periods, arrivals, first }: Material): {
  readonly knownFrom: Int32Array;
  readonly early: readonly Int32Array[];
} {
  const early = periods.map(() => new Int32Array());
  const knownFrom = Int32Array.from(periods, ({ rows }, period) => {
    for (let now = period + 1; now < periods.length; now++) {
      const { start } = periods[now]!; // ! a period
      const come = rows.map((_, k) => k).filter((k) => arrivals[first + rows[k]!]! <= start); // ! a row
      if (rows.length === 0 || come.length < KNOWN_SHARE * rows.length) continue;
      early[period] = come;
      return now;
    }
    return periods.length;
  });
  return { knownFrom, early };
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
