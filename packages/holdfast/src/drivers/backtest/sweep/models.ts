import { BOOST_DEFAULTS, fitBoosted } from '@holdfast/core/learn/boost/fit.ts';
import type { Boosted } from '@holdfast/core/learn/boost/model.ts';
import type { Objective } from '@holdfast/core/learn/boost/objective.ts';
import { answer } from '@holdfast/core/learn/boost/predict.ts';
import { calibratedColumn } from '@holdfast/core/learn/calibrator.ts';
import { takeFeatures } from '@holdfast/core/learn/features.ts';
import { fitCalibrator } from '@holdfast/core/learn/fit-calibrator.ts';
import { atLevel, fitLevel } from '@holdfast/core/learn/level.ts';
import { takeNumbers } from '@holdfast/core/table/table.ts';
import type { Material } from './material.ts';
import type { PeriodAnswers } from './pricing.ts';

/** How far back rows are learned from, in periods before the training; null: all. */
const REACHES: readonly (number | null)[] = [null, 16, 4];
/** Rows that a model learns from: of more, so many evenly over its reach. */
const LEARNED_MAX = 8000;
/** Fewer rows teach nothing, and of the rarer class. */
const [ROWS_MIN, CLASS_MIN] = [100, 10];
/** Past trainings by which the reach is chosen. */
const JUDGED = 4;
const RULES = { ...BOOST_DEFAULTS, rounds: 60, leavesMax: 15 };
/** Labels of the newest periods set answers right. */
const CALIBRATED_PERIODS = 8;

/** Models that are learned on the way; each once. */
export interface Models {
  canTrain(period: number): boolean;
  /** What the model trained at the start of `trained` answers in a period. */
  answersOf(trained: number, period: number): PeriodAnswers;
  /** What sets answers of a model right, by the labels that were there at `at`; `trained` null is the shipped one. */
  setRight(trained: number | null, at: number): (answers: PeriodAnswers) => PeriodAnswers;
}

interface ModelsOptions {
  readonly goal: Objective;
  readonly limit: number;
  readonly seed: number;
  /** Called before a model is learned; what it throws ends the work. */
  readonly onModel: () => void;
  /** What the answers of a period cost. */
  readonly costOf: (period: number, answers: PeriodAnswers) => number;
}

/**
 * Models of the built-in learner, each trained at the start of a period from the labels that had come by then. How far
 * back it looks is chosen by what the last trainings of each reach cost in the period after them: nested rolling origin
 * (STATISTICS 10), so no label of the future decides.
 */
export function makeModels(material: Material, options: ModelsOptions): Models {
  const { goal, limit } = options;
  const fits = new Map<string, Boosted | null>();
  const fit = (at: number, reach: number | null): Boosted | null => {
    const key = `${at} ${reach}`;
    const known = fits.get(key);
    if (known !== undefined) return known;
    options.onModel();
    const made = learn(material, rowsBefore(material, at, reach), options);
    fits.set(key, made);
    return made;
  };
  const scored = new Map<string, Float64Array>();
  const rawOf = (model: Boosted, key: string, period: number): readonly Float64Array[] => {
    const places = material.periods[period]!.rows.map((place) => material.first + place); // ! a period
    const found = scored.get(`${key} ${period}`);
    if (found !== undefined) return [found];
    const answers = answer(model, takeFeatures(material.features, places));
    if (answers.length === 1) scored.set(`${key} ${period}`, answers[0]!); // ! one output
    return answers;
  };
  const decided = (score: Float64Array): PeriodAnswers => ({
    prediction: score.map((own) => Number(own > limit)),
    score,
  });
  const periodAnswers = (model: Boosted, key: string, period: number): PeriodAnswers => {
    const raw = rawOf(model, key, period);
    const [first] = raw as [Float64Array]; // as: one output at least
    if (goal.kind === 'quantile') return { prediction: first, score: null };
    if (goal.kind === 'logistic') return decided(first);
    return { prediction: first.map((_, i) => mostLikely(raw, i)), score: null };
  };
  const reaches = new Map<number, number | null>();
  const reachAt = (at: number): number | null => {
    const known = reaches.get(at);
    if (known !== undefined) return known;
    const chosen = chooseReach(material, at, (past, reach) => {
      const model = fit(past, reach);
      return model === null ? Number.NaN : options.costOf(past, periodAnswers(model, `${past} ${reach}`, past));
    });
    reaches.set(at, chosen);
    return chosen;
  };
  const modelAt = (at: number): { readonly model: Boosted; readonly key: string } | null => {
    const reach = reachAt(at);
    const model = fit(at, reach);
    return model && { model, key: `${at} ${reach}` };
  };
  const answersOf = (trained: number, period: number): PeriodAnswers => {
    const found = modelAt(trained);
    if (found === null) throw new Error('a model is asked only where it can be trained');
    return periodAnswers(found.model, found.key, period);
  };
  const rules = new Map<string, (answers: PeriodAnswers) => PeriodAnswers>();
  return {
    canTrain: (period) => isEnough(material, rowsBefore(material, period, null), goal),
    answersOf,
    setRight(trained, at) {
      const key = `${trained} ${at}`;
      const known = rules.get(key);
      if (known !== undefined) return known;
      const newest = labelledBefore(material, { from: trained ?? 0, at }, (period) =>
        trained === null ? shippedAnswers(material, period) : answersOf(trained, period),
      );
      const rule = goal.kind === 'quantile' ? levelRule(newest, goal.quantile) : chanceRule(newest);
      const made = ({ prediction, score }: PeriodAnswers): PeriodAnswers =>
        score === null ? { prediction: rule(prediction), score } : decided(rule(score));
      rules.set(key, made);
      return made;
    },
  };
}

