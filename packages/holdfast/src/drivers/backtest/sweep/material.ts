import type { Features } from '@holdfast/core/learn/features.ts';
import { asFeatures } from '@holdfast/core/table/as-features.ts';
import { stackTables } from '@holdfast/core/table/stack.ts';
import { chooseFeatures } from '../../train/choose-features.ts';
import type { History, Side } from '../history.ts';
import type { WatchPlan } from '../watch-plan.ts';

/** All judged rows, those of the reference first, with what a learner sees of them. */
export interface Material {
  readonly features: Features;
  /** By row: the label as a number, when the answer was given, and when the label came. */
  readonly target: Float64Array;
  readonly times: Float64Array;
  readonly arrivals: Float64Array;
  /** What the shipped model answered, and its score of two classes; null where it has none. */
  readonly prediction: Float64Array;
  readonly score: Float64Array | null;
  /** Rows of the reference. */
  readonly first: number;
  /** By period the places of its rows among the judged ones of the history; the last begins now and has none. */
  readonly periods: readonly Period[];
}

/** A stretch of the history over which one model answers. */
export interface Period {
  readonly start: number;
  readonly end: number;
  /** Places among the judged rows of the history. */
  readonly rows: Int32Array;
}

/** More periods than this would take longer to learn than anybody waits. */
const PERIODS_MAX = 60;
/** Fewer judged rows than this in the middle period say nothing of a model. */
const ROWS_MIN = 30;

/** The rows of a history as the sweep needs them, in periods of as many whole windows as it takes. */
export function materialOf({ reference, history, features }: History, { windowMs }: WatchPlan): Material {
  const stacked = stackTables(reference.judged.table, history.judged.table, features);
  const both = (role: 'label' | 'prediction'): Float64Array =>
    joined([reference, history].map(({ judged }) => judged.rows.roles[role] ?? new Float64Array(judged.rows.n)));
  const target = both('label');
  const targets = { name: 'label\n', kind: 'number', type: 'number', values: target, missing: null } as const;
  const { names } = chooseFeatures(
    stacked,
    stacked.columns.map(({ name }) => name),
    targets,
  );
  const scores = [reference, history].map(({ judged }) => judged.rows.roles.score ?? null);
  return {
    features: asFeatures(stacked, names),
    target,
    prediction: both('prediction'),
    times: joined([byRow(reference.times, reference), byRow(history.times, history)]),
    arrivals: joined([byRow(reference.arrivals, reference), byRow(history.arrivals, history)]),
    score: scores.includes(null) ? null : joined(scores.filter((score) => score !== null)),
    first: reference.judged.rows.n,
    periods: withNow(periodsOf(byRow(history.times, history), windowMs)),
  };
}

/** By judged row. */
const byRow = (values: Float64Array, { judgedRows }: Side): Float64Array =>
  Float64Array.from(judgedRows, (row) => values[row]!); // ! a row

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** After the last period the one that begins now, of which nothing is known. */
function withNow(periods: readonly Period[]): readonly Period[] {
  const { start, end } = periods.at(-1)!; // ! a history has rows
  return [...periods, { start: end, end: end + (end - start), rows: new Int32Array() }];
}

/** As few windows a period as leave at most so many periods, and enough rows in the middle one. */
function periodsOf(times: Float64Array, windowMs: number): readonly Period[] {
  const from = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const to = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const start = Math.floor(from / windowMs) * windowMs;
  const windows = Math.floor((to - start) / windowMs) + 1;
  for (let each = Math.ceil(windows / PERIODS_MAX); ; each++) {
    const ms = each * windowMs;
    const count = Math.ceil(windows / each);
    const rows: number[][] = Array.from({ length: count }, () => []);
    for (let i = 0; i < times.length; i++) rows[Math.floor((times[i]! - start) / ms)]!.push(i); // ! i < n; within
    const sizes = rows.map((own) => own.length).sort((a, b) => a - b);
    if (sizes[Math.floor(count / 2)]! >= ROWS_MIN || count <= 2) {
      // ! count is 1 or more
      return rows.map((own, k) => ({ start: start + k * ms, end: start + (k + 1) * ms, rows: Int32Array.from(own) }));
    }
  }
}

/** Whether the model that was shipped can be learned again here: from features that it is not named by. */
export const hasFeatures = ({ features }: Material): boolean => features.columns.length > 0;
