import { fitSlices, widestIntervals } from '@holdfast/core/learn/conformal-by-slice.ts';
import { type Ends, fitQuantiles, fitSplit, type IntervalRule } from '@holdfast/core/learn/conformal-interval.ts';
import { partRowsMin } from '@holdfast/core/learn/conformal-quantile.ts';
import { judgedOf, learnedFor } from '@holdfast/core/learn/folds.ts';
import { partingOf } from '@holdfast/core/measure/recalibration-gain.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { beforeAfter, inGroups } from './before-after.ts';
import { type Group, LEVEL, type Learned, type Sample } from './rules.ts';

/**
 * Intervals that hold the promised share of labels: the model's own quantiles moved (CQR) where it gives any, else the
 * prediction with one width to either side; of `rows` as they were set right, beside those of the model. Problems:
 * RECALIBRATE_TASK, RECALIBRATE_FEW.
 */
export function learnIntervals({ rows: own, time, seed, groups, level: said, table }: Sample, rows: Rows): Learned {
  const level = said ?? levelOf(rows) ?? LEVEL;
  const alpha = 1 - level;
  const { label, prediction, lower, upper } = rows.roles;
  const hasEnds = lower !== undefined && upper !== undefined;
  if (!label || (!hasEnds && !prediction)) throw new Problem('RECALIBRATE_TASK', { table, task: 'regression' });
  const needed = 5 * partRowsMin(alpha);
  if (rows.n < needed) throw new Problem('RECALIBRATE_FEW', { table, rows: rows.n, rarer: null, needed });
  const parting = partingOf({ ...rows, roles: { label: new Float64Array(rows.n) } }, { time, seed });
  const { folds } = parting;
  const rowsIn = (wanted: readonly number[]): Int32Array => {
    const found: number[] = [];
    for (let i = 0; i < rows.n; i++) if (wanted.includes(folds.of[i]!)) found.push(i); // ! i < n
    return Int32Array.from(found);
  };
  const judgedFolds = judgedOf(folds);
  const parts = judgedFolds.map((fold) => {
    const held = takeRows({ ...rows, features: [], against: {} }, rowsIn([fold]));
    return {
      held,
      ends: endsOf(rows, { learned: rowsIn(learnedFor(folds, fold)), judged: rowsIn([fold]), groups, alpha }),
    };
  });
  const rowAt = Int32Array.from(judgedFolds.flatMap((fold) => [...rowsIn([fold])]));
  const before = takeRows({ ...own, features: [], against: {} }, rowAt);
  const judged: Rows = {
    ...before,
    roles: {
      ...before.roles,
      lower: joined(parts.map(({ ends }) => ends.lower)),
      upper: joined(parts.map(({ ends }) => ends.upper)),
    },
    against: hasEnds ? before.roles : {},
  };
  const measures = beforeAfter(
    [['interval-coverage'], ['interval-width'], ['interval-score', { level }]],
    judged,
    seed,
  );
  const slices = ownRules(rows, groups, alpha).map(({ name, where, rule }) => ({ name, where, rule }));
  const coverage = measures[0];
  const [low = 0, high = 1] = coverage?.before?.interval ?? [];
  return {
    parting,
    heldOut: rowAt.length,
    chosen: hasEnds ? 'quantiles' : 'split',
    // Intervals that already hold what they promise, as far as can be told, are left alone.
    isHelp: coverage?.before == null || !((low ?? 0) <= level && level <= (high ?? 1)),
    finding: null,
    apart: null,
    candidates: [],
    measures,
    groups: inGroups(groups, judged, rowAt, (part) => beforeAfter([['interval-coverage']], part, seed)[0]),
    rule: { ...ruleFrom(rows, alpha), level, ...(slices.length > 0 && { slices }) },
    sets: null,
    basis: {
      measure: 'interval-coverage',
      before: coverage?.before?.value ?? null,
      after: coverage?.after?.value ?? null,
    },
    reliability: [],
  };
}

/** What the model's own ends promise to hold; null where it has none. */
function levelOf({ quantiles }: Rows): number | null {
  const [low, high] = [quantiles[0], quantiles.at(-1)];
  return low && high && low.level < high.level ? Number((high.level - low.level).toFixed(9)) : null;
}

function ruleFrom({ roles }: Rows, alpha: number): IntervalRule {
  const { label = new Float64Array(0), prediction, lower, upper } = roles;
  if (lower && upper) return fitQuantiles(label, { lower, upper }, { alpha, isSymmetric: false });
  return fitSplit(label, prediction ?? label, alpha);
}

/** The rules of groups that are large enough, each learned from its own rows. */
const ownRules = (rows: Rows, groups: readonly Group[], alpha: number) =>
  fitSlices(
    groups.filter(({ isDeclared }) => isDeclared).map((group) => ({ ...group, rows: group.indices })),
    partRowsMin(alpha),
    (own) => ruleFrom(takeRows({ ...rows, features: [] }, own), alpha),
  );

interface Judging {
  readonly learned: Int32Array;
  readonly judged: Int32Array;
  readonly groups: readonly Group[];
  readonly alpha: number;
}

/** The intervals of some rows by what others teach; without end, where these are too few, they hold everything. */
function endsOf(rows: Rows, { learned, judged, groups, alpha }: Judging): Ends {
  const [isLearned, placeOf] = [new Set(learned), new Map(Array.from(judged, (row, place) => [row, place]))];
  const inside = groups.map((group) => ({ ...group, indices: group.indices.filter((row) => isLearned.has(row)) }));
  const placed = ownRules(rows, inside, alpha).map(({ name, rule }) => {
    const all = groups.find((group) => group.name === name)?.indices ?? [];
    return { rule, rows: Int32Array.from(Array.from(all).flatMap((row) => placeOf.get(row) ?? [])) };
  });
  const whole = ruleFrom(takeRows({ ...rows, features: [] }, learned), alpha);
  const { roles, n } = takeRows({ ...rows, features: [], against: {} }, judged);
  const { prediction, lower, upper } = roles;
  const found = widestIntervals(whole, placed, {
    ...(prediction && { prediction }),
    ...(lower && { lower }),
    ...(upper && { upper }),
  });
  return found ?? { lower: new Float64Array(n).fill(-Infinity), upper: new Float64Array(n).fill(Infinity) };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
