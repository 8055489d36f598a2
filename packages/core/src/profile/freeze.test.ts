import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextFloat } from '../stats/next-float.ts';
import { makeRandom } from '../std/random.ts';
import { isAtom, type NumberBins, ownBins, slotNames } from './bins.ts';
import { edgeSearch, edgesBelow, tallyEdges } from './edge-search.ts';
import { freezeLevels, levelCounts } from './freeze-levels.ts';
import { freezeNumbers } from './freeze-numbers.ts';

const uniform = (n: number, seed = 7): Float64Array => Float64Array.from({ length: n }, makeRandom(seed));
const text = (values: readonly (string | null)[]) => {
  const levels = [...new Set(values.filter((value) => value !== null))];
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : levels.indexOf(value)));
  return { name: 'x', kind: 'text', type: 'text', codes, levels } as const;
};

test('numbers that all differ have 32 bins of equal mass', () => {
  const values = uniform(3200);
  const { edges } = freezeNumbers(values);
  assert.equal(edges.length, 33);
  for (let j = 0; j < 32; j++) {
    assert.equal(values.filter((x) => x >= (edges[j] ?? 0) && x < (edges[j + 1] ?? 0)).length, 100, `bin ${j}`);
  }
});

test('a number that a 32nd of the rows have has a bin alone, and the rest still 32', () => {
  const bins = freezeNumbers(Float64Array.from([...uniform(1600), ...new Array(1600).fill(0.5)]));
  const atoms = Array.from({ length: ownBins(bins) }, (_, j) => j).filter((j) => isAtom(bins, j));
  assert.deepEqual(
    atoms.map((j) => bins.edges[j]),
    [0.5],
  );
  assert.equal(ownBins(bins), 34); // The bin that holds 0.5 is in two pieces beside it.
});

test('a constant column has one bin, and everything else is below or above', () => {
  const bins = freezeNumbers(Float64Array.of(3, 3, 3));
  assert.deepEqual([...bins.edges], [3, nextFloat(3)]);
  assert.deepEqual(slotNames(bins), ['= 3', 'below', 'above', 'missing']);
});

test('no number gives no bin, and zeros of both signs are one', () => {
  assert.deepEqual(slotNames(freezeNumbers(new Float64Array())), ['below', 'above', 'missing']);
  assert.deepEqual([...freezeNumbers(Float64Array.of(-0, 0, 1, 1)).edges], [0, Number.MIN_VALUE, 1, nextFloat(1)]);
});

test('more than 200,000 numbers are drawn: ends are exact, masses within 0.6 %, the same every time', () => {
  const values = uniform(210_000).map((x) => x * x * x);
  const { edges } = freezeNumbers(values);
  assert.deepEqual(edges, freezeNumbers(values.slice()).edges);
  const sorted = values.slice().sort();
  assert.deepEqual([edges[0], edges.at(-1)], [sorted[0], nextFloat(sorted.at(-1) ?? 0)]);
  assert.equal(edges.length, 33);
  let below = 0;
  for (const [j, edge] of edges.entries()) {
    while (below < sorted.length && (sorted[below] ?? 0) < edge) below++;
    const rank = below / values.length;
    assert.ok(Math.abs(rank - j / 32) < 0.006, `edge ${j} is at ${rank}`);
  }
});

test('edges rise, reach from the least to beyond the greatest, and are at most 97', () => {
  const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 200 }), (values) => {
      const { edges } = freezeNumbers(Float64Array.from(values));
      assert.ok(edges.length >= 2 && edges.length <= 97);
      for (let j = 1; j < edges.length; j++) assert.ok((edges[j - 1] ?? 0) < (edges[j] ?? 0));
      assert.ok(edges[0] === Math.min(...values) + 0 && edges.at(-1) === nextFloat(Math.max(...values)));
    }),
  );
});

test('the search finds what a slow count finds, for few edges and for many', () => {
  const edges = fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 127 });
  fc.assert(
    fc.property(
      edges,
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 50 }),
      (list, more) => {
        const bins: NumberBins = { kind: 'number', edges: Float64Array.from(new Set(list.map((x) => x + 0))).sort() };
        const values = Float64Array.from([...list, ...more]);
        const slow = new Uint32Array(128);
        for (const x of values) slow[bins.edges.filter((edge) => edge <= x).length]!++; // ! at most 127
        const fast = new Uint32Array(128);
        tallyEdges(edgeSearch(bins), values, values.length, fast);
        assert.deepEqual(fast, slow);
        for (const x of more) {
          assert.equal(edgesBelow(edgeSearch(bins), x), bins.edges.filter((edge) => edge <= x).length);
        }
      },
    ),
  );
});

test('levels come by falling count, then by name; outer blanks do not count; rare ones are known without a bin', () => {
  const many = (level: string, times: number): string[] => new Array<string>(times).fill(level);
  const bins = freezeLevels(
    levelCounts(text([...many('b', 1000), ...many('a ', 600), ...many(' a', 400), 'rare', null])),
  );
  assert.deepEqual([bins.levels, bins.rare.length, bins.isOpen], [['a', 'b'], 1, false]);
  assert.deepEqual(slotNames(bins), ['"a"', '"b"', 'other', 'new', 'missing']);
});

test('no more than 200 levels have a bin, and beyond 65,536 rare ones nothing is new', () => {
  const bins = freezeLevels(levelCounts(text(Array.from({ length: 1000 }, (_, i) => `level ${i % 250}`))));
  assert.deepEqual([bins.levels.length, bins.rare.length], [200, 50]);
  const levels = Array.from({ length: 70_000 }, (_, i) => `id ${i}`);
  const ids = { ...text([]), codes: Int32Array.from(levels.keys()), levels };
  assert.deepEqual(freezeLevels(levelCounts(ids)), {
    kind: 'levels',
    levels: [],
    rare: new Uint32Array(),
    isOpen: true,
  });
});

test('a long text is no level', () => {
  assert.deepEqual(freezeLevels(levelCounts(text(['x'.repeat(257), 'x'.repeat(256)]))).levels, ['x'.repeat(256)]);
});