/** What the shipped model answered in a period. */
export function shippedAnswers({ prediction, score, first, periods }: Material, period: number): PeriodAnswers {
  const { rows } = periods[period]!; // ! a period
  const places = rows.map((place) => first + place);
  return { prediction: takeNumbers(prediction, places), score: score && takeNumbers(score, places) };
}

/** Places of rows whose label had come by the start of a period, from so many periods back on. */
function rowsBefore({ periods, times, arrivals }: Material, at: number, reach: number | null): Uint32Array {
  const { start, end } = periods[at]!; // ! a period
  const from = reach === null ? Number.NEGATIVE_INFINITY : start - reach * (end - start);
  const rows: number[] = [];
  for (let row = 0; row < times.length; row++) {
    if (arrivals[row]! <= start && times[row]! >= from) rows.push(row); // ! a row
  }
  return Uint32Array.from(rows);
}

function isEnough({ target }: Material, rows: Uint32Array, goal: Objective): boolean {
  if (rows.length < ROWS_MIN) return false;
  if (goal.kind === 'quantile') return true;
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(target[row]!, (sizes.get(target[row]!) ?? 0) + 1); // ! a row
  return sizes.size > 1 && Math.min(...sizes.values()) >= (goal.kind === 'logistic' ? CLASS_MIN : 1);
}

function learn(material: Material, rows: Uint32Array, { goal, seed }: ModelsOptions): Boosted | null {
  if (!isEnough(material, rows, goal)) return null;
  const step = Math.max(1, rows.length / LEARNED_MAX);
  const length = Math.min(rows.length, LEARNED_MAX);
  const learned = Uint32Array.from({ length }, (_, k) => rows[Math.floor(k * step)]!); // ! k × step < length
  const target = Float64Array.from(learned, (row) => material.target[row]!); // ! a row
  const features = takeFeatures(material.features, learned);
  return fitBoosted({ features, targets: { target, weight: null }, objective: goal }, { ...RULES, seed });
}

/** The reach that was cheapest in the newest periods whose labels are there; all rows where nothing is known yet. */
function chooseReach(
  { periods, times, arrivals, first }: Material,
  at: number,
  costIn: (past: number, reach: number | null) => number,
): number | null {
  const { start } = periods[at]!; // ! a period
  const isKnown = ({ rows }: { readonly rows: Int32Array }): boolean =>
    // ! rows
    rows.length > 0 && rows.every((place) => Math.max(arrivals[first + place]!, times[first + place]!) <= start); // !
  const known = periods.flatMap((period, k) => (k < at && isKnown(period) ? [k] : [])).slice(-JUDGED);
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const reach of REACHES) {
    const costs = known.map((past) => costIn(past, reach));
    if (costs.length === 0 || costs.some(Number.isNaN)) continue;
    const total = costs.reduce((sum, own) => sum + own, 0);
    if (total < least) [best, least] = [reach, total];
  }
  return best;
}

function mostLikely(chances: readonly Float64Array[], row: number): number {
  let best = 0;
  for (let k = 1; k < chances.length; k++) if (chances[k]![row]! > chances[best]![row]!) best = k; // ! a class, a row
  return best;
}

/** Rows with a label, and what a model answered. */
interface Labelled {
  readonly label: Float64Array;
  readonly prediction: Float64Array;
  readonly score: Float64Array;
}

/**
 * The newest rows whose label had come by the start of a period and that the model had not learned from; of more than
 * one learns from, so many evenly.
 */
function labelledBefore(
  { periods, target, arrivals, first }: Material,
  { from, at }: { readonly from: number; readonly at: number },
  answersIn: (period: number) => PeriodAnswers,
): Labelled {
  const { start } = periods[at]!; // ! a period
  const [label, prediction, score]: [number[], number[], number[]] = [[], [], []];
  const oldest = Math.max(from, at - CALIBRATED_PERIODS);
  const all = periods.slice(oldest, at).reduce((sum, { rows }) => sum + rows.length, 0);
  const step = Math.max(1, all / LEARNED_MAX);
  let [seen, next] = [0, 0];
  for (let period = oldest; period < at; period++) {
    const answers = answersIn(period);
    for (const [k, place] of periods[period]!.rows.entries()) {
      // ! a period; a row, here and below
      if (seen++ < next || arrivals[first + place]! > start) continue; // !
      next += step;
      label.push(target[first + place]!); // ! as above
      prediction.push(answers.prediction[k]!); // ! as many
      if (answers.score !== null) score.push(answers.score[k]!); // ! as many
    }
  }
  return {
    label: Float64Array.from(label),
    prediction: Float64Array.from(prediction),
    score: Float64Array.from(score),
  };
}

type Rule = (values: Float64Array) => Float64Array;
const asIs: Rule = (values) => values;

/** A line through the log-odds; scores as they are where too few labels came. */
function chanceRule({ label, score }: Labelled): Rule {
  if (label.length < ROWS_MIN) return asIs;
  const calibrator = fitCalibrator('platt', { label, score, weight: new Float64Array(label.length).fill(1) });
  return calibrator === null ? asIs : (values) => calibratedColumn(calibrator, values);
}

/** The level of the answers; as they are where too few labels came. */
function levelRule(newest: Labelled, q: number): Rule {
  if (newest.label.length < ROWS_MIN) return asIs;
  const level = fitLevel(newest, q);
  return (values) => atLevel(level, values);
}
