import { defaults } from '@holdfast/core/catalogue/define.ts';
import type { CompareSpec, ConditionSlice } from '@holdfast/core/contract/contract.ts';
import { normalQuantile } from '@holdfast/core/stats/normal.ts';
import { makeRandom, type Random } from '@holdfast/core/std/random.ts';
import { parseExpression } from '@holdfast/core/table/expression.ts';
import { makeRows, type Rows } from '@holdfast/core/table/rows.ts';
import type { Verdict } from '@holdfast/core/verdict/judge.ts';
import { judgeComparison, overall } from '@holdfast/core/verdict/release.ts';

/** A world in which a challenger is worse than the champion by a known amount. */
export interface World {
  readonly metric: 'accuracy' | 'roc-auc' | 'mae';
  readonly margin: number;
  readonly n: number;
  /** By how much the challenger is worse: over all rows, or only in slice `a`, a quarter of them. */
  readonly loss: number;
  readonly lossIn: 'all' | 'slice';
  /** Rows in days of 40 that share a part of their luck; else rows alone. */
  readonly isByDay: boolean;
}

const SLICES = 4;
const DAY_ROWS = 40;

/** The verdict of the gate on one draw of a world: the comparison alone, with two guards of a quarter of the rows. */
export function promoted(world: World, seed: number): Verdict {
  const random = makeRandom(seed);
  const slice = Float64Array.from({ length: world.n }, () => Math.floor(SLICES * random()));
  const rows = { accuracy: answers, 'roc-auc': scores, mae: numbers }[world.metric](world, slice, random);
  return verdictOn(rows, slice, { ...world, seed });
}

/** What is judged by. */
interface Judging extends Pick<World, 'metric' | 'margin'> {
  readonly seed: number;
}

/** The verdict of the gate on these rows: the comparison alone, with two guards, slices 0 and 1. */
export function verdictOn(rows: Rows, slice: Float64Array, { metric, margin, seed }: Judging): Verdict {
  const table = {
    n: rows.n,
    columns: [{ name: 's', kind: 'number', type: 'integer', values: slice, missing: null }],
  } as const;
  const task = metric === 'mae' ? 'regression' : 'binary';
  const subject = { task, rows, table, reference: null, params: defaults, seed } as const;
  const compared = judgeComparison(specOf({ metric, margin }), subject, [], []);
  return overall([], compared, { unknown: 'fail', nowMs: 0 }).verdict;
}

const guard = (code: number): ConditionSlice => ({
  kind: 'condition',
  name: `s = ${code}`,
  where: parseExpression(`s = ${code}`),
  place: { path: '' },
});

const specOf = ({ metric, margin }: Pick<World, 'metric' | 'margin'>): CompareSpec => ({
  to: 'champion',
  metric: {
    entry: metric,
    params: {},
    combinator: 'plain',
    by: null,
    to: 'groups',
    odds: null,
    average: null,
    column: null,
  },
  margin,
  guard: [guard(0), guard(1)],
  calibration: null,
  place: { path: '' },
});

/** The loss of a row: what is lost in a quarter of the rows is four times as much there. */
const lossOf = ({ loss, lossIn }: World, slice: number): number =>
  lossIn === 'all' ? loss : slice === 0 ? SLICES * loss : 0;

/** A number for each day, or for each row. */
function luck({ isByDay }: World, random: Random): (row: number) => number {
  let [day, shared] = [-1, 0];
  return (row) => {
    if (!isByDay) return random();
    if (Math.floor(row / DAY_ROWS) !== day) [day, shared] = [Math.floor(row / DAY_ROWS), random()];
    return random() < 0.3 ? shared : random();
  };
}

const clustersOf = ({ isByDay, n }: World): Int32Array | null =>
  isByDay ? Int32Array.from({ length: n }, (_, i) => Math.floor(i / DAY_ROWS)) : null;

/** One of ten answers differs: five in a hundred less half of the loss are right only now, as many more only before. */
function answers(world: World, slice: Float64Array, random: Random): Rows {
  const draw = luck(world, random);
  const label = new Float64Array(world.n);
  const [own, other] = [new Float64Array(world.n), new Float64Array(world.n)];
  for (let i = 0; i < world.n; i++) {
    const [u, loss] = [draw(i), lossOf(world, slice[i]!)]; // ! i < n
    label[i] = Number(random() < 0.4);
    const onlyOwn = 0.05 - loss / 2;
    const isRight = u < onlyOwn ? [1, 0] : u < 0.1 ? [0, 1] : u < 0.2 ? [0, 0] : [1, 1];
    own[i] = isRight[0] === 1 ? label[i]! : 1 - label[i]!; // ! i < n
    other[i] = isRight[1] === 1 ? label[i]! : 1 - label[i]!; // ! i < n
  }
  return makeRows(world.n, {
    roles: { label, prediction: own },
    against: { prediction: other },
    classes: ['no', 'yes'],
    cluster: clustersOf(world),
  });
}

/** Normal scores of both classes, half of a row's luck common to both models; the area is Φ(distance / √2). */
function scores(world: World, slice: Float64Array, random: Random): Rows {
  const area = 0.85;
  const distance = (of: number): number => Math.SQRT2 * normalQuantile(of);
  const draw = luck(world, random);
  const label = new Float64Array(world.n);
  const [own, other] = [new Float64Array(world.n), new Float64Array(world.n)];
  for (let i = 0; i < world.n; i++) {
    label[i] = Number(random() < 0.4);
    const common = normal(draw(i)) * Math.SQRT1_2;
    const y = label[i]!; // ! i < n
    own[i] = y * distance(area - lossOf(world, slice[i]!)) + common + normal(random()) * Math.SQRT1_2; // ! i < n
    other[i] = y * distance(area) + common + normal(random()) * Math.SQRT1_2;
  }
  return makeRows(world.n, {
    roles: { label, score: own },
    against: { score: other },
    classes: ['no', 'yes'],
    cluster: clustersOf(world),
  });
}

/** Normal errors, half of them common; a mean size of 1, the challenger's larger by the loss. */
function numbers(world: World, slice: Float64Array, random: Random): Rows {
  const draw = luck(world, random);
  const label = new Float64Array(world.n);
  const size = Math.sqrt(Math.PI / 2);
  const [own, other] = [new Float64Array(world.n), new Float64Array(world.n)];
  for (let i = 0; i < world.n; i++) {
    label[i] = 10 * random();
    const common = normal(draw(i)) * Math.SQRT1_2;
    const error = (): number => size * (common + normal(random()) * Math.SQRT1_2);
    own[i] = label[i]! + (1 + lossOf(world, slice[i]!)) * error(); // ! i < n
    other[i] = label[i]! + error(); // ! i < n
  }
  return makeRows(world.n, {
    roles: { label, prediction: own },
    against: { prediction: other },
    cluster: clustersOf(world),
  });
}

const normal = (u: number): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, u)));
