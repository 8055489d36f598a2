import assert from 'node:assert/strict';
import test from 'node:test';
import { makeRandom } from '../std/random.ts';
import { fitSlices, widestIntervals, widestSets } from './conformal-by-slice.ts';
import { fitSplit } from './conformal-interval.ts';
import { fitSets, plainSets, setsBy } from './conformal-sets.ts';

const random = makeRandom(11);
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const N = 4000;
const ALPHA = 0.1;
/** Two slices that overlap: a quarter of the rows is in each, a sixteenth in both. */
const inA = Int32Array.from({ length: N }, (_, i) => i).filter((i) => i % 4 === 0);
const inB = Int32Array.from({ length: N }, (_, i) => i).filter((i) => (i >> 2) % 4 === 0);
const isIn = (rows: Int32Array): Set<number> => new Set(rows);

test('each slice keeps its promise where one rule for all would not, and rows of two slices have the wider', () => {
  const [a, b] = [isIn(inA), isIn(inB)];
  const prediction = Float64Array.from({ length: 2 * N }, normal);
  // Errors are three times as large in the first slice, and half in the second.
  const label = prediction.map((f, i) => f + normal() * (a.has(i % N) ? 3 : b.has(i % N) ? 0.5 : 1));
  const [known, fresh] = [prediction.slice(0, N), prediction.slice(N)];
  const truth = label.slice(N);
  const pick = (values: Float64Array, rows: Int32Array): Float64Array =>
    Float64Array.from(rows, (row) => values[row] ?? 0);
  const fit = (rows: Int32Array) => fitSplit(pick(label, rows), pick(known, rows), ALPHA);
  const whole = fitSplit(label.slice(0, N), known, ALPHA);
  const own = fitSlices([{ rows: inA }, { rows: inB }], 100, fit);
  const held = (ends: ReturnType<typeof widestIntervals>, rows: Int32Array): number =>
    Array.from(rows).filter((i) => (ends?.lower[i] ?? 0) <= (truth[i] ?? 0) && (truth[i] ?? 0) <= (ends?.upper[i] ?? 0))
      .length / rows.length;
  const plain = widestIntervals(whole, [], { prediction: fresh });
  const bySlice = widestIntervals(whole, own, { prediction: fresh });
  assert.ok(held(plain, inA) < 0.8, `${held(plain, inA)}`);
  // 1,000 rows to learn from and to judge by: two standard deviations are .027.
  for (const rows of [inA, inB]) assert.ok(held(bySlice, rows) > 0.87, `${held(bySlice, rows)}`);
  const both = Array.from(inA).find((i) => b.has(i)) ?? 0;
  const alone = Array.from(inA).find((i) => !b.has(i)) ?? 0;
  const width = (i: number): number => (bySlice?.upper[i] ?? 0) - (bySlice?.lower[i] ?? 0);
  assert.ok(Math.abs(width(both) - width(alone)) < 1e-9);
  assert.equal(widestIntervals(whole, own, {}), null);
  assert.deepEqual(fitSlices([{ rows: inA.slice(0, 99) }], 100, fit), []);
});

test('sets of a slice are those of its own rule, joined where slices overlap; none is empty', () => {
  const scores = [0, 1, 2].map(() => Float64Array.from({ length: N }, random));
  for (let i = 0; i < N; i++) {
    const total = scores.reduce((sum, score) => sum + (score[i] ?? 0), 0);
    for (const score of scores) score[i] = (score[i] ?? 0) / total;
  }
  const narrow = { kind: 'lac', limit: 0.1, price: 0, freeClasses: 0, isRandom: false } as const;
  const wide = { ...narrow, limit: 0.9 };
  const sets = widestSets(
    narrow,
    [
      { rule: wide, rows: inA },
      { rule: narrow, rows: inB },
    ],
    scores,
  );
  const [plain, all] = [setsBy(narrow, scores), setsBy(wide, scores)];
  const a = isIn(inA);
  for (let i = 0; i < N; i++) {
    const own = sets.map((set) => set[i]);
    assert.deepEqual(
      own,
      (a.has(i) ? all : plain).map((set) => set[i]),
    );
    assert.ok(own.includes(1));
  }
});

test('scores at their word: the classes from the likeliest down until they hold the level', () => {
  const scores = [Float64Array.of(0.5, 0.95), Float64Array.of(0.3, 0.03), Float64Array.of(0.2, 0.02)];
  assert.deepEqual(
    plainSets(scores, 0.75).map((set) => [...set]),
    [
      [1, 1],
      [1, 0],
      [0, 0],
    ],
  );
  // Honest scores hold what they promise; conformal sets of dishonest ones do too.
  const chance = Float64Array.from({ length: N }, random);
  const label = chance.map((p) => Number(random() < p));
  const claimed = chance.map((p) => p ** 8 / (p ** 8 + (1 - p) ** 8));
  const both = [claimed.map((p) => 1 - p), claimed];
  const half = (from: number) => both.map((score) => score.slice(from, from + N / 2));
  const rule = fitSets(half(0), label.slice(0, N / 2), { alpha: ALPHA, kind: 'lac', chance: null });
  const coverage = (sets: readonly Uint8Array[]): number =>
    Array.from({ length: N / 2 }, (_, i) => sets[label[N / 2 + i] ?? 0]?.[i] ?? 0).reduce((x, y) => x + y, 0) / (N / 2);
  assert.ok(coverage(plainSets(half(N / 2), 0.9)) < 0.85);
  assert.ok(Math.abs(coverage(setsBy(rule, half(N / 2))) - 0.9) < 0.03);
});
