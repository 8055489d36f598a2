import { type Folds, judgedOf, learnedFor } from '@holdfast/core/learn/folds.ts';
import { atLevel, fitLevel, type Level } from '@holdfast/core/learn/level.ts';
import { partingOf } from '@holdfast/core/measure/recalibration-gain.ts';
import type { BeforeAfter } from '@holdfast/core/report/recalibration-result.ts';
import { type Rows, takeRows } from '@holdfast/core/table/rows.ts';
import { takeNumbers } from '@holdfast/core/table/table.ts';
import { beforeAfter } from './before-after.ts';
import { learnIntervals } from './intervals.ts';
import type { Learned, Sample } from './rules.ts';

/**
 * Numbers at the level of the labels, where that surely costs less on held-out rows, and intervals around them. Cost is
 * by the prices of too much and too little, else the mean absolute error. Problems: those of intervals.
 */
export function learnNumbers(sample: Sample): Learned {
  const found = levelled(sample);
  const isLower = found !== null && (found.measure.difference?.interval?.[1] ?? 0) < 0;
  const { rows } = sample;
  const learned = learnIntervals(sample, isLower ? found.rows : rows);
  if (found === null) return learned;
  const measures = [found.measure, ...learned.measures];
  return isLower ? { ...learned, measures, isHelp: true, answers: found.level } : { ...learned, measures };
}

/** Rows fewer than this show no level. */
const ROWS_MIN = 100;

/**
 * The level that all rows teach; the rows, each at a level that was learned without it; and what that costs, before and
 * after. Null without predictions or with too few rows.
 */
function levelled({
  rows,
  time,
  seed,
  loss,
}: Sample): { readonly level: Level; readonly rows: Rows; readonly measure: BeforeAfter } | null {
  const { label, prediction } = rows.roles;
  if (!label || !prediction || rows.n < ROWS_MIN) return null;
  const { folds } = partingOf({ ...rows, roles: { label: new Float64Array(rows.n) } }, { time, seed });
  const judged = judgedOf(folds);
  const levelFrom = (indices: Int32Array): Level =>
    fitLevel({ label: takeNumbers(label, indices), prediction: takeNumbers(prediction, indices) }, loss.quantile);
  const right = { ...rows.roles };
  const set = (indices: Int32Array, level: Level): void => {
    for (const role of ['prediction', 'lower', 'upper'] as const) {
      const values = rows.roles[role];
      if (values === undefined) continue;
      const own = right[role] === values ? values.slice() : (right[role] ?? values);
      const moved = atLevel(level, takeNumbers(values, indices));
      for (const [k, row] of indices.entries()) own[row] = moved[k]!; // ! as many
      right[role] = own;
    }
  };
  for (let fold = 0; fold < folds.count; fold++) {
    // Rows that nobody judges, the first in time, teach themselves.
    const learned = judged.includes(fold) ? learnedFor(folds, fold) : [fold];
    set(rowsIn(folds, [fold]), levelFrom(rowsIn(folds, learned)));
  }
  const all = { ...rows, roles: right, against: rows.roles };
  const held = takeRows({ ...all, features: [] }, rowsIn(folds, judged));
  const [measure] = beforeAfter([[loss.entry, loss.params]], held, seed);
  if (measure === undefined) return null;
  const level = fitLevel({ label, prediction }, loss.quantile);
  return { level, rows: { ...rows, roles: right }, measure };
}

function rowsIn({ of }: Folds, wanted: readonly number[]): Int32Array {
  const found: number[] = [];
  for (let i = 0; i < of.length; i++) if (wanted.includes(of[i]!)) found.push(i); // ! i < n
  return Int32Array.from(found);
}
