import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { makeRandom } from '../std/random.ts';
import { orderOf } from './order.ts';

/** The obvious way: a stable sort by a comparator that puts NaN last and takes -0 for 0. */
function slowOrder(values: Float64Array): number[] {
  const rank = (value: number): number => (Number.isNaN(value) ? 1 : 0);
  const compare = (a: number, b: number): number => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
  return Array.from(values.keys()).sort((i, j) => compare(values[i] ?? 0, values[j] ?? 0));
}

const agrees = (values: Float64Array): void => assert.deepEqual(Array.from(orderOf(values)), slowOrder(values));

test('the order is that of a stable sort by a comparator, for any doubles', () => {
  fc.assert(fc.property(fc.float64Array({ maxLength: 80 }), agrees), { numRuns: 300 });
});

test('the radix sort of many rows gives the same order, with ties, signs, huge and tiny values, NaN', () => {
  const random = makeRandom(7);
  const kinds = [
    () => random(),
    () => Math.floor(random() * 5) - 2,
    () => (random() - 0.5) * 10 ** (600 * random() - 300),
    () => Math.fround(random()),
    () => [Number.NaN, -0, 0, Infinity, -Infinity, 1][Math.floor(random() * 6)] ?? 0,
    () => 1e9 + random() * 1e-6,
  ];
  for (const kind of kinds) for (const n of [599, 600, 601, 2500]) agrees(Float64Array.from({ length: n }, kind));
});

test('no values have no order, and a NaN with its sign bit set still comes last', () => {
  assert.equal(orderOf(new Float64Array()).length, 0);
  const values = new Float64Array(700).fill(1);
  new BigUint64Array(values.buffer)[0] = 0xfff8000000000001n;
  assert.equal(orderOf(values)[699], 0);
});
