import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { kendall } from './kendall.ts';

const plain = (n: number): Float64Array => new Float64Array(n).fill(1);

/** Every pair, looked at. */
function slow(first: Float64Array, second: Float64Array, weight: Float64Array): number | null {
  let [agreed, one, two] = [0, 0, 0];
  for (let i = 0; i < first.length; i++)
    for (let j = 0; j < first.length; j++) {
      const pair = (weight[i] ?? 0) * (weight[j] ?? 0);
      const a = Math.sign((first[i] ?? 0) - (first[j] ?? 0));
      const b = Math.sign((second[i] ?? 0) - (second[j] ?? 0));
      agreed += pair * a * b;
      one += pair * Math.abs(a);
      two += pair * Math.abs(b);
    }
  return one > 0 && two > 0 ? agreed / Math.sqrt(one * two) : null;
}

const lists = fc.integer({ min: 0, max: 40 }).chain((n) => {
  const some = (max: number) =>
    fc.array(fc.nat(max), { minLength: n, maxLength: n }).map((list) => Float64Array.from(list));
  return fc.tuple(some(9), some(30), some(3));
});

test('tau-b and its influence are those of every pair, with ties and weights', () => {
  fc.assert(
    fc.property(lists, ([first, second, weight]) => {
      const [fast, want] = [kendall(first, second, weight), slow(first, second, weight)];
      if (want === null || fast === null) return assert.equal(fast, want);
      assert.ok(Math.abs(fast.tau - want) < 1e-12, `${fast.tau} ${want}`);
      const step = 1e-5;
      for (let i = 0; i < first.length; i++) {
        if (weight[i] === 0) continue;
        const more = slow(first, second, weight.with(i, (weight[i] ?? 0) + step)) ?? 0;
        const less = slow(first, second, weight.with(i, (weight[i] ?? 0) - step)) ?? 0;
        const derivative = (more - less) / (2 * step);
        const own = (fast.influence[i] ?? 0) / first.length / (weight[i] ?? 1);
        assert.ok(Math.abs(own - derivative) < 1e-6, `${own} ${derivative}`);
      }
    }),
    { numRuns: 100 },
  );
});

// Python: scipy 1.14.1, scipy.stats.kendalltau(x, y).statistic
test('tau-b is that of scipy', () => {
  const [x, y] = [Float64Array.of(1, 2, 3, 4, 4, 7, 2, 9), Float64Array.of(2, 1, 3, 3, 5, 8, 2, 7)];
  assert.ok(Math.abs((kendall(x, y, plain(8))?.tau ?? 0) - 0.7692307692307694) < 1e-14);
  const many = Float64Array.from({ length: 60 }, (_, i) => ((i * 7919) % 101) / 10);
  const other = many.map((value, i) => Math.trunc(((i * 104729) % 97) / 7 + value / 2));
  assert.ok(Math.abs((kendall(many, other, plain(60))?.tau ?? 0) - 0.3246517655389029) < 1e-14);
});
