import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { makeRandom } from '../std/random.ts';
import { errorBySpreads, spreadsOf } from './few-smoothed.ts';
import { errorOnGrid } from './grid-smoothed.ts';
import { cellsOf, gridOf, gridOfCells } from './score-grid.ts';
import { smoothError, smoothErrorAt } from './smooth-error.ts';
import { smoothKernel } from './smooth-kernel.ts';

const rowOf = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1),
  fc.integer({ min: 1, max: 3 }),
);
const gradedOf = (rows: readonly (readonly [number, number, number])[]) => ({
  score: Float64Array.from(rows, ([score]) => score),
  label: Float64Array.from(rows, ([, label]) => label),
  weight: Float64Array.from(rows, ([, , weight]) => weight),
});

test('rows smoothed one by one give what rows on a grid give', () => {
  const law = (rows: [number, number, number][], width: number): void => {
    const graded = gradedOf(rows);
    const kernel = smoothKernel(width);
    const residual = graded.score.map((p, i) => (graded.weight[i] ?? 0) * (p - (graded.label[i] ?? 0)));
    const few = errorBySpreads(spreadsOf(graded.score, kernel), { residual, mass: graded.weight });
    const all = errorOnGrid(gridOf(graded, kernel.gridSize), kernel);
    assert.ok(Math.abs(few - all) < 1e-12, `${few} ${all}`);
  };
  const width = fc.constantFrom(0.004, 0.0078125, 0.02, 0.1, 0.3, 1);
  fc.assert(fc.property(fc.array(rowOf, { minLength: 1, maxLength: 12 }), width, law), { numRuns: 40 });
});

/** The search as it is defined: ten halvings between 0 and 1. */
function byHalving(errorAt: (width: number) => number): number {
  let [narrow, wide] = [0, 1];
  if (errorAt(1) > 1) return 1;
  for (let step = 0; step < 10; step++) {
    const middle = (narrow + wide) / 2;
    if (middle < 0.001 || middle < errorAt(middle)) narrow = middle;
    else wide = middle;
  }
  return wide;
}

test('the width is the one that halving finds', () => {
  const law = (rows: [number, number, number][]): void => {
    const graded = gradedOf(rows);
    const width = byHalving((at) => smoothErrorAt({ ...graded, score: graded.score.slice() }, at) ?? 0);
    assert.equal(smoothError(graded)?.width, width);
  };
  fc.assert(fc.property(fc.array(rowOf, { minLength: 1, maxLength: 30 }), law), { numRuns: 30 });
});

test('cells of scores make the grid of the rows, nearly', () => {
  const random = makeRandom(4);
  const score = Float64Array.from({ length: 20_000 }, () => random() ** 2);
  const label = score.map((s) => (random() < s ? 1 : 0));
  const graded = { score, label, weight: new Float64Array(20_000).fill(1) };
  const kernel = smoothKernel(0.005);
  const exact = errorOnGrid(gridOf(graded, kernel.gridSize), kernel);
  const near = errorOnGrid(gridOfCells(cellsOf(graded), kernel.gridSize), kernel);
  assert.ok(Math.abs(exact - near) < 1e-5 * exact, `${exact} ${near}`);
});

test('no rows and rows without weight have no error', () => {
  assert.equal(smoothError(gradedOf([])), null);
  assert.equal(smoothError({ ...gradedOf([[0.5, 1, 1]]), weight: new Float64Array(1) }), null);
});
