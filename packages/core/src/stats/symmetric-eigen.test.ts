import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { dot } from './sum.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

test('vectors are orthogonal, and with their values give the matrix back', () => {
  const random = makeRandom(5);
  for (const size of [1, 2, 5, 12]) {
    const half = Array.from({ length: size }, () => Array.from({ length: size }, () => random() - 0.5));
    const matrix = half.map((row) => half.map((other) => dot(row, other)));
    const { values, vectors } = symmetricEigen(matrix);
    assert.deepEqual(
      [...values].sort((a, b) => b - a),
      values,
    );
    for (const [i, row] of matrix.entries()) {
      for (const [j, want] of row.entries()) {
        const got = values.reduce((sum, value, k) => sum + value * vectors[k]![i]! * vectors[k]![j]!, 0); // ! square
        assert.ok(Math.abs(got - want) < 1e-12, `${size}: ${got}, want ${want}`);
        const product = dot(vectors[i]!, vectors[j]!); // ! square
        assert.ok(Math.abs(product - (i === j ? 1 : 0)) < 1e-12);
      }
    }
  }
});
