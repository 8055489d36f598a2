import { type Gap, isGap } from '@holdfast/core/catalogue/define.ts';
import type { CheckSpec, QuantitySpec } from '@holdfast/core/contract/check.ts';
import type { Measured } from '@holdfast/core/measure/interval.ts';
import { type CurveFindings, judgeCurve } from '@holdfast/core/measure/stability/curve.ts';
import { excessOf, instability, meanOver, multiplicity } from '@holdfast/core/measure/stability/disagreement.ts';
import { type SeedSpread, seedSpread } from '@holdfast/core/measure/stability/spread.ts';
import type { Scope } from '@holdfast/core/measure/survey.ts';
import { churnOf, scoreChange } from '@holdfast/core/measure/versus/churn.ts';
import type { Figures } from '@holdfast/core/report/result.ts';
import {
  bounded,
  type SeedMetric,
  type SeedsResult,
  type StabilityResult,
} from '@holdfast/core/report/stability-result.ts';
import { idKeys } from '@holdfast/core/table/join.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { findColumn, takeNumbers } from '@holdfast/core/table/table.ts';
import { asked, type Runs, type Subject } from '@holdfast/core/verdict/subject.ts';
import type { CurveFile } from '../files/curve.ts';
import type { Seeds } from './seeds.ts';

/** What seeds and a learning curve say, for checks and for the report. */
export interface Stability {
  readonly runs: Runs | null;
  readonly result: StabilityResult | null;
  readonly figures: Pick<Figures, 'learningCurve'>;
}

interface Asked {
  readonly subject: Subject;
  readonly seeds: Seeds | null;
  readonly curve: CurveFile | null;
  /** Metrics that are told seed by seed, the headline first. */
  readonly metrics: readonly QuantitySpec[];
  readonly scopes: readonly Scope[];
  /** The column of ids, for the rows that depend most on the seed. */
  readonly id: string | null;
}

/** Points of a curve that a chart shows. */
const POINTS_MAX = 400;
const ROWS_MAX = 20;

/** Everything that was trained more than once, or written down while it was trained. */
export function stabilityOf(given: Asked): Stability {
  const { seeds, curve, subject } = given;
  if (seeds === null && curve === null) return { runs: null, result: null, figures: {} };
  const findings = curve && judgeCurve(curve.curve);
  const result = {
    ...(seeds && { seeds: seedsResult(seeds, given) }),
    ...(curve && findings && { curve: { path: curve.path, columns: curve.columns, ...findings } }),
  };
  const ask: Runs['ask'] = (spec, indices) =>
    spec.combinator === 'seed-spread'
      ? spreadOf(spec, { seeds, subject, indices })
      : (ofCurve(spec.entry, findings) ?? ofSeeds(spec.entry, { seeds, subject, indices }));
  return { runs: { ask }, result, figures: curve ? { learningCurve: drawn(curve) } : {} };
}

interface Within {
  readonly seeds: Seeds | null;
  readonly subject: Subject;
  readonly indices: Int32Array | null;
}

/** The seeds in a slice. */
function partOfSeeds({ own, runs, placeOf }: Seeds, indices: Int32Array | null): { own: Rows; runs: readonly Rows[] } {
  if (indices === null) return { own, runs };
  const places = indices.map((row) => placeOf[row] ?? -1).filter((place) => place >= 0);
  return { own: takeRows(own, places), runs: runs.map((rows) => takeRows(rows, places)) };
}

function allSpread(spec: QuantitySpec, { seeds, subject, indices }: Within): SeedSpread | Gap {
  if (seeds === null) return { gap: 'no-seeds', n: subject.rows.n };
  const part = partOfSeeds(seeds, indices);
  const question = asked({ ...spec, combinator: 'plain' }, { ...subject, rows: part.own }, null);
  return question === null ? { gap: 'no-costs', n: part.own.n } : seedSpread(question.quantity, part.runs);
}

function spreadOf(spec: QuantitySpec, within: Within): Measured | Gap {
  const found = allSpread(spec, within);
  return isGap(found) ? found : found.deviation;
}

function ofSeeds(id: string, { seeds, subject, indices }: Within): Measured | Gap {
  const n = indices?.length ?? subject.rows.n;
  if (seeds === null) return { gap: 'no-seeds', n };
  const { own, runs } = partOfSeeds(seeds, indices);
  const unstable = instability(runs);
  const good = id === 'ambiguity' || id === 'discrepancy' ? multiplicity(own, runs) : null;
  const values =
    id === 'seed-churn'
      ? own.classes.length > 0
        ? unstable
        : null
      : id === 'excess-churn'
        ? own.classes.length > 0
          ? unstable && excessOf(own, unstable)
          : null
        : id === 'ambiguity'
          ? (good?.flipped ?? null)
          : (good?.flippedByOne ?? null);
  return values === null || own.n === 0
    ? { gap: own.n === 0 ? 'too-few-rows' : 'no-prediction', n }
    : meanOver({ values, rows: own }, subject.seed);
}

/** A curve is all that there was of a run: its numbers have no bounds. Null where the curve is not asked. */
function ofCurve(id: string, findings: CurveFindings | null): Measured | Gap | null {
  const known = ['loss-spikes', 'loss-divergence', 'overfit-gap', 'gradient-ratio'].includes(id);
  if (!known) return null;
  const value = findings && curveValue(id, findings);
  const n = findings?.steps ?? 0;
  if (value === null) return { gap: 'no-curves', n };
  return { value, n, method: null, by: 'row', boundsAt: () => null };
}

function curveValue(id: string, { spikes, divergence, overfitting, gradientRatio }: CurveFindings): number | null {
  if (id === 'loss-spikes') return spikes.length;
  if (id === 'loss-divergence') return divergence === null ? 0 : 1;
  return id === 'overfit-gap' ? (overfitting?.gap ?? null) : gradientRatio;
}

function seedsResult(seeds: Seeds, { subject, metrics, scopes, id }: Asked): SeedsResult {
  const { own, runs, names, path, unmatched } = seeds;
  const within = (indices: Int32Array | null): Within => ({ seeds, subject, indices });
  const isClass = own.classes.length > 0;
  const unstable = instability(runs);
  const churned = (entry: string, indices: Int32Array | null = null) => bounded(ofSeeds(entry, within(indices)));
  const hasOther = own.against.prediction !== undefined;
  const slices = isClass && unstable ? scopes : [];
  return {
    names,
    path,
    n: own.n,
    unmatched,
    metrics: metrics.map((spec) => metricResult(spec, within(null))),
    churn: isClass ? churned('seed-churn') : null,
    score: meanScoreChange(runs),
    excess: isClass && hasOther && churnOf(own) ? churned('excess-churn') : null,
    ambiguity: isClass ? churned('ambiguity') : null,
    discrepancy: isClass ? churned('discrepancy') : null,
    asGood: multiplicity(own, runs)?.models ?? null,
    deviation: isClass || unstable === null ? null : bounded(meanOver({ values: unstable, rows: own }, subject.seed)),
    unstable: isClass && unstable ? unstable.filter((share) => share > 0).length / Math.max(1, own.n) : null,
    slices: slices.map(({ name, indices }) => ({ slice: name ?? '', ...churned('seed-churn', indices) })),
    rows: unstable === null ? [] : leastStable(unstable, seeds, { subject, id }),
  };
}

function metricResult(spec: QuantitySpec, within: Within): SeedMetric {
  const found = allSpread(spec, within);
  const none = { values: [], mean: null, overall: null, deviation: null, parts: null };
  if (isGap(found)) return { entry: spec.entry, gap: found.gap, ...none };
  const { values, mean, overall, deviation, parts } = found;
  return { entry: spec.entry, values, mean, overall: bounded(overall), deviation: bounded(deviation), parts };
}

function meanScoreChange(runs: readonly Rows[]): number | null {
  let [sum, pairs] = [0, 0];
  for (const [k, first] of runs.entries()) {
    for (const second of runs.slice(k + 1)) {
      const change = scoreChange({ ...first, against: second.roles });
      if (change === null) return null;
      sum += change;
      pairs++;
    }
  }
  return pairs === 0 ? null : sum / pairs;
}

function leastStable(
  unstable: Float64Array,
  { placeOf }: Seeds,
  { subject, id }: { subject: Subject; id: string | null },
): SeedsResult['rows'] {
  const column = id === null ? null : findColumn(subject.table, id);
  const ids = column === null ? null : idKeys(column);
  const judged = Int32Array.from({ length: unstable.length });
  placeOf.forEach((place, row) => {
    if (place >= 0) judged[place] = row;
  });
  const order = Array.from(unstable.keys())
    .filter((place) => unstable[place]! > 0) // ! a key
    .sort((a, b) => unstable[b]! - unstable[a]! || a - b); // ! keys
  return order.slice(0, ROWS_MAX).map((place) => {
    const row = judged[place]!; // ! as many as there are places
    const key = ids?.[row] ?? null;
    return { id: key === null ? null : String(key), row, instability: unstable[place]! }; // ! a key
  });
}

/** The metrics that are told seed by seed: those that checks ask the spread of, and the one that is compared. */
export function metricsOfSeeds(checks: readonly CheckSpec[], headline: QuantitySpec): readonly QuantitySpec[] {
  const spreads = checks.filter(({ combinator }) => combinator === 'seed-spread');
  const all = [headline, ...spreads].filter(({ by }) => by === null);
  return all.filter(({ entry }, i) => all.findIndex((one) => one.entry === entry) === i);
}

/** Lines of the chart, thinned: peaks stay, because a spike is what a reader looks for. */
function drawn({ curve }: CurveFile): NonNullable<Figures['learningCurve']> {
  const { train, validation } = curve;
  return { train: thinned(train), validation: validation && thinned(validation) };
}

function thinned({ step, value }: { step: Float64Array; value: Float64Array }): { x: number[]; y: number[] } {
  const size = Math.max(1, Math.ceil(value.length / POINTS_MAX));
  const kept: number[] = [];
  for (let start = 0; start < value.length; start += size) {
    let most = -1;
    for (let i = start; i < Math.min(value.length, start + size); i++) {
      if (Number.isFinite(value[i]) && (most < 0 || value[i]! > value[most]!)) most = i; // ! i, most < length
    }
    if (most >= 0) kept.push(most);
  }
  return { x: [...takeNumbers(step, kept)], y: [...takeNumbers(value, kept)] };
}
